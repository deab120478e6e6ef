import { stackParameterName } from '../../../src/contract/stack.ts';
import type { Services } from '../../../src/procedures/ports.ts';
import { configBucket, homeRegion, linkTable } from './aws-world.ts';
import { fullRequest, runOnce, stackServices } from './import-runs.ts';
import { pushOnce } from './push-runs.ts';
import { sampleAccount, type SampleAccount } from './sample-account.ts';
import { aParameter } from './ssm.ts';

/** The sample account with a stack that commands find by its parameter. */
export function accountWithStack(): SampleAccount {
  const world = sampleAccount();
  const machines = { 'import-auth': 'i', 'push-auth': 'p', 'remove-auth': 'r' };
  const parts = { bucket: configBucket, table: linkTable, bus: 'b', region: homeRegion, machines };
  world.parameterStore.parameters.set(stackParameterName, aParameter(JSON.stringify(parts)));
  return world;
}

/** Services of a run in the given minute of a day. */
export function atMinute(minute: number): Services {
  const now = new Date(Date.UTC(2026, 10, 22, 10, minute));
  return stackServices({ now: () => now, wait: async () => undefined });
}

/**
 * The sample's link after two imports, of which the second has changed the files, and a push that has got to
 * one of two functions; and a preview beside it.
 */
export async function lookedUpAccount(): Promise<SampleAccount> {
  const world = accountWithStack();
  world.lambda.add(homeRegion, 'orders', { variables: { TABLE: 'orders' } });
  await runOnce(fullRequest, { services: atMinute(0) });
  world.userPools.pools.get(fullRequest.userPoolId)!.pool.AutoVerifiedAttributes = [];
  const functions = [{ name: 'orders' }, { name: 'billing' }];
  await runOnce({ ...fullRequest, functions }, { services: atMinute(5) });
  await pushOnce(undefined, { services: atMinute(6) });
  const { identityPoolId: _pool, grants: _grants, ...preview } = fullRequest;
  await runOnce({ ...preview, env: 'pr-42' }, { services: atMinute(7) });
  return world;
}
