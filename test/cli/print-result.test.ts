import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { printResult } from '../../src/cli/print-result.ts';
import { PushIncomplete } from '../../src/contract/errors/push-errors.ts';
import type { Result } from '../../src/contract/result.ts';
import { policyDocument } from '../../src/domain/iam/document.ts';
import { aFinding } from '../support/builders/finding.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { aRoleChange } from '../support/builders/plan.ts';
import { policyName } from '../support/builders/link.ts';
import { aPlannedTarget } from '../support/builders/targets.ts';

const printed = (result: Result) => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  printResult(result, false);
  return write.mock.calls.map(([part]) => String(part)).join('');
};

afterEach(() => {
  jest.restoreAllMocks();
});

const file = (changed: boolean) => ({ key: 'a.json', sha256: '0', changed });
const toWrite = aPlannedTarget({ change: 'write' });

describe('A result in words', () => {
  it('tells errors first, then warnings, as a refusal does', () => {
    const severities = ['info', 'warning', 'error'] as const;
    const findings = severities.map((severity) => aFinding({ severity }));

    const text = printed({ status: 'planned', findings });

    expect(text.match(/^\[\w+\]/gm)).toEqual(['[error]', '[warning]', '[info]']);
  });

  it('tells each pool that the link leaves, beside the plan that does it', () => {
    const plan = {
      hash: 'sha256:1',
      hashVersion: 3,
      repointed: [{ field: 'userPoolId' as const, from: 'eu-west-1_Old', to: 'eu-west-1_New' }],
      roles: [],
      files: [],
      push: [],
    };

    const text = printed({ status: 'planned', findings: [], plan });

    expect(text).toContain('Plan sha256:1:\n  userPoolId: eu-west-1_Old → eu-west-1_New\n');
  });

  it('names the page of a plan for people, beside the report', () => {
    const report = 's3://acme/reports/storefront/prod/run-1/report.json';

    const text = printed({ status: 'planned', findings: [], report });

    expect(text.split('\n').slice(-3)).toEqual([
      'Plan to read or to pass on: s3://acme/reports/storefront/prod/run-1/plan.md',
      `Report: ${report}`,
      '',
    ]);
  });

  it('names no plan of a run that has done what there was to do', () => {
    const text = printed({ status: 'unchanged', findings: [], report: 's3://acme/a/report.json' });

    expect(text).toBe('UNCHANGED\nReport: s3://acme/a/report.json\n');
  });

  it('is three lines of a run that has changed nothing, and what it warns of', () => {
    const plan = {
      hash: 'sha256:1',
      hashVersion: 3,
      roles: [],
      files: [{ key: 'config/a/prod/a.json', sha256: '0', changed: false }],
      push: [],
    };
    const unchanged = { status: 'unchanged', account: '111122223333', plan, report: 'r' } as const;
    const info = aFinding({ severity: 'info', message: 'Nothing of weight.' });

    expect(printed({ ...unchanged, findings: [info] })).toBe(
      'UNCHANGED\nAccount 111122223333: 0 policies and 1 file stand as they are to be\nReport, with 1 info: r\n',
    );
    jest.restoreAllMocks();
    expect(printed({ ...unchanged, findings: [aFinding({ severity: 'warning' })] })).toMatch(
      /\n\[warning\] .*\nReport: r\n$/s,
    );
  });

  it.each<[string, Partial<NonNullable<Result['plan']>>, Result['push'] | undefined]>([
    ['PUBLISHED', { files: [file(true)], push: [toWrite] }, { status: 'pushed' }],
    ['PUSHED', { push: [toWrite] }, { status: 'pushed' }],
    ['PUSH FAILED', { push: [toWrite] }, { status: 'failed' }],
    ['IMPORTED', { push: [toWrite] }, undefined],
    ['IMPORTED', { roles: [aRoleChange({ before: null, after: '{}' })] }, { status: 'pushed' }],
    [
      'EMITTED',
      { rolePolicies: 'emit', roles: [aRoleChange({ before: null, after: '{}' })] },
      undefined,
    ],
  ])('begins with what has happened: %s', (word, planned, push) => {
    const plan = { hash: 'sha256:1', hashVersion: 3, roles: [], files: [file(false)], push: [] };
    const published = { revision: 1, files: [{ key: 'a.json', bytes: 2, sha256: '0' }] };
    const text = printed({
      status: 'published',
      findings: [],
      plan: { ...plan, ...planned },
      published,
      ...(push && { push }),
    });

    expect(text.split('\n')[0]).toBe(word);
    expect(text).toContain(
      word === 'PUBLISHED' ? 'Revision 1:\n' : 'Revision 1 stays as it is, with 1 file.\n',
    );
  });

  it('ends with what to do next', () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    printResult({ status: 'published', findings: [], report: 'r' }, false, { next: 'Next: it' });

    expect(write.mock.calls.map(([part]) => String(part)).join('')).toBe(
      'PUBLISHED\nReport: r\nNext: it\n',
    );
  });

  it('does not speak of a push that had no target, unless it failed', () => {
    const error = { name: 'AwsFault', message: 'no' };

    expect(printed({ status: 'published', findings: [], push: { status: 'pushed' } })).not.toMatch(
      /push/i,
    );
    jest.restoreAllMocks();
    expect(
      printed({ status: 'published', findings: [], push: { status: 'failed', error } }),
    ).toContain('Push: failed\n  AwsFault: no\n');
  });
});

describe('A push that an import started, in words', () => {
  const pushed = { id: 'parameters', kind: 'parameters', status: 'pushed' } as const;
  const published = { status: 'published', findings: [] } as const;

  it('tells how each target stands', () => {
    const push: Result['push'] = { status: 'pushed', revision: 1, targets: [pushed] };

    expect(printed({ ...published, findings: [], push })).toBe(
      'PUBLISHED\nPush: pushed\n  pushed parameters\n',
    );
  });

  it.each([
    ['write', 'Push: an execution of push-auth follows, to 1 target;'],
    ['leave', 'Push: an execution of push-auth follows, to 1 target;'],
    ['keep', null],
  ] as const)('is told to follow by itself in the stack, of a target to %s', (change, told) => {
    const push = [aPlannedTarget({ change })];
    const plan = { hash: 'sha256:0', hashVersion: 3, roles: [], files: [], push };

    const text = printed({ ...published, findings: [], plan });

    expect(/^Push: [^;]*;/m.exec(text)?.[0] ?? null).toBe(told);
  });

  it('tells what has failed once, what mends it, and then what was pushed', () => {
    const mail = 'function:eu-west-1:mail';
    const its = { name: 'AccessDenied', message: 'AWS denied it.' };
    const { name, message } = new PushIncomplete(
      `1 target of storefront/prod has not got it; 1 has.\n- ${mail}: AccessDenied. AWS denied it.`,
      'storefront',
      'prod',
    );
    const failed = { id: mail, kind: 'function', status: 'failed', error: its } as const;

    const text = printed({
      ...published,
      findings: [],
      push: {
        status: 'failed',
        error: { name, message: `${message}\n\nReport: s3://acme/push-report.json` },
        revision: 1,
        targets: [failed, pushed],
      },
    });

    expect(text.split('\n')).toEqual([
      'PUBLISHED',
      'Push: failed',
      '  PushIncomplete: 1 target of storefront/prod has not got it; 1 has.',
      `  - ${mail}: AccessDenied. AWS denied it.`,
      '  Fix what is said of each, then push those again:',
      '  amplify-import push --app storefront --env prod --only failed',
      '  Report: s3://acme/push-report.json',
      '  pushed parameters',
      '',
    ]);
  });
});

describe('A plan in words', () => {
  const after = policyDocument([
    { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/public/*' },
    {
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::uploads',
      condition: { StringLike: { 's3:prefix': ['public/'] } },
    },
  ]);
  const budget = { used: 100, need: 200, limit: 10_240 };
  const planned = (before: string | null): Result => ({
    status: 'planned',
    findings: [],
    plan: {
      hash: 'sha256:1',
      hashVersion: 2,
      roles: [{ role: authRoleArn, policyName, before, after, budget }],
      files: [],
      push: [],
    },
  });
  it('shows what a new policy grants, and how large it and the role become', () => {
    const text = printed(planned(null));

    expect(text).toContain(
      `add ${policyName} on CognitoAuth (200 characters; 300 of 10240 on the role)`,
    );
    expect(text).toContain('+ allow s3:GetObject on arn:aws:s3:::uploads/public/*');
    expect(text).toContain('+ allow s3:ListBucket on arn:aws:s3:::uploads if s3:prefix is like');
  });

  it('shows what a change gives and takes, and counts what stays', () => {
    const before = policyDocument([
      { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/public/*' },
      { action: 's3:DeleteObject', resource: 'arn:aws:s3:::uploads/public/*' },
    ]);

    const lines = printed(planned(before)).split('\n').slice(2);

    expect(lines[0]).toContain(`replace ${policyName} on CognitoAuth`);
    expect(lines.slice(1, 4)).toEqual([
      '      - allow s3:DeleteObject on arn:aws:s3:::uploads/public/*',
      '      + allow s3:ListBucket on arn:aws:s3:::uploads if s3:prefix is like "public/"',
      '        1 statement stays',
    ]);
  });

  it('says of other words that they say the same', () => {
    const { Version, Statement } = JSON.parse(after ?? '');

    const text = printed(planned(JSON.stringify({ Statement, Version })));

    expect(text).toContain('        the same in other words');
    expect(text).not.toContain('s3:GetObject');
  });

  it('does not repeat what stays as it is', () => {
    expect(printed(planned(after))).not.toContain('s3:GetObject');
  });
});
