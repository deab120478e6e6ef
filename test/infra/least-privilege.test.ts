import { describe, expect, it } from '@jest/globals';
import { eventFunctionNames } from '../../src/contract/event-functions.ts';
import { type StateName, states } from '../../src/contract/states.ts';
import { attributeOwner, isAllow, type Statement, synthesize } from './template.ts';

const stack = synthesize();
const roles = [...stack.roles()];
const [denialsId = ''] = [...stack.all('AWS::IAM::ManagedPolicy').keys()].filter((id) =>
  id.startsWith('Denials'),
);
const stateNames = Object.keys(states) as StateName[];

describe('Least privilege', () => {
  it('Least privilege: every Lambda has its own role', () => {
    const functions = [...stack.all('AWS::Lambda::Function').values()];
    const used = functions.map((fn) => attributeOwner(fn.Properties['Role']));

    expect(functions).toHaveLength(stateNames.length + eventFunctionNames.length);
    expect(new Set(used).size).toBe(functions.length);
  });

  /** The actions of each state; how far they reach, `reach.test.ts` asks. */
  const expected: Record<StateName, readonly string[]> = {
    'Read request': [
      'cognito-idp:ListUserPools',
      'dynamodb:GetItem',
      'dynamodb:Query',
      's3:PutObject',
    ],
    'Take lease': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'states:DescribeExecution',
    ],
    'Validate user pool': [
      'cognito-idp:DescribeIdentityProvider',
      'cognito-idp:DescribeUserPool',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetGroup',
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListGroups',
      'cognito-idp:ListIdentityProviders',
      'cognito-idp:ListUserPoolClientSecrets',
      'cognito-idp:ListUserPoolClients',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'sts:AssumeRole',
    ],
    'Validate identity pool': [
      'cognito-identity:DescribeIdentityPool',
      'cognito-identity:GetIdentityPoolRoles',
      'cognito-identity:GetPrincipalTagAttributeMap',
      'iam:GetRole',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'sts:AssumeRole',
    ],
    'Plan role policies': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'apigateway:GET',
      'appsync:GetApi',
      'appsync:GetGraphqlApi',
      'cloudfront:GetDistribution',
      'cloudfront:ListTagsForResource',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'firehose:DescribeDeliveryStream',
      'firehose:ListTagsForDeliveryStream',
      'geo:DescribeGeofenceCollection',
      'geo:DescribeMap',
      'geo:DescribePlaceIndex',
      'geo:DescribeTracker',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      'kinesis:DescribeStreamSummary',
      'kinesis:ListTagsForStream',
      'lambda:GetFunction',
      'lambda:ListAliases',
      'lambda:ListTags',
      'lex:DescribeBotAlias',
      'lex:ListTagsForResource',
      's3:GetBucketAbac',
      's3:GetBucketCORS',
      's3:GetBucketLocation',
      's3:GetBucketPolicy',
      's3:GetBucketTagging',
      's3:GetEncryptionConfiguration',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ssm:GetParametersByPath',
      'ssm:ListTagsForResource',
    ],
    'Apply role policies': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Publish config': ['dynamodb:GetItem', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
    'Record link': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Undo role policies': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Close run': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Read push request': ['dynamodb:GetItem'],
    'Plan push': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'cloudfront:GetDistribution',
      'cloudfront:ListTagsForResource',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      'lambda:GetFunction',
      'lambda:ListAliases',
      'lambda:ListTags',
      's3:GetBucketAbac',
      's3:GetBucketLocation',
      's3:GetBucketTagging',
      's3:GetEncryptionConfiguration',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ssm:GetParametersByPath',
      'ssm:ListTagsForResource',
    ],
    'Push target': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'amplify:UpdateApp',
      'amplify:UpdateBranch',
      'dynamodb:GetItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      'lambda:GetFunction',
      'lambda:UpdateFunctionConfiguration',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ssm:AddTagsToResource',
      'ssm:DeleteParameters',
      'ssm:GetParametersByPath',
      'ssm:ListTagsForResource',
      'ssm:PutParameter',
    ],
    'Record push': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Follow builds': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'amplify:GetJob',
      'amplify:ListJobs',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'cloudfront:CreateInvalidation',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Close push': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Read remove request': ['dynamodb:GetItem'],
    'Plan removal': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'cloudfront:GetDistribution',
      'cloudfront:ListTagsForResource',
      'dynamodb:GetItem',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'lambda:GetFunction',
      'lambda:ListAliases',
      'lambda:ListTags',
      's3:GetBucketAbac',
      's3:GetBucketLocation',
      's3:GetBucketTagging',
      's3:GetEncryptionConfiguration',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ssm:GetParametersByPath',
      'ssm:ListTagsForResource',
    ],
    'Publish tombstone': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Restore target': [
      'amplify:GetApp',
      'amplify:GetBranch',
      'amplify:ListBranches',
      'amplify:ListTagsForResource',
      'amplify:UpdateApp',
      'amplify:UpdateBranch',
      'cloudfront:CreateInvalidation',
      'dynamodb:GetItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      'lambda:GetFunction',
      'lambda:UpdateFunctionConfiguration',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ssm:AddTagsToResource',
      'ssm:DeleteParameters',
      'ssm:GetParametersByPath',
      'ssm:ListTagsForResource',
      'ssm:PutParameter',
    ],
    'Remove role policies': [
      'dynamodb:GetItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      's3:GetObject',
      's3:ListBucket',
    ],
    'Close link': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Close removal': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
  };

  const everywhere = [
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ];

  it.each(stateNames)(
    '"%s" may do its work and write its log and its trace, nothing else',
    (state) => {
      const allowed = stack.statementsOf(state).filter(isAllow);
      const actions = new Set(allowed.flatMap((statement) => statement.actions));

      expect([...actions].toSorted()).toEqual([...expected[state], ...everywhere].toSorted());
    },
  );

  it('no role has a managed policy but that of the denials, a wildcard action or a wildcard service', () => {
    const attached = [...stack.all('AWS::IAM::Role').values()].map(
      ({ Properties }) => Properties['ManagedPolicyArns'],
    );
    expect(new Set(attached.map((policies) => JSON.stringify(policies)))).toEqual(
      new Set([JSON.stringify([{ Ref: denialsId }])]),
    );
    const actions = roles
      .flatMap(([, statements]) => statements.filter(isAllow))
      .flatMap(actionsOf);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});

function actionsOf(statement: Statement): readonly string[] {
  return statement.actions;
}
