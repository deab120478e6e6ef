import { allowTagName } from '../../contract/allow.ts';
import type { Companion, CompanionRole } from './companion-shape.ts';

/** JSON has no comments: what is to be told lies in the metadata. */
export function companionTemplate(companion: Companion, deploy: string): object {
  const { description, region, guests, poolName } = companion;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    Metadata: {
      WrittenBy: 'amplify-import bridge companion',
      Deploy: deploy,
      Then: 'Put the output IdentityPoolId into the request as identityPoolId.',
    },
    Parameters: {
      IdentityPoolName: { Type: 'String', Default: poolName },
      AllowGuests: {
        Type: 'String',
        AllowedValues: ['true', 'false'],
        Default: String(guests),
        Description: 'Whether guests get AWS credentials',
      },
    },
    Conditions: { Guests: { 'Fn::Equals': [{ Ref: 'AllowGuests' }, 'true'] } },
    Rules: {
      Region: {
        Assertions: [
          {
            Assert: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] },
            AssertDescription: `The principal of the roles is that of ${region}.`,
          },
        ],
      },
    },
    Resources: companionResources(companion),
    Outputs: companionOutputs,
  };
}

/** What a request or another tool asks for. */
const companionOutputs = {
  IdentityPoolId: { Value: { Ref: 'IdentityPool' } },
  AuthenticatedRoleArn: { Value: { 'Fn::GetAtt': ['AuthenticatedRole', 'Arn'] } },
  GuestRoleArn: { Value: { 'Fn::GetAtt': ['GuestRole', 'Arn'] } },
};

function companionResources(companion: Companion): object {
  const { providerName, clientIds, roles } = companion;
  return {
    IdentityPool: {
      Type: 'AWS::Cognito::IdentityPool',
      // Identities own what users have stored, and come back by nothing.
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        IdentityPoolName: { Ref: 'IdentityPoolName' },
        AllowUnauthenticatedIdentities: { 'Fn::If': ['Guests', true, false] },
        AllowClassicFlow: false,
        CognitoIdentityProviders: clientIds.map((ClientId) => ({
          ProviderName: providerName,
          ClientId,
          ServerSideTokenCheck: true,
        })),
      },
    },
    ...Object.fromEntries(
      roles.map((role) => [
        role.logicalId,
        {
          Type: 'AWS::IAM::Role',
          Properties: {
            Description: role.description,
            AssumeRolePolicyDocument: trustOf(companion, role),
            Tags: [{ Key: allowTagName, Value: companion.allowTag }],
          },
        },
      ]),
    ),
    IdentityPoolRoles: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: { Ref: 'IdentityPool' },
        Roles: Object.fromEntries(
          roles.map(({ amr, logicalId }) => [amr, { 'Fn::GetAtt': [logicalId, 'Arn'] }]),
        ),
      },
    },
  };
}

/** Users of this identity pool alone, and of one kind alone (Cognito guide, "Role trust and permissions"). */
function trustOf({ principal }: Companion, { amr }: CompanionRole): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: principal },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${principal}:aud`]: { Ref: 'IdentityPool' } },
          'ForAnyValue:StringLike': { [`${principal}:amr`]: amr },
        },
      },
    ],
  };
}
