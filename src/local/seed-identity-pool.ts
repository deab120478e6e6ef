import { allowTagName } from '../contract/allow.ts';
import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import {
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
  paginateListIdentityPools,
} from '@aws-sdk/client-cognito-identity';
import type { IAMClient } from '@aws-sdk/client-iam';
import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';

import { present } from './seed-user-pool.ts';

/** The tag by which a resource's owner lets the project write to it. */
export const ALLOW_TAG = { Key: allowTagName, Value: 'any' };

type Role = {
  readonly name: string;
  readonly path: string;
  readonly identityPoolId: string;
  readonly users: 'authenticated' | 'unauthenticated';
};

const findIdentityPool = async (client: CognitoIdentityClient, name: string) => {
  for await (const page of paginateListIdentityPools({ client }, { MaxResults: 60 })) {
    const found = page.IdentityPools?.find((pool) => pool.IdentityPoolName === name);
    if (found) return found.IdentityPoolId;
  }
  return undefined;
};

/** An identity pool for guests and for the users of these app clients. */
export const seedIdentityPool = async (
  client: CognitoIdentityClient,
  name: string,
  userPoolId: string,
  appClientIds: readonly string[],
): Promise<string> => {
  const existing = await findIdentityPool(client, name);
  if (existing) return existing;

  const region = userPoolId.slice(0, userPoolId.indexOf('_'));
  const created = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: appClientIds.map((ClientId) => ({
        ProviderName: `cognito-idp.${region}.amazonaws.com/${userPoolId}`,
        ClientId,
        ServerSideTokenCheck: false,
      })),
    }),
  );
  return present(created.IdentityPoolId, 'the id of the identity pool');
};

/** Who may take the role: identities of this pool, signed in or not, and of no other pool. */
const trustPolicy = ({ identityPoolId, users }: Role): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': users },
        },
      },
    ],
  });

/** A role of the identity pool that trusts it rightly and lets the project write its policy. */
export const seedRole = async (client: IAMClient, role: Role): Promise<string> => {
  const RoleName = role.name;
  const trust = trustPolicy(role);
  try {
    await client.send(
      new CreateRoleCommand({ RoleName, Path: role.path, AssumeRolePolicyDocument: trust }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'EntityAlreadyExistsException') throw error;
    await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  }
  await client.send(new TagRoleCommand({ RoleName, Tags: [ALLOW_TAG] }));

  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  return present(Role?.Arn, `the ARN of the role ${RoleName}`);
};

/** A policy of another team, which no import may touch. */
export const seedForeignPolicy = async (client: IAMClient, RoleName: string): Promise<void> => {
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WriteEvents',
        Effect: 'Allow',
        Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
        Resource: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/team-analytics',
      },
    ],
  };
  await client.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'TeamAnalytics',
      PolicyDocument: JSON.stringify(document, undefined, 2),
    }),
  );
};

/** Gives the identity pool its roles. */
export const seedPoolRoles = async (
  client: CognitoIdentityClient,
  IdentityPoolId: string,
  authenticated: string,
  unauthenticated: string,
): Promise<void> => {
  const Roles = { authenticated, unauthenticated };
  await client.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
};
