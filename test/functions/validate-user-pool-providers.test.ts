import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { handler } from '../../functions/validate-user-pool.ts';
import { readUserPool } from '../../src/procedures/account/read-user-pool.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { nativeClientId, userPoolId } from '../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import { runs } from '../support/counts.ts';

/** Identity providers and groups: read only as far as a request concerns them. */

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  const seeded = world.userPools.pools.get(userPoolId);
  seeded?.providers.push(
    ...(['Google', 'CorpAD', 'Facebook'].map((ProviderName) => ({
      ProviderName,
      ProviderType: ProviderName === 'CorpAD' ? 'SAML' : ProviderName,
      ProviderDetails: { client_id: 'id', client_secret: `secret of ${ProviderName}` },
      AttributeMapping: { email: 'email', username: 'sub' },
    })) as []),
  );
});

const offer = (...lists: (readonly string[])[]) =>
  world.userPools.pools.get(userPoolId)?.clients.forEach((client, index) => {
    client.SupportedIdentityProviders = [...(lists[index] ?? [])];
  });
const validate = async (overrides: Parameters<typeof aRequest>[0] = {}) =>
  await handler(runData({ request: aRequest(overrides) }), {
    services: stackServices(),
  });
const described = () =>
  world.calls
    .filter(({ action }) => action === 'DescribeIdentityProvider')
    .map(({ input }) => input['ProviderName']);

describe('O-9: Identity providers', () => {
  test('Only those that the published clients offer are described, each once', async () => {
    offer(['COGNITO', 'Google'], ['Google', 'CorpAD']);

    const { findings } = await validate({ nativeClientId });

    expect(described()).toEqual(['Google', 'CorpAD']);
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_HAS_SECRET']);
  });

  test.each([
    ['the clients offer the directory of the pool only', ['COGNITO'], {}],
    ['OAuth is off', ['Google'], { oauth: 'off' }],
    ['the other client is not published', [], {}],
  ] as const)('None is described when %s', async (_case, providers, overrides) => {
    offer(providers, ['Facebook']);

    await validate(overrides);

    expect(described()).toEqual([]);
  });

  test('One that is gone, and one that may not be read, are findings', async () => {
    offer(['Google', 'Okta']);
    world.faults.fail(
      { action: 'DescribeIdentityProvider', input: { ProviderName: 'Google' } },
      accessDenied(),
    );

    const { findings } = await validate();

    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'READ_DENIED',
          needed: 'cognito-idp:DescribeIdentityProvider',
        }),
        expect.objectContaining({
          code: 'OAUTH_PROVIDER_NOT_FOUND',
          found: 'Google, CorpAD, Facebook',
          needed: 'Okta',
        }),
      ]),
    );
  });

  test('Nothing that they keep secret leaves the adapter', async () => {
    offer(['Google', 'CorpAD']);
    const secret = fc.stringMatching(/^[A-Za-z0-9+/]{40,64}$/);
    const key = fc.constantFrom('client_secret', 'private_key', 'MetadataFile', 'anything');

    await fc.assert(
      fc.asyncProperty(secret, key, async (planted, name) => {
        for (const provider of world.userPools.pools.get(userPoolId)?.providers ?? []) {
          provider.ProviderDetails = { [name]: planted };
        }

        const readings = await readUserPool(aRequest(), stackServices());

        expect(Object.keys(readings.providers)).toEqual(['Google', 'CorpAD']);
        expect(readings.providers['Google']).toEqual({
          status: 'found',
          value: { name: 'Google', type: 'Google', mappedAttributes: ['email', 'username'] },
        });
        expect(JSON.stringify(readings)).not.toContain(planted);
      }),
      runs(20),
    );
  });
});

describe('Groups', () => {
  const grants = storageGrants(aStorageGrant({ groups: { last: ['read'], nobody: ['read'] } }));

  const seedGroups = (count: number) => {
    const seeded = world.userPools.pools.get(userPoolId);
    for (let index = 0; index < count; index += 1) {
      seeded?.groups.push({ GroupName: `group-${index}`, Precedence: index });
    }
    return seeded;
  };

  test('Beyond the first 60 only those that the request names are read', async () => {
    const seeded = seedGroups(70);
    seeded?.groups.push({ GroupName: 'last', RoleArn: 'arn:aws:iam::111122223333:role/Last' });

    const slice = await validate({ grants });

    expect(slice.settings?.groups).toHaveLength(61);
    expect(slice.grantedGroups).toEqual([
      { name: 'last', roleArn: 'arn:aws:iam::111122223333:role/Last' },
    ]);
    expect(codes(slice.findings)).toEqual([
      'NATIVE_CLIENT_DEFAULTED',
      'GROUP_NOT_FOUND',
      'GROUPS_CUT',
    ]);
  });

  test.each([
    ['none where the request names all', 130, []],
    ['some where it names all but one', 129, ['GROUPS_CUT']],
    ['some where it names those of one page more', 120, ['GROUPS_CUT']],
  ])('Beyond the first 60 are cut: %s', async (_, named, cut) => {
    seedGroups(130);
    const read: 'read'[] = ['read'];
    const names = Array.from({ length: named }, (__, index) => `group-${index}`);
    const groups = Object.fromEntries(names.map((name) => [name, read]));

    const slice = await validate({ grants: storageGrants(aStorageGrant({ groups })) });

    expect(codes(slice.findings)).toEqual(['NATIVE_CLIENT_DEFAULTED', ...cut]);
    expect(slice.groupsKnown).toBe(cut.length === 0);
  });

  test('Beyond the first 60 are not listed for a request that names none of them', async () => {
    seedGroups(61);

    await validate();

    expect(world.calls.filter(({ action }) => action === 'ListGroups')).toHaveLength(1);
  });

  test('Of a pool whose list holds all of them none is read alone', async () => {
    await validate({ grants });

    expect(world.calls.map(({ action }) => action)).not.toContain('GetGroup');
  });
});
