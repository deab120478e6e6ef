import { describe, expect, test } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { fullRequest, policiesOf, runOnce, withGrants } from '../support/aws-world/import-runs.ts';
import { roleAt, sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  nativeClientId,
  providerName,
  webClientId,
} from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';
import { asExpected, provoke, type MessageRow } from './message-cases.ts';
import { hostedUi, identityPoolOf } from './message-worlds.ts';

/** Messages of a push, or of the running app, which are told before anything is written. */

const authTrust =
  (statement: Parameters<typeof trustStatement>[1], amr?: 'unauthenticated') =>
  (world: SampleAccount) => {
    roleAt(world, authRoleArn).trustPolicy = trustPolicy(
      trustStatement(amr ?? 'authenticated', statement),
    );
  };
const anotherPool = 'eu-west-1:99999999-2222-4333-8444-555555555555';

const ofPushes: MessageRow[] = [
  [
    'M-13: Policy resource was already managed by another stack',
    {
      prepare: (world) => {
        roleAt(world, authRoleArn).policies[policyName] = '{"Version":"2012-10-17","Statement":[]}';
      },
      status: 'refused',
      tells: 'POLICY_DRIFT',
      words: [authRoleArn, policyName, '"adopt": true'],
    },
  ],
  [
    'M-15: Maximum policy size of 10240 bytes exceeded for role',
    {
      prepare: (world) => {
        roleAt(world, authRoleArn).policies['theirs'] = JSON.stringify({ Sid: 'x'.repeat(10_000) });
      },
      status: 'refused',
      tells: 'POLICY_BUDGET_EXCEEDED',
      words: [authRoleArn, '10240'],
    },
  ],
  [
    'M-16: not authorized to perform: cognito-identity:GetIdentityPoolRoles',
    {
      prepare: ({ faults }) => faults.fail('cognito-identity:GetIdentityPoolRoles', accessDenied()),
      status: 'refused',
      tells: 'READ_DENIED',
      words: ['cognito-identity:GetIdentityPoolRoles', identityPoolId],
    },
  ],
  [
    "M-17: Cannot parse arn: '<a perfectly good arn>'",
    { status: 'published', tells: null, never: ['ROLE_NOT_FOUND', 'ROLE_OTHER_ACCOUNT'] },
  ],
];

const ofRunningApps: MessageRow[] = [
  [
    'M-18: Token is not from a supported provider of this identity pool',
    {
      prepare: (world) => {
        identityPoolOf(world).pool.CognitoIdentityProviders?.pop();
      },
      request: { nativeClientId },
      status: 'refused',
      tells: 'IDENTITY_POOL_CLIENT_MISMATCH',
      words: [
        `${providerName}:${nativeClientId}`,
        `${providerName}:${webClientId}`,
        'update-identity-pool',
      ],
    },
  ],
  [
    'M-19: Invalid identity pool configuration: sts:AssumeRole instead of a web identity',
    {
      prepare: authTrust({ Action: 'sts:AssumeRole' }),
      status: 'refused',
      tells: 'TRUST_MISSING',
      words: [authRoleArn, 'sts:AssumeRoleWithWebIdentity', 'update-assume-role-policy'],
    },
  ],
  [
    'M-19: Invalid identity pool configuration: the wrong aud',
    {
      prepare: authTrust({
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': anotherPool },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
        },
      }),
      status: 'refused',
      tells: 'TRUST_AUD_MISMATCH',
      words: [authRoleArn, anotherPool, identityPoolId, 'update-assume-role-policy'],
    },
  ],
  [
    'M-19: Invalid identity pool configuration: the amr of guests',
    {
      prepare: authTrust({}, 'unauthenticated'),
      status: 'refused',
      tells: 'TRUST_REACHED_BY_GUESTS',
      words: [authRoleArn, 'unauthenticated', 'update-assume-role-policy'],
    },
  ],
  [
    'M-19: Invalid identity pool configuration: an amr that nobody has',
    {
      prepare: authTrust({
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'signed-in' },
        },
      }),
      status: 'refused',
      tells: 'TRUST_AMR_MISMATCH',
      words: [authRoleArn, 'signed-in', 'authenticated', 'update-assume-role-policy'],
    },
  ],
  [
    'M-19: Invalid identity pool configuration: the role is gone',
    {
      prepare: (world) => world.iam.roles.delete('CognitoAuth'),
      status: 'refused',
      tells: 'ROLE_NOT_FOUND',
      words: [authRoleArn, 'aws iam get-role'],
    },
  ],
  [
    'M-20: Unauthenticated access is not supported for this identity pool',
    {
      prepare: (world) => {
        identityPoolOf(world).pool.AllowUnauthenticatedIdentities = false;
      },
      request: withGrants(['read'], []),
      status: 'published',
      tells: null,
      published: ['"unauthenticated_identities_enabled": false'],
    },
  ],
  [
    'M-21: The ambiguous role mapping rules denied this request',
    {
      prepare: (world) => {
        identityPoolOf(world).roleMappings = {
          [`${providerName}:${webClientId}`]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
        };
      },
      status: 'refused',
      tells: 'GRANT_REACHES_NOBODY',
      words: [authRoleArn, 'error'],
    },
  ],
  [
    'M-21: The ambiguous role mapping rules denied this request, with nothing granted',
    {
      prepare: (world) => {
        identityPoolOf(world).roleMappings = {
          [`${providerName}:${webClientId}`]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
        };
      },
      request: { grants: undefined },
      status: 'published',
      tells: 'ROLE_MAPPING_DENIES_USERS',
      words: ['warning', 'AmbiguousRoleResolution'],
    },
  ],
  [
    'M-22: redirect_mismatch: every URL of the client is published as one of a list',
    {
      prepare: (world) => hostedUi(world),
      status: 'published',
      tells: null,
      published: ['"https://app.example.com/",\n', '"http://localhost:3000/"'],
    },
  ],
  [
    'M-22: redirect_mismatch: only those that the environment should have',
    {
      prepare: (world) => hostedUi(world),
      request: { redirects: 'https' },
      status: 'published',
      tells: null,
      published: ['https://app.example.com/'],
      withheld: ['localhost'],
    },
  ],
  [
    'M-23: Unable to verify secret hash for client',
    {
      request: { webClientId: nativeClientId },
      status: 'refused',
      tells: 'WEB_CLIENT_HAS_SECRET',
      words: [nativeClientId, 'secret', '"webClientId": '],
    },
  ],
  [
    'M-24: OAuth responses require a User Pool defined in config',
    {
      prepare: async (world) => {
        await runOnce(fullRequest);
        hostedUi(world);
      },
      status: 'published',
      tells: null,
      published: ['"oauth": {\n', '"domain": "storefront-login.auth.eu-west-1.amazoncognito.com"'],
    },
  ],
];

describe('A message of a push', () => {
  test.each(ofPushes)('%s', async (_message, expected) => {
    const outcome = await provoke(expected);

    expect(outcome).toEqual({ status: expected.status, ...asExpected });
  });

  test('M-13, M-14: two environments share the roles, and neither takes from the other', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    const first = policiesOf(world);

    const result = await runOnce({ ...withGrants(['delete'], []), env: 'dev' });

    expect(result.status).toBe('published');
    for (const arn of [authRoleArn, guestRoleArn]) {
      const name = arn.split('/').at(-1) ?? '';
      expect(policiesOf(world)[name]).toMatchObject(first[name] ?? {});
    }
  });
});

describe('A message of a running app', () => {
  test.each(ofRunningApps)('%s', async (_message, expected) => {
    const outcome = await provoke(expected);

    expect(outcome).toEqual({ status: expected.status, ...asExpected });
  });
});
