import { describe, expect, it } from '@jest/globals';
import type { PublishedValues } from '../../../../src/contract/push/published.ts';
import type { RunRequest } from '../../../../src/contract/request.ts';
import { sha256 } from '../../../../src/domain/canonical.ts';
import type { RoleTargetFacts } from '../../../../src/domain/targets/role/rules.ts';
import { targetRequestFindings } from '../../../../src/domain/targets/target-kinds.ts';
import type { SeenTarget, TargetContext } from '../../../../src/domain/targets/target-kind.ts';
import { wantedRoles } from '../../../../src/domain/targets/role/wanted-roles.ts';
import { found, notFound } from '../../../support/builders/readings.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTargetContext, aValueSource, planOf } from '../../../support/builders/target-plans.ts';
import { aRecordedTarget, publishedSample } from '../../../support/builders/targets.ts';

const roleArn = 'arn:aws:iam::111122223333:role/service-role/orders-role';
const otherRole = 'arn:aws:iam::111122223333:role/mail-role';
const id = 'role:orders-role';
const policyName = 'AmplifyImport-storefront.prod.fn';
const { userPoolArn } = publishedSample;
const [orders, mail] = ['function:eu-west-1:orders', 'function:eu-west-1:mail'];

function requestFor(access: Record<string, readonly string[]>, more: Partial<RunRequest> = {}) {
  return aRequest({
    functions: Object.entries(access).map(([name, names]) => ({
      name,
      region: null,
      access: [...names],
      prefix: null,
    })),
    ...more,
  });
}

function aContext(
  request: RunRequest,
  executionRoles: Record<string, string | null> = { [orders]: roleArn, [mail]: roleArn },
  source: Partial<PublishedValues> = {},
): TargetContext {
  return aTargetContext({
    request,
    executionRoles,
    source: aValueSource({ executionRoles, ...source }),
  });
}

function aRole(
  overrides: Partial<SeenTarget<RoleTargetFacts>> = {},
  facts: Partial<RoleTargetFacts> = {},
): SeenTarget<RoleTargetFacts> {
  return {
    arn: roleArn,
    tag: null,
    ours: {},
    foreign: { count: 0, bytes: 0 },
    executionRole: null,
    ...overrides,
    facts: { role: {}, used: 0, links: [], shares: [], policies: [], boundary: null, ...facts },
  };
}

function documentOf(...actions: string[]): string {
  const Action = actions.map((action) => `cognito-idp:${action}`).toSorted();
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: Action.length === 1 ? Action[0] : Action, Resource: userPoolArn },
    ],
  });
}

/** Plans the roles of functions alone. */
function planRolesOf(
  context: TargetContext,
  role: SeenTarget<RoleTargetFacts>,
  held: Parameters<typeof planOf>[2] = {},
) {
  const { targets, findings } = planOf({ [id]: found(role) }, context, held);
  return {
    target: targets.find(({ target }) => target === id),
    findings: findings.filter(({ code }) => code !== 'FUNCTION_NOT_FOUND'),
  };
}

/** What is wrong with a request where nobody knows the account. */
const requestFindings = (request: RunRequest) => targetRequestFindings(request, null);

describe('What an execution role is to get', () => {
  it('is what any function that runs by it is given, on the user pool alone', () => {
    const context = aContext(requestFor({ orders: ['getUser'], mail: ['listUsers', 'getUser'] }));

    expect(wantedRoles(context)).toEqual([
      {
        id,
        kind: 'role',
        roleArn,
        keys: { [policyName]: documentOf('AdminGetUser', 'ListUsers') },
      },
    ]);
  });

  it('is one document for each role', () => {
    const context = aContext(requestFor({ orders: ['getUser'], mail: ['listUsers'] }), {
      [orders]: roleArn,
      [mail]: otherRole,
    });

    expect(wantedRoles(context).map((target) => [target.id, target.keys[policyName]])).toEqual([
      [id, documentOf('AdminGetUser')],
      ['role:mail-role', documentOf('ListUsers')],
    ]);
  });

  it('is nothing without access, without a role, without the word of the owner, or on a pool elsewhere', () => {
    const request = requestFor({ orders: ['getUser'] });
    const roles = { [orders]: roleArn };

    for (const context of [
      aContext(requestFor({ orders: [] })),
      aContext(request, { [orders]: null }),
      aContext(request, roles, { accessAllowed: false }),
      aContext(request, roles, { userPoolArn: null }),
    ]) {
      expect(wantedRoles(context)).toEqual([]);
    }
  });
});

describe('What is wrong with access in a request itself', () => {
  it('are names that Amplify does not know', () => {
    const request = requestFor({ orders: ['getUser', 'manageUser'], mail: ['listUsers'] });

    expect(requestFindings(request)).toMatchObject([
      {
        code: 'FUNCTION_ACCESS_UNKNOWN',
        severity: 'error',
        facts: { target: orders, names: ['manageUser'] },
      },
    ]);
  });

  it('is a pool of another account', () => {
    const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';

    expect(
      requestFindings(requestFor({ orders: ['getUser'], mail: [] }, { readRoleArn })),
    ).toMatchObject([
      {
        code: 'FUNCTION_ACCESS_OTHER_ACCOUNT',
        severity: 'error',
        facts: { functions: [orders] },
      },
    ]);
    expect(requestFindings(requestFor({ orders: [] }, { readRoleArn }))).toEqual([]);
  });

  it('is that files are asked for, which are made for roles of identity pools only', () => {
    const request = requestFor({ orders: ['getUser'] }, { rolePolicies: 'emit' });

    expect(requestFindings(request)).toMatchObject([
      { code: 'OPTION_NOT_SUPPORTED_YET', facts: { option: 'functions[].access' } },
    ]);
  });

  it('is nothing, but worth a warning, where groups can be given roles', () => {
    const request = requestFor({ orders: ['manageGroups'], mail: ['manageGroupMembership'] });

    expect(requestFindings(request)).toMatchObject([
      { code: 'FUNCTION_ACCESS_GROUPS', severity: 'warning', facts: { functions: [orders] } },
    ]);
  });
});

describe('The plan of an execution role', () => {
  const request = requestFor({ orders: ['getUser'] });
  const context = aContext(request, { [orders]: roleArn });
  const document = documentOf('AdminGetUser');

  it('writes our policy, or keeps it', () => {
    expect(planRolesOf(context, aRole()).target).toMatchObject({
      change: 'write',
      roleArn,
      keys: { [policyName]: { seen: null, after: document } },
    });
    const standing = aRole({ ours: { [policyName]: { value: document } } });
    expect(planRolesOf(context, standing).target).toMatchObject({ change: 'keep' });
  });

  it('says where several functions, or functions of other links, run by it', () => {
    const both = aContext(requestFor({ orders: ['getUser'], mail: [] }));

    expect(planRolesOf(context, aRole()).findings).toEqual([]);
    expect(planRolesOf(both, aRole({}, { links: ['storefront/dev'] })).findings).toMatchObject([
      {
        code: 'FUNCTION_ROLE_SHARED',
        severity: 'info',
        facts: { role: roleArn, functions: ['orders', 'mail'], links: ['storefront/dev'] },
      },
    ]);
  });

  it('leaves a role by which a function has begun to run since its access was agreed to', () => {
    const moved = aContext(
      request,
      { [orders]: roleArn },
      { executionRoles: { [orders]: otherRole } },
    );

    const { target, findings } = planRolesOf(moved, aRole());

    expect(target).toMatchObject({ change: 'leave', error: 'TARGET_CHANGED' });
    expect(findings).toMatchObject([
      { code: 'TARGET_CHANGED', severity: 'warning', facts: { functions: [orders] } },
    ]);
  });

  it('leaves a full role, which refuses no import', () => {
    const { target, findings } = planRolesOf(context, aRole({}, { used: 10_200 }));

    expect(target).toMatchObject({ change: 'leave', error: 'POLICY_BUDGET_EXCEEDED' });
    expect(findings).toMatchObject([
      {
        code: 'POLICY_BUDGET_EXCEEDED',
        severity: 'warning',
        facts: { used: 10_200, need: document.length, limit: 10_240 },
      },
    ]);
  });

  it('leaves a role that is not there, and one that its owner has not allowed', () => {
    const deployed = { ...context, allowList: {} };

    expect(planOf({ [id]: notFound }, context).findings.map(({ code }) => code)).toContain(
      'FUNCTION_ROLE_NOT_FOUND',
    );
    expect(planRolesOf(deployed, aRole()).findings).toMatchObject([
      {
        code: 'TARGET_NOT_ALLOWED',
        command:
          'aws iam tag-role --role-name orders-role --tags Key=amplify-import,Value=storefront',
      },
    ]);
    expect(planRolesOf(deployed, aRole({ tag: 'storefront' })).target).toMatchObject({
      change: 'write',
    });
  });

  it('says what its boundary masks, and who manages it', () => {
    const facts: Partial<RoleTargetFacts> = {
      role: {
        boundary: 'arn:aws:iam::111122223333:policy/bounds',
        managedBy: { tool: 'Terraform', stack: null },
      },
      boundary: found(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        }),
      ),
    };

    const { target, findings } = planRolesOf(context, aRole({}, facts));

    expect(findings.map(({ code }) => code)).toEqual([
      'ROLE_MANAGED_ELSEWHERE',
      'BOUNDARY_MASKS_GRANT',
    ]);
    expect(findings[0]?.resolution).toBe('Declare the role without those two.');
    expect(target).toMatchObject({ change: 'write' });
  });

  it('says what another policy on it denies, and is written all the same', () => {
    const deny = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'cognito-idp:*', Resource: '*' }],
    };
    const policies = [{ name: 'Guard', size: 0, document: JSON.stringify(deny) }];

    const { target, findings } = planRolesOf(context, aRole({}, { policies }));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_ON_ROLE',
        facts: { role: roleArn, policyName: 'Guard', actions: ['cognito-idp:*'], denied: ['*'] },
      }),
    ]);
    expect(target).toMatchObject({ change: 'write' });
  });

  it('takes our policy off a role by which no function runs any more', () => {
    const held = [
      aRecordedTarget({
        id,
        kind: 'role',
        roleArn,
        sha256: sha256(document),
        keys: { [policyName]: { before: null, after: sha256(document) } },
      }),
    ];
    const moved = aContext(request, { [orders]: otherRole });

    const { target } = planRolesOf(moved, aRole({ ours: { [policyName]: { value: document } } }), {
      held,
    });

    expect(target).toMatchObject({
      change: 'write',
      wanted: false,
      roleArn,
      keys: { [policyName]: { before: null, after: null } },
    });
  });
});
