import { describe, expect, test } from '@jest/globals';
import { findingText } from '../../src/domain/findings/failure-cause.ts';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { identityPoolOf } from './message-worlds.ts';

const planted = 'x\u001B[2J\u202Ey\n::error::z\u009Bq';
const obeyed = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]|[\u202A-\u202E\u2066-\u2069]/u;

/** The account of the sample, whose things have such names, with much that is to be said of it. */
function plantedAccount() {
  const world = sampleAccount();
  const seeded = world.userPools.pools.get(userPoolId)!;
  seeded.pool.Name = planted;
  for (const client of seeded.clients) client.ClientName = planted;
  seeded.providers = [{ ProviderName: planted, ProviderType: 'OIDC', AttributeMapping: {} }];
  seeded.groups = [{ GroupName: 'a::b', Precedence: 1 }];
  seeded.clients.find(({ ClientId }) => ClientId === webClientId)!.SupportedIdentityProviders = [
    planted,
  ];
  identityPoolOf(world).pool.IdentityPoolName = planted;
  return world;
}

describe('Names that somebody has planted', () => {
  test.each([
    ['a plan', { ...fullRequest, mode: 'plan' }],
    ['an import with groups', fullRequest],
    [
      'a refused import',
      { ...fullRequest, grants: { storage: [{ bucket: 'no-such', guest: ['read'] }] } },
    ],
  ])('do nothing to whoever reads what is said of %s', async (_, request) => {
    const world = plantedAccount();

    const { findings, error } = await runOnce(request);

    const pages = Object.entries(storedTexts(world, 'reports/'))
      .filter(([key]) => key.endsWith('.md'))
      .map(([, text]) => text);
    const told = [...findings.map(findingText), error?.message ?? '', ...pages];
    expect(told.join('\n')).toContain(String.raw`x\u{1b}[2J\u{202e}y\u{a}::error::z\u{9b}q`);
    expect(told.filter((text) => obeyed.test(text))).toEqual([]);
    expect(told.flatMap((text) => text.split('\n')).filter((line) => /^\s*::/.test(line))).toEqual(
      [],
    );
  });
});
