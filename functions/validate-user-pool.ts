import { looking } from '../src/procedures/account/looking.ts';
import { readUserPool } from '../src/procedures/account/read-user-pool.ts';
import { keepFound } from '../src/procedures/run/found-store.ts';
import { judgeUserPool } from '../src/domain/pools/user-pool.ts';
import { wholeRequest } from '../src/procedures/run/request-store.ts';
import { step } from '../src/step.ts';

/** Reads the user pool and its app clients, judges them, and shapes the auth settings. */
export const handler = step('Validate user pool', async ({ link, run, ...asked }, services) => {
  const request = await wholeRequest(asked, services.configStore);
  const readings = await readUserPool(request, looking({ request, link }, services));
  const slice = judgeUserPool(request, readings);
  return keepFound(slice, { link, run, subject: 'user-pool' }, services.configStore);
});
