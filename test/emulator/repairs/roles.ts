import { CreateGroupCommand } from '@aws-sdk/client-cognito-identity-provider';
import { SetPrincipalTagAttributeMapCommand } from '@aws-sdk/client-cognito-identity';
import {
  PutRolePolicyCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { FindingCode } from '../../../src/contract/findings.ts';
import { seedRole } from '../../../src/local/seed-identity-pool.ts';
import type { Account, Case } from './account.ts';
import { bothRoles, providerOf, setRoles } from './identity-pools.ts';

const service = 'cognito-identity.amazonaws.com';
const otherPool = 'us-east-1:99999999-2222-4333-8444-555555555555';

/** The right statement of a role, with other parts. */
function statement(users: string, identityPoolId: string, changes: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: service },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${service}:aud`]: identityPoolId },
      'ForAnyValue:StringLike': { [`${service}:amr`]: users },
    },
    ...changes,
  };
}

type Statements = (identityPoolId: string) => readonly object[];

/** A case in which a role of the sample trusts by these statements. */
function ofTrust(
  code: FindingCode,
  statements: Statements,
  kind: 'authenticatedRole' | 'unauthenticatedRole' = 'authenticatedRole',
): Case {
  const spoil = async ({ clients, sample, request }: Account) => {
    await clients.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: sample[kind].name,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: statements(sample.identityPoolId),
        }),
      }),
    );
    return request;
  };
  return { code, spoil };
}

const right: Statements = (pool) => [statement('authenticated', pool)];
const ofAud = (pool: string) => ({
  Condition: { StringEquals: { [`${service}:aud`]: pool } },
});

/** A group whose role trusts an identity pool. */
async function editorsWithRole({ clients, sample }: Account, identityPoolId: string) {
  const name = `editors-${sample.suffix}`;
  const role = { name, path: '/', identityPoolId, users: 'authenticated' } as const;
  const RoleArn = await seedRole(clients.iam, role);
  const of = { UserPoolId: sample.userPoolId, GroupName: 'editors' };
  await clients.userPools.send(new CreateGroupCommand({ ...of, RoleArn }));
}

const standing = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' }];

export const roleCases: readonly Case[] = [
  ofTrust('TRUST_MISSING', () => [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ]),
  ofTrust('TRUST_AUD_MISMATCH', () => [statement('authenticated', otherPool)]),
  ofTrust('TRUST_AMR_MISMATCH', (pool) => [statement('unauthenticated', pool)]),
  ofTrust('TRUST_DENIES', (pool) => [
    ...right(pool),
    statement('authenticated', pool, { Effect: 'Deny' }),
  ]),
  ofTrust('TRUST_OPEN_TO_ANY_POOL', (pool) => [
    statement('authenticated', pool, {
      Condition: { 'ForAnyValue:StringLike': { [`${service}:amr`]: 'authenticated' } },
    }),
  ]),
  ofTrust('TRUST_REACHED_BY_GUESTS', (pool) => [statement('', pool, ofAud(pool))]),
  ofTrust(
    'TRUST_REACHED_BY_USERS',
    (pool) => [statement('', pool, ofAud(pool))],
    'unauthenticatedRole',
  ),
  ofTrust('TRUST_ANYONE', (pool) => [
    ...right(pool),
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
  ]),
  {
    code: 'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION',
    spoil: async ({ clients, sample, request }) => {
      await clients.identityPools.send(
        new SetPrincipalTagAttributeMapCommand({
          IdentityPoolId: sample.identityPoolId,
          IdentityProviderName: `cognito-idp.us-east-1.amazonaws.com/${sample.userPoolId}`,
          UseDefaults: false,
          PrincipalTags: { customer: 'sub' },
        }),
      );
      return request;
    },
  },
  {
    code: 'ROLE_UNUSABLE',
    spoil: async (account) => {
      const { sample, request } = account;
      await editorsWithRole(account, otherPool);
      await setRoles(account, (of) => ({
        ...bothRoles(of),
        RoleMappings: {
          [providerOf(sample, sample.webClientId)]: {
            Type: 'Token',
            AmbiguousRoleResolution: 'AuthenticatedRole',
          },
        },
      }));
      return request;
    },
  },
  {
    code: 'GRANT_REACHES_NOBODY',
    spoil: async (account) => {
      const { bucket, identityPoolId } = account.sample;
      await editorsWithRole(account, identityPoolId);
      const grants = { storage: [{ bucket, groups: { editors: ['read'] } }] };
      return { ...account.request, grants };
    },
  },
  {
    code: 'RESOURCE_NOT_ALLOWED',
    of: 'a role',
    deployed: true,
    spoil: async ({ clients, sample, request }) => {
      const { name: RoleName } = sample.authenticatedRole;
      await clients.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['amplify-import'] }));
      return request;
    },
  },
  {
    code: 'POLICY_LEFT_STANDING',
    spoil: async ({ clients, sample, request }) => {
      await clients.iam.send(
        new PutRolePolicyCommand({
          RoleName: sample.authenticatedRole.name,
          PolicyName: 'AmplifyImport-storefront.dev',
          PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: standing }),
        }),
      );
      // Users are granted nothing any more.
      const grants = { storage: [{ bucket: sample.bucket, guest: ['read'] }] };
      return { ...request, grants, rolePolicies: 'emit' };
    },
  },
];
