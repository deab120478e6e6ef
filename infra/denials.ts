import { Aws } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { stackParameterName } from '../src/contract/stack.ts';
import { regional } from './grant.ts';
import { functionPrefix } from './stack-name.ts';

/** The path of every role of ours, so that one statement can protect them all; of their managed policy, too. */
export const rolePath = '/amplify-import/';

/** Whoever can tag, trust, attach or create could widen what it may do itself (docs/permissions.md). */
const roleEscalation = [
  'iam:UpdateAssumeRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:PassRole',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
];

/**
 * Everything of the two Cognito services that changes a pool or a user, signs somebody in or gives out
 * credentials (docs/permissions.md, "What no role of ours may do"). A test holds the list against every
 * operation of the SDK.
 */
const cognitoMutations = [
  ...[
    'Add*',
    'Admin*',
    'Associate*',
    'Change*',
    'Confirm*',
    'Create*',
    'Delete*',
    'Disassociate*',
    'Forg*',
    'GetTokensFromRefreshToken',
    'GetUserAttributeVerificationCode',
    'GlobalSignOut',
    'Initiate*',
    'Resend*',
    'Respond*',
    'Revoke*',
    'Set*',
    'SignUp',
    'Start*',
    'Stop*',
    'TagResource',
    'UntagResource',
    'Update*',
    'Verify*',
  ].map((action) => `cognito-idp:${action}`),
  ...[
    'Create*',
    'Delete*',
    'GetCredentialsForIdentity',
    'GetId',
    'GetOpenIdToken*',
    'Merge*',
    'Set*',
    'TagResource',
    'Unlink*',
    'UntagResource',
    'Update*',
  ].map((action) => `cognito-identity:${action}`),
];

/** By it everybody finds the bucket and the table: whoever changes it leads them elsewhere. */
const parameterWrites = [
  'ssm:PutParameter',
  'ssm:DeleteParameter',
  'ssm:DeleteParameters',
  'ssm:AddTagsToResource',
  'ssm:RemoveTagsFromResource',
  'ssm:LabelParameterVersion',
  'ssm:UnlabelParameterVersion',
];

/** Whoever may push to functions may not change one of ours. They are invoked: the machines do that. */
const functionMutations = [
  'lambda:Add*',
  'lambda:Create*',
  'lambda:Delete*',
  'lambda:Publish*',
  'lambda:Put*',
  'lambda:Remove*',
  'lambda:TagResource',
  'lambda:UntagResource',
  'lambda:Update*',
];

/**
 * What every role of ours is denied, whatever else allows it: one managed policy for all of them, because in
 * each role it would take a quarter of what IAM lets its inline policies have.
 */
export class Denials extends ManagedPolicy {
  constructor(scope: Construct) {
    super(scope, 'Denials', { path: rolePath, statements: denials() });
  }

  /** Those that stand beside something, or above it. */
  static around(construct: Construct): Denials {
    const beside = construct.node.scopes.flatMap(({ node }) => node.children);
    const found = beside.find((child) => child instanceof Denials);
    if (found) return found;
    throw new Error(
      `Nothing denies the roles of ${construct.node.path} what no role of ours may do.`,
    );
  }
}

/**
 * Its statements.
 *
 * @internal for the test that holds docs/permissions.md against them
 */
export function denials(): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'NeverOurOwnRoles',
      effect: Effect.DENY,
      actions: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
      resources: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role${rolePath}*`],
    }),
    new PolicyStatement({
      sid: 'NeverWidenARole',
      effect: Effect.DENY,
      actions: roleEscalation,
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'NeverOurOwnFunctions',
      effect: Effect.DENY,
      actions: functionMutations,
      resources: [regional('lambda', '*', `function:${functionPrefix}*`)],
    }),
    new PolicyStatement({
      sid: 'NeverChangeCognito',
      effect: Effect.DENY,
      actions: cognitoMutations,
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'NeverTheStacksOwnParameter',
      effect: Effect.DENY,
      actions: parameterWrites,
      resources: [regional('ssm', '*', `parameter${stackParameterName}`)],
    }),
  ];
}
