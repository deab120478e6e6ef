import { readUserPool } from '../src/aws/account/read-account.ts';
import { judgeUserPool } from '../src/domain/pools/user-pool.ts';
import { step } from '../src/step.ts';

/** Reads the user pool and its app clients, judges them, and shapes the auth settings. */
export const handler = step('Validate user pool', async ({ request }, { userPools }) => {
  const readings = await readUserPool(request, userPools);
  return judgeUserPool(request, readings);
});
