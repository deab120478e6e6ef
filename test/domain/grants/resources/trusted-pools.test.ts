import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { TrustedPool } from '../../../../src/domain/grants/resources/readings.ts';
import {
  tokensOfApp,
  trustIn,
  type PoolTrust,
} from '../../../../src/domain/grants/resources/trusted-pools.ts';
import { identityPoolFindings } from '../../../../src/domain/grants/request-findings.ts';
import { codes } from '../../../support/builders/codes.ts';
import { graphqlApiId, someGrants } from '../../../support/builders/grants.ts';
import { nativeClientId, userPoolId, webClientId } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTrustedPool, graphqlApiReading } from '../../../support/builders/resources.ts';

const both = [webClientId, nativeClientId];
const other = aTrustedPool({ userPoolId: 'eu-west-1_ZzZzZzZzZ' });
const cognito = 'AMAZON_COGNITO_USER_POOLS';

describe('How far a GraphQL API trusts the app', () => {
  it.each<[string, readonly TrustedPool[], readonly string[], PoolTrust]>([
    ['every app client', [aTrustedPool()], both, 'whole'],
    ['other pools', [other], both, 'none'],
    [
      'its pool with the other issuer',
      [aTrustedPool({ by: 'OPENID_CONNECT', issuer: 'updated' })],
      both,
      'other-issuer',
    ],
    ['its clients', [aTrustedPool({ clients: both.join('|') })], both, 'whole'],
    [
      'its clients by their ends',
      [aTrustedPool({ clients: `^${webClientId}$` })],
      [webClientId],
      'whole',
    ],
    ['one of its clients', [aTrustedPool({ clients: webClientId })], both, 'other-clients'],
    [
      'a client that begins alike',
      [aTrustedPool({ clients: webClientId.slice(0, 5) })],
      [webClientId],
      'other-clients',
    ],
    ['what is no expression', [aTrustedPool({ clients: '(' })], both, 'other-clients'],
    [
      'its clients by a group and a star',
      [aTrustedPool({ clients: `(?:${both.join('|')}).*` })],
      both,
      'whole',
    ],
    ['what is tried for ever', [aTrustedPool({ clients: '(\\w+)+-' })], both, 'other-clients'],
    [
      'what is tried for ever without a repeated group',
      [aTrustedPool({ clients: `${'\\w*'.repeat(40)}-` })],
      both,
      'other-clients',
    ],
    ['some clients, of an app without any', [aTrustedPool({ clients: 'a' })], [], 'uncertain'],
    ['its users by group only', [aTrustedPool({ deniedByDefault: true })], both, 'uncertain'],
    ['it twice', [aTrustedPool({ deniedByDefault: true }), aTrustedPool()], both, 'whole'],
  ])('that takes the tokens of %s', (_, trustedPools, clients, trust) => {
    const facts = { service: 'appsync' as const, authenticationTypes: [cognito], trustedPools };

    expect(trustIn(facts, tokensOfApp({ userPoolId }, { clients }))).toBe(trust);
  });
});

describe('A GraphQL API that trusts the pool, but not all of the app', () => {
  const grants = someGrants({ graphql: [{ api: graphqlApiId, authenticated: true }] });
  const pools = aRequest({ grants });
  const judge = (pool: Partial<TrustedPool>, ...authenticationTypes: readonly string[]) =>
    resourceFindings(
      pools,
      graphqlApiReading({ authenticationTypes, trustedPools: [aTrustedPool(pool)] }),
      { allowList: null, roles: [], clients: both },
    );

  it.each([
    [[cognito], ['error API_TRUSTS_OTHER_CLIENTS', 'error API_WITHOUT_IAM']],
    [['AWS_IAM', cognito], ['warning API_TRUSTS_OTHER_CLIENTS']],
  ])('takes %j: other app clients are named for what they are', (modes, expected) => {
    const findings = judge({ clients: webClientId }, ...modes);

    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
    expect(findings[0]).toMatchObject({
      code: 'API_TRUSTS_OTHER_CLIENTS',
      facts: { taken: [webClientId], turnedAway: [nativeClientId], clients: both },
      message: expect.stringContaining(
        `for app clients like ${webClientId}, and not for ${nativeClientId}.`,
      ),
      command: expect.stringContaining(
        `--arg clients '(${webClientId})|${webClientId}|${nativeClientId}'`,
      ),
    });
  });

  it('is not one that needs no grant when it denies by default', () => {
    expect(codes(judge({ deniedByDefault: true }, cognito, 'AWS_IAM'))).toEqual([
      'IAM_ON_MARKED_FIELDS',
    ]);
    expect(codes(judge({ deniedByDefault: true }, cognito))).toEqual(['API_WITHOUT_IAM']);
  });

  it.each([{ clients: webClientId }, { deniedByDefault: true }])(
    'still needs an identity pool: %j',
    (pool) => {
      const readings = (trusted: Partial<TrustedPool>) =>
        graphqlApiReading({
          authenticationTypes: [cognito],
          trustedPools: [aTrustedPool(trusted)],
        });
      const alone = { ...pools, identityPoolId: null };

      expect(codes(identityPoolFindings(alone, readings(pool), { clients: both }))).toEqual([
        'IDENTITY_POOL_NEEDED',
      ]);
      expect(identityPoolFindings(alone, readings({}), { clients: both })).toEqual([]);
    },
  );
});
