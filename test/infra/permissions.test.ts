import { describe, expect, it } from '@jest/globals';
import * as identityPools from '@aws-sdk/client-cognito-identity';
import * as userPools from '@aws-sdk/client-cognito-identity-provider';
import { type StateName, states } from '../../src/contract/states.ts';
import { attributeOwner, type Statement, synthesize } from './template.ts';

const stack = synthesize();
const roles = [...stack.roles()];
const stateNames = Object.keys(states) as StateName[];

describe('Read-only on Cognito', () => {
  const operations = [
    ...operationsOf(userPools).map((name) => `cognito-idp:${name}`),
    ...operationsOf(identityPools).map((name) => `cognito-identity:${name}`),
  ];
  /** Reads of configuration; reads of users, tokens and credentials are not among them. */
  const reads = operations.filter(
    (operation) =>
      /:(Describe|Get|List|Lookup)/.test(operation) &&
      !/:Get(Id|OpenIdToken.*|CredentialsForIdentity|TokensFromRefreshToken|UserAttributeVerificationCode)$/.test(
        operation,
      ),
  );
  const mutations = operations.filter((operation) => !reads.includes(operation));

  it('Read-only on Cognito: no role of ours allows a mutating cognito-idp or cognito-identity action', () => {
    const allowed = roles
      .flatMap(([, statements]) => statements.filter(isAllow))
      .flatMap((statement) => statement.actions)
      .filter((action) => action.startsWith('cognito-'));

    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.filter((action) => !reads.includes(action))).toEqual([]);
  });

  it.each(roles)('%s is denied every mutating operation that the SDK knows', (_id, statements) => {
    expect(mutations.length).toBeGreaterThan(80);
    expect(mutations.filter((operation) => !isDeniedEverywhere(statements, operation))).toEqual([]);
  });

  it.each(roles)('%s is denied nothing that it is allowed', (_id, statements) => {
    const allowed = statements.filter(isAllow).flatMap((statement) => statement.actions);

    expect(allowed.filter((action) => isDeniedEverywhere(statements, action))).toEqual([]);
  });
});

describe('Least privilege', () => {
  it('Least privilege: every Lambda has its own role', () => {
    const functions = [...stack.all('AWS::Lambda::Function').values()];
    const used = functions.map((fn) => attributeOwner(fn.Properties['Role']));

    expect(functions).toHaveLength(stateNames.length);
    expect(new Set(used).size).toBe(functions.length);
  });

  /** The actions of each state; how far they reach is asked below. */
  const expected: Record<StateName, readonly string[]> = {
    'Read request': ['dynamodb:GetItem'],
    'Take lease': ['dynamodb:GetItem', 'dynamodb:PutItem', 'states:DescribeExecution'],
    'Validate user pool': [
      'cognito-idp:DescribeUserPool',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListGroups',
      'cognito-idp:ListIdentityProviders',
      'cognito-idp:ListUserPoolClients',
    ],
    'Validate identity pool': [
      'cognito-identity:DescribeIdentityPool',
      'cognito-identity:GetIdentityPoolRoles',
      'iam:GetRole',
    ],
    'Plan role policies': [
      'dynamodb:GetItem',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      's3:GetBucketLocation',
      's3:GetBucketTagging',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Apply role policies': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'iam:DeleteRolePolicy',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      's3:GetObject',
      's3:ListBucket',
    ],
    'Publish config': ['dynamodb:GetItem', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
    'Record link': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
    ],
    'Undo role policies': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'iam:DeleteRolePolicy',
      'iam:PutRolePolicy',
      's3:GetObject',
      's3:ListBucket',
    ],
    'Close run': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ],
    'Read push request': ['dynamodb:GetItem'],
    'Record push': ['dynamodb:GetItem', 'dynamodb:PutItem'],
    'Close push': [],
  };

  it.each(stateNames)('"%s" may do its work and write its log, nothing else', (state) => {
    const allowed = stack.statementsOf(state).filter(isAllow);
    const actions = new Set(allowed.flatMap((statement) => statement.actions));

    expect([...actions].sort()).toEqual(
      [...expected[state], 'logs:CreateLogStream', 'logs:PutLogEvents'].sort(),
    );
  });

  it.each(stateNames)('"%s" writes to its own log group only', (state) => {
    const { LoggingConfig } = stack.functionOf(state).resource.Properties;
    const { LogGroup } = LoggingConfig as { LogGroup: { Ref: string } };

    expect(resourcesOf(state, 'logs:PutLogEvents')).toEqual([`<${LogGroup.Ref}.Arn>`]);
  });

  it.each([
    ['Plan role policies', 's3:PutObject', ['reports/*']],
    ['Publish config', 's3:PutObject', ['config/*']],
    ['Close run', 's3:PutObject', ['reports/*']],
    ['Record link', 's3:GetObject', ['reports/*']],
    ['Undo role policies', 's3:GetObject', ['config/*']],
    ['Apply role policies', 's3:GetObject', ['config/*', 'reports/*']],
  ] as const)('"%s" may %s below %j of the config bucket', (state, action, folders) => {
    const bucket = bucketId();

    expect(resourcesOf(state, action)).toEqual(folders.map((key) => `<${bucket}.Arn>/${key}`));
  });

  it('a missing object reads as not found for whoever may read its folder', () => {
    for (const state of stateNames) {
      const folders = resourcesOf(state, 's3:GetObject').map((arn) => arn.split('>/')[1]);
      const lists = allowing(state, 's3:ListBucket');

      expect(lists.map((list) => list.resources)).toEqual(lists.map(() => [`<${bucketId()}.Arn>`]));
      expect(lists.map((list) => list.condition)).toEqual(
        folders.map((key) => ({ StringLikeIfExists: { 's3:prefix': [key] } })),
      );
    }
  });

  it('the lease looks at executions of the import machine only', () => {
    expect(resourcesOf('Take lease', 'states:DescribeExecution')).toEqual([
      'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:amplify-import-import-auth:*',
    ]);
  });

  it('no role has an AWS managed policy, a wildcard action or a wildcard service', () => {
    for (const { Properties } of stack.all('AWS::IAM::Role').values()) {
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
    }
    const actions = roles
      .flatMap(([, statements]) => statements.filter(isAllow))
      .flatMap(actionsOf);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('the inline policies of every role fit what IAM takes', () => {
    for (const { Properties } of stack.all('AWS::IAM::Role').values()) {
      expect(JSON.stringify(Properties['Policies']).length).toBeLessThan(10_240);
    }
  });
});

describe('Who allows what', () => {
  const tagged = { Null: { 'aws:ResourceTag/amplify-import': 'false' } };
  const writes = ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'];

  it('role policies are written on tagged roles only', () => {
    for (const [, statements] of roles) {
      for (const statement of statements.filter(isAllow)) {
        if (statement.actions.some((action) => writes.includes(action))) {
          expect(statement).toEqual({
            effect: 'Allow',
            actions: writes,
            resources: ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/*'],
            condition: tagged,
          });
        }
      }
    }
  });

  it('the context "allow" opens the roles that it names, and no other resource', () => {
    const allow = {
      storefront: ['arn:aws:iam::111122223333:role/storefront-*', 'arn:aws:s3:::storefront-*'],
      backoffice: ['arn:aws:iam::111122223333:role/storefront-*'],
    };
    const opened = synthesize({ allow });

    for (const state of ['Apply role policies', 'Undo role policies'] as const) {
      const untagged = opened
        .statementsOf(state)
        .filter((statement) => isAllow(statement) && statement.actions.includes(writes[0] ?? ''))
        .filter((statement) => statement.condition === null);

      expect(untagged.flatMap((statement) => statement.resources)).toEqual([
        'arn:aws:iam::111122223333:role/storefront-*',
      ]);
    }
    for (const state of ['Validate identity pool', 'Plan role policies'] as const) {
      const { Environment } = opened.functionOf(state).resource.Properties;

      expect(Environment).toMatchObject({ Variables: { ALLOWED: JSON.stringify(allow) } });
    }
  });

  it.each(roles)('%s may never write on a role of ours, nor widen any role', (_id, statements) => {
    const denied = statements.filter((statement) => statement.effect === 'Deny');

    expect(denied).toContainEqual({
      effect: 'Deny',
      actions: writes,
      resources: ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/amplify-import/*'],
      condition: null,
    });
    for (const action of [
      'UpdateAssumeRolePolicy',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'TagRole',
      'UntagRole',
      'PassRole',
      'CreateRole',
      'DeleteRole',
      'CreatePolicy',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
    ]) {
      expect([action, isDeniedEverywhere(statements, `iam:${action}`)]).toEqual([action, true]);
    }
  });

  it('every role of ours lies under our path', () => {
    const paths = [...stack.all('AWS::IAM::Role').values()].map((role) => role.Properties['Path']);

    expect(new Set(paths)).toEqual(new Set(['/amplify-import/']));
  });
});

function isAllow(statement: Statement): boolean {
  return statement.effect === 'Allow';
}

function actionsOf(statement: Statement): readonly string[] {
  return statement.actions;
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

function isDeniedEverywhere(statements: readonly Statement[], action: string): boolean {
  return statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.condition === null &&
      statement.resources.includes('*') &&
      statement.actions.some((pattern) =>
        new RegExp(`^${pattern.replace('*', '.*')}$`).test(action),
      ),
  );
}

function operationsOf(client: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(client)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
}
