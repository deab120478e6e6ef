import { describe, expect, it } from '@jest/globals';
import { leaseHolders } from '../../src/contract/machines.ts';
import { type StateName, states } from '../../src/contract/states.ts';
import { isAllow, type Statement, synthesize } from './template.ts';

const stack = synthesize();
const stateNames = Object.keys(states) as StateName[];

/** What is too large for the item of a link. */
const ofLinks = 'reports/*/before-images-*';

describe('how far the rights of a state reach', () => {
  it.each(stateNames)('"%s" writes to its own log group only', (state) => {
    const { LoggingConfig } = stack.functionOf(state).resource.Properties;
    const { LogGroup } = LoggingConfig as { LogGroup: { Ref: string } };

    expect(resourcesOf(state, 'logs:PutLogEvents')).toEqual([`<${LogGroup.Ref}.Arn>`]);
  });

  it.each([
    ['Validate user pool', 's3:PutObject', ['reports/*']],
    ['Validate identity pool', 's3:PutObject', ['reports/*']],
    ['Plan role policies', 's3:PutObject', ['reports/*']],
    ['Publish config', 's3:PutObject', ['config/*']],
    ['Close run', 's3:PutObject', ['reports/*']],
    ['Read request', 's3:GetObject', []],
    ['Read request', 's3:PutObject', ['reports/*/request.json']],
    ['Take lease', 's3:GetObject', [ofLinks]],
    ['Take lease', 's3:PutObject', [ofLinks]],
    ['Undo role policies', 's3:PutObject', [ofLinks]],
    ['Record link', 's3:GetObject', ['reports/*']],
    ['Undo role policies', 's3:GetObject', [ofLinks, 'config/*']],
    ['Apply role policies', 's3:GetObject', ['config/*', 'reports/*']],
  ] as const)('"%s" may %s below %j of the config bucket', (state, action, folders) => {
    const bucket = bucketId();

    expect(resourcesOf(state, action)).toEqual(folders.map((key) => `<${bucket}.Arn>/${key}`));
  });

  it('a missing object reads as not found for whoever may read its folder', () => {
    for (const state of stateNames) {
      const folders = resourcesOf(state, 's3:GetObject').flatMap((arn) => arn.split('>/')[1] ?? []);
      const lists = allowing(state, 's3:ListBucket').filter((list) => !isOfOurAccount(list));

      expect(lists.map((list) => list.resources)).toEqual(lists.map(() => [`<${bucketId()}.Arn>`]));
      expect(lists.map((list) => list.condition)).toEqual(
        folders
          .filter((key) => !key.startsWith(':s3'))
          .map((key) => ({ StringLikeIfExists: { 's3:prefix': [key] } })),
      );
    }
  });

  it('the lease looks at executions of the machines that take one, the import among them', () => {
    const executions =
      'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:amplify-import';

    const resources = resourcesOf('Take lease', 'states:DescribeExecution');

    expect(resources).toEqual(leaseHolders.map((machine) => `${executions}-${machine}:*`));
    expect(resources).toContain(`${executions}-import-auth:*`);
  });

  it.each([
    ['Validate user pool', 'cognito-idp:DescribeUserPool', 'cognito-idp:*', 'userpool/*'],
    [
      'Validate identity pool',
      'cognito-identity:DescribeIdentityPool',
      'cognito-identity:*',
      'identitypool/*',
    ],
    ['Validate identity pool', 'iam:GetRole', 'iam:', 'role/*'],
    ['Plan role policies', 'iam:GetRole', 'iam:', 'role/*'],
    ['Plan role policies', 'iam:GetRolePolicy', 'iam:', 'role/*'],
    ['Apply role policies', 'iam:GetRolePolicy', 'iam:', 'role/*'],
    ['Plan role policies', 'appsync:GetGraphqlApi', 'appsync:*', 'apis/*'],
    ['Plan role policies', 'appsync:GetApi', 'appsync:*', 'apis/*'],
    ['Plan role policies', 'kinesis:DescribeStreamSummary', 'kinesis:*', 'stream/*'],
    ['Plan role policies', 'firehose:DescribeDeliveryStream', 'firehose:*', 'deliverystream/*'],
    ['Plan role policies', 'geo:DescribeMap', 'geo:*', 'map/*'],
    ['Plan role policies', 'geo:DescribeTracker', 'geo:*', 'tracker/*'],
    ['Plan role policies', 'lex:DescribeBotAlias', 'lex:*', 'bot-alias/*/*'],
  ] as const)('"%s" may %s in our account only', (state, action, service, resource) => {
    expect(resourcesOf(state, action)).toEqual([
      `arn:<AWS::Partition>:${service}:<AWS::AccountId>:${resource}`,
    ]);
  });

  it('only what names no account is looked at anywhere, and only read roles are assumed there', () => {
    const boundless = stateNames.flatMap((state) =>
      stack
        .statementsOf(state)
        .filter((statement) => isAllow(statement) && !isOfOurAccount(statement))
        .filter(({ resources }) => !resources.every(isOurs))
        // X-Ray's writes know no resource; every function has them.
        .filter(({ actions }) => !actions.every((action) => action.startsWith('xray:Put')))
        .map(({ actions, resources }) => ({ state, actions, resources })),
    );

    const readBoundaries = {
      actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      resources: ['<AWS::AccountId>', 'aws'].map(
        (owner) => `arn:<AWS::Partition>:iam::${owner}:policy/*`,
      ),
    };
    const assume = {
      actions: ['sts:AssumeRole'],
      resources: ['arn:<AWS::Partition>:iam::*:role/AmplifyImportRead*'],
    };
    const readSiteBuckets = {
      actions: [
        's3:GetBucketLocation',
        's3:GetBucketTagging',
        's3:GetBucketAbac',
        's3:GetEncryptionConfiguration',
      ],
      resources: ['arn:<AWS::Partition>:s3:::*'],
    };
    expect(boundless).toEqual([
      { state: 'Read request', actions: ['cognito-idp:ListUserPools'], resources: ['*'] },
      { state: 'Validate user pool', ...assume },
      { state: 'Validate identity pool', ...assume },
      { state: 'Plan role policies', ...readBoundaries },
      {
        state: 'Plan role policies',
        actions: [
          's3:GetBucketLocation',
          's3:GetBucketTagging',
          's3:GetBucketCORS',
          's3:GetBucketPolicy',
          's3:GetEncryptionConfiguration',
        ],
        resources: ['arn:<AWS::Partition>:s3:::*'],
      },
      ...['restapis', 'apis'].map((kind) => ({
        state: 'Plan role policies',
        actions: ['apigateway:GET'],
        resources: [`arn:<AWS::Partition>:apigateway:*::/${kind}/*`],
      })),
      { state: 'Plan role policies', ...readSiteBuckets },
      { state: 'Plan push', ...readSiteBuckets },
      { state: 'Plan push', ...readBoundaries },
      { state: 'Plan removal', ...readSiteBuckets },
    ]);
  });

  it.each(['', '/stages', '/resources', '/authorizers'])(
    'a REST API is read with what lies below it: %s',
    (below) => {
      const patterns = resourcesOf('Plan role policies', 'apigateway:GET');

      const read = `arn:<AWS::Partition>:apigateway:eu-west-1::/restapis/a1b2c3d4e5${below}`;
      const reaching = patterns.filter((pattern) => {
        const [before = '', within = '', after = ''] = pattern.split('*');
        return read.startsWith(before) && read.includes(within) && read.endsWith(after);
      });
      expect(reaching).toEqual(['arn:<AWS::Partition>:apigateway:*::/restapis/*']);
    },
  );
});

function isOurs(resource: string): boolean {
  return resource.includes(':<AWS::AccountId>:') || /^<\w+\.Arn>/.test(resource);
}

function allowing(state: StateName, action: string): readonly Statement[] {
  return stack
    .statementsOf(state)
    .filter((statement) => isAllow(statement) && statement.actions.includes(action));
}

function resourcesOf(state: StateName, action: string): readonly string[] {
  return allowing(state, action).flatMap((statement) => statement.resources);
}

function bucketId(): string {
  const buckets = [...stack.all('AWS::S3::Bucket')];
  const [id] = buckets.find(([, { Properties }]) => 'VersioningConfiguration' in Properties) ?? [];
  return id ?? '';
}

/** What names no account may be bound to ours by its condition. */
function isOfOurAccount({ condition }: Statement): boolean {
  const bound = { 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } };
  const { StringEquals } = (condition ?? {}) as { StringEquals?: object };
  return JSON.stringify(StringEquals) === JSON.stringify(bound);
}
