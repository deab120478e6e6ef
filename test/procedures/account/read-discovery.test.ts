import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountServices } from '../../../src/aws/account/account-services.ts';
import { discoveryServices, readRegion } from '../../../src/procedures/account/read-discovery.ts';
import { discoverySchema, type Discovery } from '../../../src/contract/discovery.ts';
import { shapeDiscovery } from '../../../src/domain/discovery/shape-discovery.ts';
import { accessDenied, awsError, throttled } from '../../support/aws-world/aws-error.ts';
import { actionsOf } from '../../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../../support/aws-world/sample-account.ts';
import { codes } from '../../support/builders/codes.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';

let world: SampleAccount;
let told: string[];

beforeEach(() => {
  world = sampleAccount();
  told = [];
});

/** Reads the region as the command does, but for the pacing. */
async function discover(region = 'eu-west-1'): Promise<Discovery> {
  const services = discoveryServices(accountServices(), () => Promise.resolve());
  const readings = await readRegion(region, services, (what, done, all) =>
    told.push(`${done}/${all} ${what}`),
  );
  return discoverySchema.parse(shapeDiscovery(readings));
}

/** Adds user pools like the sample's, each with a web client of its own. */
function addUserPools(many: number): void {
  for (let index = 0; index < many; index += 1) {
    const id = `eu-west-1_More${index}`;
    const pool = structuredClone(world.userPools.pools.get(userPoolId));
    if (!pool) throw new Error('The sample has no pool.');
    pool.pool = { ...pool.pool, Id: id, Name: `more-${index}` };
    pool.clients = [{ ClientId: `web${index}`, ClientName: 'web', UserPoolId: id }];
    world.userPools.pools.set(id, pool);
  }
}

function addIdentityPools(many: number): void {
  const sample = world.identityPools.pools.get(identityPoolId);
  if (!sample) throw new Error('The sample has no identity pool.');
  for (let index = 0; index < many; index += 1) {
    const id = `eu-west-1:${String(index).padStart(8, '0')}-2222-4333-8444-555555555555`;
    world.identityPools.pools.set(id, {
      ...sample,
      pool: { ...sample.pool, IdentityPoolId: id, CognitoIdentityProviders: [] },
    });
  }
}

describe('The reading of a region', () => {
  it('D-1: finds the pools, and judges them as an import would', async () => {
    const { userPools } = await discover();

    expect(userPools).toMatchObject([
      { id: userPoolId, blocks: [], request: { webClientId, identityPoolId } },
    ]);
  });

  it('is refused for a region that there is not, or that is not enabled', async () => {
    const hostname = 'cognito-idp.eu-west-9.amazonaws.com';
    const noAddress = Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND', hostname });
    world.faults.fail(({ region }) => region === 'eu-west-9', noAddress);
    world.faults.fail(
      ({ region }) => region === 'eu-south-2',
      awsError('UnrecognizedClientException', 400),
    );

    await expect(discover('eu-west-9')).rejects.toMatchObject({
      name: 'RegionUnknown',
      message: expect.stringContaining('There is no region "eu-west-9" of AWS.'),
    });
    await expect(discover('eu-south-2')).rejects.toMatchObject({
      name: 'CredentialsMissing',
      message: expect.stringContaining('eu-south-2, a region that the account has to enable first'),
    });
  });

  it('D-1: reads all pages of both lists', async () => {
    addUserPools(130);
    addIdentityPools(130);

    const { userPools } = await discover();

    const actions = actionsOf(world.calls);
    expect(userPools).toHaveLength(131);
    expect(actions.filter((action) => action === 'cognito-idp:ListUserPools')).toHaveLength(3);
    expect(told.at(-1)).toBe('131/131 user pools');
    expect(told).toContain('131/131 identity pools');
  });

  it('W-21: asks each thing once, and changes nothing', async () => {
    addUserPools(3);
    addIdentityPools(3);

    await discover();

    const asked = world.calls.map(({ action, input }) => `${action} ${JSON.stringify(input)}`);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    for (const { action } of world.calls) expect(action).toMatch(/^(List|Describe|Get)/);
    expect(actionsOf(world.calls)).not.toContain('iam:GetRolePolicy');
  });

  it('D-2: is of the region that is named', async () => {
    expect(await discover('us-east-1')).toMatchObject({ region: 'us-east-1', userPools: [] });
    expect(new Set(world.calls.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
  });

  it('W-21: looks, in a pool with more clients than a page, at those that identity pools name', async () => {
    const clients = world.userPools.pools.get(userPoolId)?.clients ?? [];
    for (let index = 0; index < 60; index += 1)
      clients.unshift({ ClientId: `other${index}`, ClientName: 'other' });

    const { userPools } = await discover();

    const described = world.calls.filter(({ action }) => action === 'DescribeUserPoolClient');
    expect(userPools[0]).toMatchObject({ moreClients: true, blocks: [], request: { webClientId } });
    expect(described).toHaveLength(2);
  });
});

describe('What cannot be read', () => {
  it('W-24: blocks its own pool, with the action that is missing', async () => {
    addUserPools(1);
    world.faults.fail(
      { action: 'DescribeUserPool', input: { UserPoolId: userPoolId } },
      accessDenied(),
    );

    const { userPools } = await discover();

    const [more, sample] = userPools;
    expect(more?.blocks).toEqual([]);
    expect(sample?.blocks).toMatchObject([
      { code: 'READ_DENIED', needed: 'cognito-idp:DescribeUserPool' },
    ]);
  });

  it('W-21: is told of its pool when AWS stays busy, and the others are read', async () => {
    addUserPools(1);
    world.faults.fail(
      { action: 'ListUserPoolClients', input: { UserPoolId: userPoolId } },
      throttled(),
    );

    const { userPools } = await discover();

    expect(userPools.map(({ blocks }) => codes(blocks))).toEqual([[], ['POOL_NOT_READ']]);
  });

  it('leaves identity pools out when they may not be listed, and says so', async () => {
    world.faults.fail('cognito-identity:ListIdentityPools', accessDenied());

    const { findings, userPools } = await discover();

    expect(findings).toMatchObject([{ needed: 'cognito-identity:ListIdentityPools' }]);
    expect(userPools[0]?.request).not.toHaveProperty('identityPoolId');
  });

  it('ends everything when it is the list of user pools', async () => {
    world.faults.fail('cognito-idp:ListUserPools', accessDenied());

    await expect(discover()).rejects.toThrow(
      /cognito-idp:ListUserPools on user pools of eu-west-1/,
    );
  });
});

describe('A secret of a client', () => {
  it('W-15: leaves the adapter as presence only', async () => {
    const discovery = await discover();

    expect(JSON.stringify(discovery)).not.toContain(world.secret);
    expect(discovery.userPools[0]?.clients.map(({ secret }) => secret)).toEqual([true, false]);
  });
});
