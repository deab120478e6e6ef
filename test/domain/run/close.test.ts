import { describe, expect, it } from '@jest/globals';

import type { Plan } from '../../../src/contract/plan.ts';
import { slices } from '../../../src/contract/slices.ts';
import { closedItem, concludeRun } from '../../../src/domain/run/close.ts';
import { causeLine, readCause } from '../../../src/domain/findings/cause-line.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import { executionId } from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import {
  aPlan,
  aPlannedFile,
  aRoleChange,
  planSlice,
  userPoolSlice,
} from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';
import { runData } from '../../support/builders/run.ts';

const report = 's3://config/reports/storefront/prod/run-1/report.json';
const plan = aPlan({ roles: [aRoleChange()], files: [aPlannedFile()], revision: 1 });
const published = {
  applied: { written: 1, deleted: 0 },
  published: { revision: 1, committed: true, filesWritten: 1 },
  recorded: { revision: 1 },
};
const problem = (severity: 'error' | 'warning') => ({
  code: 'TRUST_MISSING',
  severity,
  subject: 'arn:aws:iam::111122223333:role/Auth',
  message: 'No trust.',
  resolution: 'Trust.',
  facts: {},
});
const failure = (Error: string, Cause: string) => ({ Error, Cause });

const conclude = (data: Parameters<typeof runData>[0], made: Plan | null = plan) =>
  slices.outcome.parse(concludeRun(runData(data), made, report).outcome);

describe('A run that ended well', () => {
  it('is published once it was recorded, and lists its files', () => {
    const outcome = conclude({ ...published, plan: planSlice() });

    expect(outcome).toMatchObject({ status: 'published', error: null, cause: null });
    expect(outcome.result).toEqual({
      status: 'published',
      region: 'eu-west-1',
      findings: [],
      plan: {
        hash: plan.hash,
        hashVersion: plan.hashVersion,
        roles: plan.roles.map(({ foreign: _foreign, write: _write, ...role }) => role),
        files: [
          {
            key: 'config/storefront/prod/amplify_outputs.json',
            sha256: aPlannedFile().sha256,
            changed: true,
          },
        ],
        push: [],
      },
      published: {
        revision: 1,
        files: [
          {
            key: 'config/storefront/prod/amplify_outputs.json',
            bytes: aPlannedFile().bytes,
            sha256: aPlannedFile().sha256,
          },
        ],
      },
      propagation: 'AWS may take about a minute to enforce the policies that were written.',
      report,
    });
  });

  it('is only planned where somebody who was shown the plan has said no, and is remembered as a plan', () => {
    const data = { plan: planSlice({ agreed: false, changes: 0 }) };

    const outcome = conclude(data);
    const closed = closedItem(aLinkItem(), runData(data), plan);

    expect(outcome).toMatchObject({ status: 'planned', error: null });
    expect(outcome.result.published).toBeUndefined();
    expect(closed.plans.map(({ hash, kind }) => [hash, kind])).toEqual([[plan.hash, 'import']]);
    expect(closed.asOf).toBe(aLinkItem().asOf);
  });

  it('is unchanged when nothing was recorded, and still says what is published', () => {
    const outcome = conclude({ plan: planSlice({ changes: 0 }) });

    expect(outcome.status).toBe('unchanged');
    expect(outcome.result.published?.revision).toBe(1);
  });

  it('is planned when it was to stop at the plan, and publishes nothing', () => {
    const outcome = conclude({ request: aRequest({ mode: 'plan' }), plan: planSlice() });

    expect(outcome.status).toBe('planned');
    expect(outcome.result.plan?.hash).toBe(plan.hash);
    expect(outcome.result).not.toHaveProperty('published');
  });

  it('keeps warnings in its result', () => {
    const warned = aPlan({ ...plan, findings: [problem('warning')] });

    const outcome = conclude({ ...published }, warned);

    expect(outcome).toMatchObject({
      status: 'published',
      result: { findings: [problem('warning')] },
    });
  });
});

describe('A run that ended badly', () => {
  it('is refused by an error among its findings, each told in the cause', () => {
    const refused = aPlan({ ...plan, findings: [problem('warning'), problem('error')] });

    const outcome = conclude({ plan: planSlice({ errors: 1 }) }, refused);

    expect(outcome).toMatchObject({
      status: 'refused',
      error: 'ImportRefused',
      detailType: 'Auth Import Refused',
      detail: { version: '1', app: 'storefront', env: 'prod', executionId, report },
    });
    expect(outcome.cause).toContain(
      'The import of storefront/prod was refused: 1 error, 1 warning.',
    );
    expect(outcome.result).toMatchObject({
      error: { name: 'ImportRefused', message: readCause(outcome.cause ?? '').text },
      findings: refused.findings,
    });
    expect(outcome.result).not.toHaveProperty('published');
  });

  it.each([
    ['LinkBusy', 'refused', 'Auth Import Refused'],
    ['PlanChanged', 'refused', 'Auth Import Refused'],
    ['LeaseLost', 'failed', 'Auth Import Failed'],
    ['AccessDenied', 'failed', 'Auth Import Failed'],
    ['UndoIncomplete', 'failed', 'Auth Import Failed'],
  ])('by %s is %s, and keeps the original error', (name, status, detailType) => {
    const outcome = conclude({ failure: failure(name, 'boom') });

    expect(outcome).toMatchObject({
      status,
      error: name,
      cause: `boom\n\nReport: ${report}\n${causeLine(report, [], 2_000)}`,
      detailType,
      detail: { error: name },
    });
  });

  it.each([
    ['States.Timeout', '', 'TaskTimedOutFault', '(States.Timeout)'],
    ['States.Permissions', 'No role.', 'WorkflowFault', '(States.Permissions: No role.)'],
  ])(
    'by %s of Step Functions has a name of ours: by theirs a run is known that nothing has closed',
    (caught, cause, error, told) => {
      const outcome = conclude({ failure: failure(caught, cause) });

      expect(outcome).toMatchObject({ status: 'failed', error, detail: { error } });
      expect(outcome.cause).toContain(told);
    },
  );

  it('tells the bare message of a failed Lambda', () => {
    const cause = JSON.stringify({
      errorType: 'AccessDenied',
      errorMessage: 'no',
      trace: ['at x'],
    });

    const outcome = conclude({ failure: failure('AccessDenied', cause) });

    expect(outcome.result.error?.message).toBe(`no\n\nReport: ${report}`);
  });

  it('keeps the address of the report under a cause of any length', () => {
    const outcome = conclude({ failure: failure('AwsFault', 'x'.repeat(50_000)) });

    expect(outcome.cause).toHaveLength(longestCause);
    expect(outcome.cause).toContain('… the rest did not fit here.');
    expect(outcome.cause?.endsWith(`Report: ${report}\n${causeLine(report, [], 2_000)}`)).toBe(
      true,
    );
  });

  it('tells the findings of both validations when no plan was made', () => {
    const outcome = conclude(
      {
        failure: failure('AwsUnavailable', 'throttled'),
        userPool: userPoolSlice({ settings: null, findings: [problem('error')] }),
        identityPool: { settings: null, findings: [problem('warning')] },
      },
      null,
    );

    expect(outcome.result.findings).toEqual([problem('error'), problem('warning')]);
    expect(outcome.cause?.endsWith(causeLine(report, outcome.result.findings, 2_000))).toBe(true);
    expect(outcome.result).not.toHaveProperty('plan');
  });

  it('says what is published when it failed after its commit', () => {
    const undone = { committed: true, restored: [] };

    const outcome = conclude({ failure: failure('AwsFault', 'x'), undone, plan: planSlice() });

    expect(outcome).toMatchObject({ status: 'failed', result: { published: { revision: 1 } } });
  });

  it('says nothing of published files when it was undone', () => {
    const undone = { committed: false, restored: [{ role: 'a', sha256: null }] };

    const outcome = conclude({ failure: failure('AwsFault', 'x'), undone, plan: planSlice() });

    expect(outcome.result).not.toHaveProperty('published');
  });
});

describe('A result that is too large for the state data', () => {
  it('leaves the documents to plan.json', () => {
    const roles = Array.from({ length: 12 }, (_, index) =>
      aRoleChange({ role: `arn:aws:iam::111122223333:role/R${index}`, after: 'x'.repeat(10_000) }),
    );

    const { result } = conclude({ plan: planSlice() }, aPlan({ roles }));

    expect(result.plan?.roles.map(({ before, after }) => [before, after])).toEqual(
      roles.map(() => [null, null]),
    );
    expect(JSON.stringify(result).length).toBeLessThan(100_000);
    expect(result.missing).toBe(
      'The documents of the policies, and what is written on targets, did not fit here; the report has them',
    );
  });
});

describe('The link when a run ends', () => {
  const lease = { owner: executionId, fence: 3, heartbeatUntil: null, takenAt: null };
  const item = aLinkItem({ lease, revision: 5, announcedRevision: 4 });

  it('is free again', () => {
    expect(closedItem(item, runData(), null).lease).toMatchObject({ owner: null, fence: 3 });
  });

  it("is not freed from another run's lease", () => {
    const taken = { ...item, lease: { ...lease, owner: 'someone else', fence: 4 } };

    expect(closedItem(taken, runData(), null)).toEqual(taken);
  });

  it('says which revision was announced, if one was', () => {
    expect(closedItem(item, runData({ announced: {} }), null).announcedRevision).toBe(5);
    expect(closedItem(item, runData(), null).announcedRevision).toBe(4);
  });

  it('remembers the five newest plans of plan runs, each once', () => {
    const planned = (index: number) => aPlan({ hash: `sha256:${String(index).padStart(64, '0')}` });
    const data = runData({ request: aRequest({ mode: 'plan' }), plan: planSlice() });

    const closed = [1, 2, 3, 4, 5, 6, 3].reduce(
      (link, index) => closedItem(link, data, planned(index)),
      item,
    );

    expect(closed.plans.map(({ hash }) => Number(hash.slice(-1)))).toEqual([3, 6, 5, 4, 2]);
  });

  it('remembers no plan of an import', () => {
    expect(closedItem(item, runData({ plan: planSlice() }), plan).plans).toEqual([]);
  });
});
