import { describe, expect, test } from '@jest/globals';
import { fullRequest, runOnce, withGrants } from '../support/aws-world/import-runs.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import {
  bucketName,
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { asExpected, provoke, type MessageRow } from './message-cases.ts';
import { hostedUi, identityPoolOf, moved, userPoolOf } from './message-worlds.ts';

/** Messages that an import of the incumbents ends with, and what is told in their place. */

const native = { nativeClientId };
const guestsOnly = { grants: { storage: [{ bucket: bucketName, guest: ['read'] }] } };
const without = (kind: 'authenticated' | 'unauthenticated') => (world: SampleAccount) => {
  delete identityPoolOf(world).roles[kind];
};
const noGuests = (world: SampleAccount) => {
  identityPoolOf(world).pool.AllowUnauthenticatedIdentities = false;
};

const cases: MessageRow[] = [
  [
    'M-1: auth headless is missing the following inputParams userPoolId, webClientId',
    {
      request: { userPoolId: undefined, webClientId: undefined },
      status: 'refused',
      tells: 'InvalidRequest',
      words: ['userPoolId: is missing', 'user pool of eu-west-1', `"userPoolId":"${userPoolId}"`],
    },
  ],
  [
    'M-2: The previously configured Web app client cannot be found: it does not exist',
    {
      request: { webClientId: 'nobody' },
      status: 'refused',
      tells: 'CLIENT_NOT_FOUND',
      words: ['nobody', userPoolId, `"webClientId": "${webClientId}"`],
    },
  ],
  [
    'M-2: The previously configured Web app client cannot be found: it has a secret',
    {
      request: { webClientId: nativeClientId },
      status: 'refused',
      tells: 'WEB_CLIENT_HAS_SECRET',
      words: [nativeClientId, 'secret', `"webClientId": "${webClientId}"`],
    },
  ],
  [
    'M-2: The previously configured Native app client cannot be found',
    {
      request: { nativeClientId: 'nobody' },
      status: 'refused',
      tells: 'CLIENT_NOT_FOUND',
      words: ['nobody', userPoolId],
    },
  ],
  [
    'M-3: The previously configured Cognito User Pool cannot be found',
    {
      prepare: ({ userPools }) => userPools.pools.clear(),
      status: 'refused',
      tells: 'USER_POOL_NOT_FOUND',
      words: [userPoolId, 'eu-west-1', '111122223333'],
    },
  ],
  [
    'M-4: OAuth properties for the app clients are not matching',
    {
      prepare: (world) => {
        hostedUi(world);
        const [, other] = userPoolOf(world).clients;
        Object.assign(other ?? {}, { CallbackURLs: ['myapp://callback/'] });
      },
      request: native,
      status: 'published',
      tells: 'OAUTH_CLIENTS_DIFFER',
      words: ['info', 'CallbackURLs'],
      published: ['https://app.example.com/'],
    },
  ],
  [
    'M-5: There are no common OAuth providers: a sign-out URL is missing',
    {
      prepare: (world) => hostedUi(world, { LogoutURLs: [] }),
      status: 'published',
      tells: 'OAUTH_NO_SIGNOUT_URL',
      words: ['warning', webClientId, 'LogoutURLs'],
    },
  ],
  [
    'M-5: There are no common OAuth providers: the client offers SAML only',
    {
      prepare: (world) => {
        hostedUi(world, { SupportedIdentityProviders: ['CorpAD'] });
        userPoolOf(world).providers.push({
          ProviderName: 'CorpAD',
          ProviderType: 'SAML',
          AttributeMapping: { email: 'mail' },
        });
      },
      status: 'published',
      tells: null,
      published: ['CorpAD', '"redirect_sign_in_uri"'],
    },
  ],
  [
    'M-6: Cannot import Identity Pool without authenticated and unauthenticated roles',
    {
      prepare: (world) => [without('unauthenticated')(world), noGuests(world)],
      request: withGrants(['read'], []),
      status: 'published',
      tells: 'GUEST_ROLE_ABSENT',
      words: ['info', identityPoolId],
    },
  ],
  [
    'M-7: There are no Identity Pools found which has the selected Cognito User Pool',
    {
      prepare: (world) => {
        identityPoolOf(world).pool.CognitoIdentityProviders = [
          { ProviderName: providerName, ClientId: nativeClientId },
        ];
      },
      status: 'refused',
      tells: 'IDENTITY_POOL_CLIENT_MISMATCH',
      words: [`${providerName}:${nativeClientId}`, `${providerName}:${webClientId}`],
    },
  ],
  [
    'M-8: Current auth configuration is: userPoolOnly, but identityPoolAndUserPool was required',
    {
      request: { identityPoolId: undefined },
      status: 'refused',
      tells: 'IDENTITY_POOL_NEEDED',
      words: ['user pool only', 'identityPoolId', 'or leave'],
    },
  ],
  [
    'M-8: Current auth configuration: guests were asked for and are not admitted',
    {
      prepare: noGuests,
      request: guestsOnly,
      status: 'published',
      tells: 'GUEST_GRANT_DORMANT',
      words: ['warning', 'AllowUnauthenticatedIdentities'],
    },
  ],
  [
    'M-9: Parameters: [authRoleName] must have values',
    {
      prepare: without('authenticated'),
      status: 'refused',
      tells: 'AUTH_ROLE_MISSING',
      words: ['error', identityPoolId, 'Roles.authenticated'],
    },
  ],
  [
    'M-9: Parameters: [unauthRoleName] must have values',
    {
      prepare: without('unauthenticated'),
      request: guestsOnly,
      status: 'refused',
      tells: 'GUEST_GRANT_WITHOUT_GUEST_ROLE',
      words: ['error', identityPoolId, 'Roles.unauthenticated'],
    },
  ],
  [
    'M-10: Auth has already been imported to this project and cannot be modified',
    {
      prepare: () => runOnce({ ...fullRequest, nativeClientId }),
      request: { identityPoolId: undefined, grants: undefined },
      status: 'published',
      tells: 'USER_POOL_ONLY',
      published: [userPoolId],
    },
  ],
  [
    "M-12: auth was imported from region 'A' and the new environment's region is 'B'",
    {
      prepare: (world) => moved(world, 'us-east-1_Elsewhere1'),
      request: { userPoolId: 'us-east-1_Elsewhere1' },
      status: 'published',
      tells: 'IDENTITY_POOL_OTHER_REGION',
      words: ['warning', 'us-east-1', 'eu-west-1'],
      published: ['"aws_cognito_region": "us-east-1"'],
    },
  ],
];

describe('A message of an import', () => {
  test.each(cases)('%s', async (_message, expected) => {
    const outcome = await provoke(expected);

    expect(outcome).toEqual({ status: expected.status, ...asExpected });
  });
});
