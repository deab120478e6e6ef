import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { accountServices } from '../../../src/aws/account/account-services.ts';
import { discoveryServices, readRegion } from '../../../src/procedures/account/read-discovery.ts';
import { actionsOf } from '../../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../../support/aws-world/sample-account.ts';
import { identityPoolId, userPoolId } from '../../support/builders/ids.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});

afterEach(() => {
  jest.useRealTimers();
});

/** So many pairs of pools like the sample's, the web client of each its own. */
function manyPairs(many: number) {
  const world = sampleAccount();
  const userPool = world.userPools.pools.get(userPoolId);
  const identityPool = world.identityPools.pools.get(identityPoolId);
  if (!userPool || !identityPool) throw new Error('The sample has no pools.');
  for (let index = 0; index < many; index += 1) {
    const id = `eu-west-1_More${index}`;
    const ClientId = `web${index}`;
    world.userPools.pools.set(id, {
      ...structuredClone(userPool),
      pool: { ...userPool.pool, Id: id, Name: `more-${index}` },
      clients: [{ ClientId, ClientName: 'web', UserPoolId: id }],
    });
    const IdentityPoolId = `eu-west-1:${String(index).padStart(8, '0')}-2222-4333-8444-555555555555`;
    world.identityPools.pools.set(IdentityPoolId, {
      ...structuredClone(identityPool),
      pool: {
        ...identityPool.pool,
        IdentityPoolId,
        CognitoIdentityProviders: [
          { ClientId, ProviderName: `cognito-idp.eu-west-1.amazonaws.com/${id}` },
        ],
      },
    });
  }
  return world;
}

/** Two thirds of what Cognito allows in a second, and the operations that count for it (read-discovery's rates). */
const rates = [
  { perSecond: 10, operations: /:(ListUserPools|DescribeUserPool)$/ },
  {
    perSecond: 10,
    operations: /:(ListUserPoolClients|DescribeUserPoolClient|ListUserPoolClientS)/,
  },
  {
    perSecond: 13,
    operations: /:(GetUserPoolMfaConfig|ListIdentityProviders|ListGroups|DescribeI\w+Provider)$/,
  },
  { perSecond: 10, operations: /:DescribeIdentityPool$/ },
  { perSecond: 10, operations: /:GetIdentityPoolRoles$/ },
];

it('reads a region in little more than its slowest rate needs, since the rates pass beside each other', async () => {
  const world = manyPairs(120);
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  const services = discoveryServices(accountServices(), wait);
  let took = 0;
  const read = readRegion('eu-west-1', services, () => undefined).then((region) => {
    took = Date.now() / 1_000;
    return region;
  });

  await jest.advanceTimersByTimeAsync(120_000);
  expect((await read).userPools).toHaveLength(121);

  const actions = actionsOf(world.calls);
  const seconds = rates.map(
    ({ perSecond, operations }) =>
      actions.filter((action) => operations.test(action)).length / perSecond,
  );
  expect(took).toBeGreaterThan(0);
  expect(took).toBeLessThan(Math.max(...seconds) * 1.15 + 2);
});
