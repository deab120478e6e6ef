import { readIdentityPool } from '../src/aws/account/read-account.ts';
import { publishedClients } from '../src/domain/pools/app-clients.ts';
import { judgeIdentityPool } from '../src/domain/pools/identity-pool.ts';
import { step } from '../src/step.ts';

/** Reads the identity pool and its roles, and judges provider pairing, roles and trust. */
export const handler = step(
  'Validate identity pool',
  async ({ request, userPool }, { identityPools, roles, allowList }) => {
    const identityPoolId = request.identityPoolId ?? '';
    const readings = await readIdentityPool(identityPoolId, identityPools, roles);
    return judgeIdentityPool(request, publishedClients(request, userPool), readings, allowList);
  },
);
