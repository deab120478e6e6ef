import { describe, expect, test } from '@jest/globals';
import { withGrants } from '../support/aws-world/import-runs.ts';
import {
  bucketName,
  guestRoleArn,
  identityPoolId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { asExpected, provoke, type MessageRow } from './message-cases.ts';
import { hostedUi, identityPoolOf, moved, userPoolOf } from './message-worlds.ts';

/** Messages of Gen 2's `referenceAuth`, and what is told in their place. */

const google = { ProviderName: 'Google', ProviderType: 'Google' } as const;
const toGroup = (group: string) => ({
  grants: { storage: [{ bucket: bucketName, groups: { [group]: ['read'] } }] },
});

const cases: MessageRow[] = [
  [
    'M-27: The user pool and user pool client pair do not match any cognito identity providers',
    {
      prepare: (world) => {
        const { CognitoIdentityProviders = [] } = identityPoolOf(world).pool;
        for (const provider of CognitoIdentityProviders) {
          provider.ProviderName = `cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
        }
      },
      status: 'refused',
      tells: 'IDENTITY_POOL_CLIENT_MISMATCH',
      words: [
        `cognito-idp.us-east-1.amazonaws.com/${userPoolId}:${webClientId}`,
        `cognito-idp.eu-west-1.amazonaws.com/${userPoolId}:${webClientId}`,
      ],
    },
  ],
  [
    'M-27: a user pool of another region than the stack is no mismatch',
    {
      prepare: (world) => moved(world, 'us-east-1_Elsewhere1'),
      request: { userPoolId: 'us-east-1_Elsewhere1' },
      status: 'published',
      tells: null,
      never: ['IDENTITY_POOL_CLIENT_MISMATCH'],
    },
  ],
  [
    'M-28: You must configure a domain: not for a provider that this client does not offer',
    {
      prepare: (world) => userPoolOf(world).providers.push(google),
      status: 'published',
      tells: null,
      never: ['OAUTH_NO_DOMAIN', 'OAUTH_NO_SIGNOUT_URL', 'OAUTH_NO_CALLBACK_URL'],
    },
  ],
  [
    'M-28: You must configure a domain: for one that it offers',
    {
      prepare: (world) => {
        hostedUi(world, { SupportedIdentityProviders: ['Google'], LogoutURLs: [] });
        delete userPoolOf(world).pool.Domain;
        userPoolOf(world).providers.push({ ...google, AttributeMapping: { email: 'email' } });
      },
      request: { oauth: 'required' },
      status: 'refused',
      tells: 'OAUTH_NO_DOMAIN',
      words: ['error', webClientId, 'create-user-pool-domain'],
    },
  ],
  [
    'M-29: configured with alias attributes which are not currently supported',
    {
      prepare: (world) => {
        const { pool } = userPoolOf(world);
        delete pool.UsernameAttributes;
        pool.AliasAttributes = ['email', 'preferred_username'];
      },
      status: 'published',
      tells: 'ALIAS_ATTRIBUTES',
      words: ['info', 'email', 'preferred_username'],
      published: ['"username_attributes": []'],
    },
  ],
  [
    'M-30: The provided unauthRoleArn does not match: the pool has no guest role',
    {
      prepare: (world) => {
        delete identityPoolOf(world).roles['unauthenticated'];
        identityPoolOf(world).pool.AllowUnauthenticatedIdentities = false;
      },
      request: withGrants(['read'], []),
      status: 'published',
      tells: 'GUEST_ROLE_ABSENT',
      words: ['info', identityPoolId],
    },
  ],
  [
    "M-31: The group 'g' with role 'r' does not match any group: no group of that name",
    {
      prepare: (world) => userPoolOf(world).groups.push({ GroupName: 'b', RoleArn: guestRoleArn }),
      request: toGroup('g'),
      status: 'refused',
      tells: 'GROUP_NOT_FOUND',
      words: ['error', 'g', userPoolId],
    },
  ],
  [
    "M-31: The group 'g' with role 'r' does not match any group: a group without a role",
    {
      prepare: (world) => userPoolOf(world).groups.push({ GroupName: 'g' }),
      request: toGroup('g'),
      status: 'refused',
      tells: 'GROUP_ROLE_MISSING',
      words: ['error', 'g', 'update-group', userPoolId],
    },
  ],
];

describe('A message of Gen 2', () => {
  test.each(cases)('%s', async (_message, expected) => {
    const outcome = await provoke(expected);

    expect(outcome).toEqual({ status: expected.status, ...asExpected });
  });
});
