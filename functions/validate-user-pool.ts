import { readUserPool } from '../src/aws/account/read-user-pool.ts';
import { judgeUserPool } from '../src/domain/pools/user-pool.ts';
import { step } from '../src/step.ts';

/** Reads the user pool and its app clients, judges them, and shapes the auth settings. */
export const handler = step('Validate user pool', async ({ request }, services) => {
  const readings = await readUserPool(request, services);
  return judgeUserPool(request, readings);
});
