import { looking } from '../src/procedures/account/looking.ts';
import { readIdentityPool } from '../src/procedures/account/read-identity-pool.ts';
import { keepFound, withAllFound } from '../src/procedures/run/found-store.ts';
import { judgeIdentityPool } from '../src/domain/pools/identity-pool.ts';
import { deliveryOf } from '../src/domain/roles/deliveries.ts';
import { wholeRequest } from '../src/procedures/run/request-store.ts';
import { step } from '../src/step.ts';

/** Reads the identity pool and its roles, and judges pairing, guests, roles, trust and reach. */
export const handler = step(
  'Validate identity pool',
  async ({ link, run, userPool: found, ...asked }, services) => {
    const [request, userPool] = await Promise.all([
      wholeRequest(asked, services.configStore),
      withAllFound(found, services.configStore),
    ]);
    const ahead = looking({ request, link }, services);
    const readings = await readIdentityPool(request, () => userPool, ahead);
    const owners = deliveryOf(request).askedOwners(services.allowList);
    const slice = judgeIdentityPool(request, userPool, readings, owners);
    return keepFound(slice, { link, run, subject: 'identity-pool' }, services.configStore);
  },
);
