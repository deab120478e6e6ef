import { describe, expect, it } from '@jest/globals';

import { reportSchema } from '../../../src/contract/report.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { concludeRun } from '../../../src/domain/run/close.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { reportOf } from '../../../src/domain/report/report.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../../support/builders/ids.ts';
import { policyName } from '../../support/builders/link.ts';
import { planInput, planSlice, rolePolicies, userPoolSlice } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { runData } from '../../support/builders/run.ts';
import { authSettings, identitySettings } from '../../support/builders/settings.ts';

const groupRole = 'arn:aws:iam::111122223333:role/Admins';
const request = aRequest({
  adopt: true,
  grants: storageGrants(aStorageGrant({ authenticated: ['delete'], guest: ['read'] })),
});
const before =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":["a","b"]}]}';
const plan = makePlan(
  planInput({
    request,
    rolePolicies: [
      rolePolicies({ ours: found(before), foreign: found([{ name: 'owners-own', size: 40 }]) }),
      rolePolicies({ roleArn: guestRoleArn }),
    ],
  }),
);
const done = {
  plan: planSlice(),
  applied: { written: 2, deleted: 0 },
  published: { revision: 1, committed: true, filesWritten: 3 },
  recorded: { revision: 1 },
};

const report = (overrides: Parameters<typeof runData>[0] = {}, of = plan as typeof plan | null) => {
  const identityPool = { settings: identitySettings(), findings: [] };
  const data = runData({ request, identityPool, ...overrides });
  return reportOf(data, of, concludeRun(data, of, 's3://report.json').result);
};
const canOf = (role: string, overrides: Parameters<typeof runData>[0]) =>
  report(overrides).access?.find((access) => access.role === role)?.can;
const found1 = [{ actions: ['s3:GetObject'], resources: ['a', 'b'] }];

describe('The report of a run', () => {
  it('is what its schema says', () => {
    expect(reportSchema().parse(report(done))).toEqual(report(done));
  });

  it('holds the request as understood, the run, the plan and what was published', () => {
    expect(report(done)).toMatchObject({
      version: '1',
      status: 'published',
      run: runData().run,
      request,
      plan: { hash: plan.hash },
      published: { revision: 1 },
    });
  });
});

describe('The pools in a report', () => {
  it('are as they were read, for whoever goes on from there without asking Cognito', () => {
    const settings = authSettings({ aliasAttributes: ['email'] });

    const told = report({ ...done, userPool: userPoolSlice({ settings }) });

    expect(told.userPool).toEqual(settings);
    expect(told.identityPool).toEqual(identitySettings());
  });

  it('are not told where they were not read, nor by a report of an earlier version', () => {
    const { userPool, identityPool, ...earlier } = report({ identityPool: null }, null);

    expect([userPool, identityPool]).toEqual([null, null]);
    expect(reportSchema().parse(earlier)).toMatchObject({ userPool: null, identityPool: null });
  });
});

describe('Who can do what now', () => {
  it('tells for each role who gets it, by which policy, and what others hold', () => {
    const [users, guests] = report(done).access ?? [];

    expect(users).toMatchObject({
      principal: 'signed-in users',
      role: authRoleArn,
      reach: 'everyone',
      policyName,
      others: [{ name: 'owners-own', size: 40 }],
    });
    expect(guests).toMatchObject({ principal: 'guests', role: guestRoleArn, others: [] });
  });

  it('names the group of a role, and that nobody gets it', () => {
    const roles = [{ kind: 'group', group: 'admins', arn: groupRole, reach: 'nobody' } as const];

    const { access } = report(
      {
        ...done,
        identityPool: { settings: identitySettings({ roles }), findings: [] },
      },
      { ...plan, otherRoles: [{ role: groupRole, foreign: [] }] },
    );

    expect(access).toEqual([
      {
        principal: 'members of admins',
        role: groupRole,
        reach: 'nobody',
        policyName,
        can: [],
        others: [],
      },
    ]);
  });

  it('is what the plan grants once it is published, with the conditions', () => {
    const bucket = `arn:aws:s3:::${bucketName}`;

    expect(canOf(guestRoleArn, done)).toContainEqual({
      actions: ['s3:ListBucket'],
      resources: [bucket],
      condition: {
        StringLike: { 's3:prefix': ['protected/', 'protected/*', 'public/', 'public/*'] },
      },
    });
    expect(canOf(authRoleArn, done)?.flatMap(({ actions }) => actions)).toEqual([
      's3:DeleteObject',
    ]);
  });

  it.each([
    ['planned', { request: { ...request, mode: 'plan' as const } }],
    ['refused', { undone: { committed: false, restored: [] } }],
    [
      'undone after it failed',
      {
        applied: done.applied,
        failure: { Error: 'AwsUnavailable', Cause: '' },
        undone: { committed: false, restored: [{ role: authRoleArn, sha256: sha256(before) }] },
      },
    ],
  ])('is what was found when the run was only %s', (_, overrides) => {
    expect(canOf(authRoleArn, overrides)).toEqual(found1);
    expect(canOf(guestRoleArn, overrides)).toEqual([]);
  });

  it('is what the plan grants when the commit had happened before the failure', () => {
    const overrides = {
      applied: done.applied,
      failure: { Error: 'AwsUnavailable', Cause: '' },
      undone: { committed: true, restored: [] },
    };

    expect(canOf(authRoleArn, overrides)).not.toEqual(found1);
  });

  it.each([
    ['the refused run', { failure: null }],
    ['the failed run', { failure: { Error: 'AwsUnavailable', Cause: '' }, applied: done.applied }],
  ])('is not claimed for what %s restored for an earlier one and never read', (_, overrides) => {
    const restored = [
      { role: authRoleArn, sha256: sha256('of the earlier run') },
      { role: guestRoleArn, sha256: null },
    ];
    const undone = { committed: false, restored };

    expect(canOf(authRoleArn, { ...overrides, undone })).toBeNull();
    expect(canOf(guestRoleArn, { ...overrides, undone })).toEqual([]);
  });

  it('is what was planned where an earlier run had found just that', () => {
    const after = plan.roles.find(({ role }) => role === authRoleArn)?.after ?? '';
    const undone = { committed: false, restored: [{ role: authRoleArn, sha256: sha256(after) }] };

    expect(canOf(authRoleArn, { undone })).toEqual(canOf(authRoleArn, done));
  });

  it.each([
    ['undoing failed', { undoFailure: { Error: 'UndoIncomplete', Cause: '' } }],
    ['another run has the link', { undone: { committed: false, restored: null } }],
    [
      'the policies were others than planned',
      { failure: { Error: 'PlanChanged', Cause: '' }, undone: { committed: false, restored: [] } },
    ],
  ])('is not claimed for any role that was to change when %s', (_, overrides) => {
    const failure = { Error: 'AccessDenied', Cause: '' };

    expect(canOf(authRoleArn, { failure, ...overrides })).toBeNull();
    expect(canOf(guestRoleArn, { failure, ...overrides })).toBeNull();
  });

  it('is as it was for a role that was not to change, also when undoing failed', () => {
    const roles = plan.roles.map((role) => ({ ...role, after: role.before, write: false }));
    const undoFailure = { Error: 'UndoIncomplete', Cause: '' };

    const { access } = report({ undoFailure }, { ...plan, roles });

    expect(access?.map(({ can }) => can)).toEqual([found1, []]);
  });

  it('is not claimed for a role whose policies nobody could read, nor are those of others', () => {
    const denied = rolePolicies({ ours: { status: 'denied', action: 'iam:GetRolePolicy' } });

    const { access } = report({}, makePlan(planInput({ request, rolePolicies: [denied] })));

    expect(access?.[0]).toMatchObject({ role: authRoleArn, can: null, others: null });
  });

  it('tells what others hold on a role that is granted nothing', () => {
    const foreign = found([{ name: 'owners-own', size: 40 }]);
    const idle = makePlan(planInput({ rolePolicies: [rolePolicies({ foreign })] }));

    const { access } = report(done, idle);

    expect(idle.roles).toEqual([]);
    expect(access?.[0]).toMatchObject({ can: [], others: [{ name: 'owners-own', size: 40 }] });
  });

  it('is not claimed for a policy that somebody made something else of', () => {
    const drifted = makePlan(
      planInput({
        request,
        rolePolicies: [
          rolePolicies({ ours: found('{"Statement":"x"}') }),
          rolePolicies({ roleArn: guestRoleArn }),
        ],
      }),
    );

    const { access } = report({}, drifted);

    expect(access?.map(({ can }) => can)).toEqual([null, []]);
  });

  it('is nobody in particular without a plan, and nobody at all without an identity pool', () => {
    expect(report({}, null)).toMatchObject({ access: null, whoCan: null });
    expect(report({ identityPool: null })).toMatchObject({ access: [], whoCan: [] });
  });
});

describe('What can be done, and by whom', () => {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const deleting = { actions: ['s3:DeleteObject'], resource: `${bucket}/public/*` };
  const reading = { actions: ['s3:GetObject'], resource: `${bucket}/public/*` };

  it('is told of the policies that stand once the run has ended', () => {
    const { whoCan } = report(done);

    expect(whoCan).toContainEqual({ ...deleting, who: ['signed-in users'] });
    expect(whoCan).toContainEqual({ ...reading, who: ['guests'] });
    expect(report({ request: { ...request, mode: 'plan' } }).whoCan).toEqual([
      { actions: ['s3:GetObject'], resource: 'a', who: ['signed-in users'] },
      { actions: ['s3:GetObject'], resource: 'b', who: ['signed-in users'] },
    ]);
  });

  it('is nothing by a role that nobody gets', () => {
    const roles = identitySettings().roles.map((role) =>
      role.kind === 'guest' ? { ...role, reach: 'nobody' as const } : role,
    );

    const { whoCan } = report({
      ...done,
      identityPool: { settings: identitySettings({ roles }), findings: [] },
    });

    expect(whoCan?.flatMap(({ who }) => who)).not.toContain('guests');
    expect(whoCan).toContainEqual({ ...deleting, who: ['signed-in users'] });
  });

  it('is left open where the policy of a role is not known', () => {
    const undone = { committed: false, restored: [{ role: authRoleArn, sha256: 'other' }] };

    expect(report({ undone }).whoCan).toEqual([]);
  });
});
