import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sha256 } from '../../src/domain/canonical.ts';
import { printPushResult } from '../../src/cli/print-push-result.ts';
import { PushIncomplete } from '../../src/contract/errors/push-errors.ts';
import { finding } from '../../src/contract/findings.ts';
import type { PushResult } from '../../src/contract/push/result.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { aPlannedTarget } from '../support/builders/targets.ts';

const [orders, mail] = ['function:eu-west-1:orders', 'function:eu-west-1:mail'];

function aPushResult(overrides: Partial<PushResult> = {}): PushResult {
  return {
    status: 'pushed',
    revision: 3,
    findings: [],
    targets: [{ id: orders, kind: 'function', status: 'pushed' }],
    superseded: false,
    report: 's3://acme/push-report.json',
    ...overrides,
  };
}

function printed(result: PushResult, json = false): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  printPushResult(result, json);
  return write.mock.calls.map(([part]) => String(part)).join('');
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('The result of a push in words', () => {
  it('names the revision and how each target stands', () => {
    const building = {
      id: 'hosting:eu-west-1:d1:main',
      kind: 'hosting',
      status: 'building',
    } as const;

    const text = printed(aPushResult({ targets: [...aPushResult().targets, building] }));

    expect(text).toBe(
      [
        'PUSHED',
        'Revision 3:',
        `  pushed ${orders}`,
        '  building hosting:eu-west-1:d1:main',
        'Report: s3://acme/push-report.json\n',
      ].join('\n'),
    );
  });

  it('says that there is no target, where there is none', () => {
    expect(printed(aPushResult({ status: 'unchanged', targets: [] }))).toContain(
      'UNCHANGED\nThere is no target to push to.\n',
    );
  });

  it('names what has failed once, by the error, and then the others', () => {
    const { name, message } = new PushIncomplete(
      `1 target of storefront/prod has not got what was imported; 1 has.\n- ${mail}: AccessDenied. AWS denied it.`,
      'storefront',
      'prod',
    );
    const failed = {
      id: mail,
      kind: 'function',
      status: 'failed',
      error: { name: 'AccessDenied', message: 'AWS denied it.' },
    } as const;

    const text = printed(
      aPushResult({
        status: 'failed',
        error: { name, message },
        targets: [failed, ...aPushResult().targets],
      }),
    );

    expect(text).toMatch(/^FAILED\nPushIncomplete: 1 target of storefront\/prod has not got/);
    expect(text.match(new RegExp(mail, 'g'))).toHaveLength(1);
    expect(text).toContain('--only failed\n');
    expect(text).toContain(`  pushed ${orders}\n`);
    expect(text).not.toContain('Report: ');
  });

  it('tells each finding with its fix', () => {
    const changed = finding('TARGET_CHANGED', { target: orders, keys: ['AUTH_USERPOOLID'] });

    expect(printed(aPushResult({ findings: [changed] }))).toMatch(
      /\[warning\] TARGET_CHANGED function:eu-west-1:orders\n.*AUTH_USERPOOLID.*\n {2}fix: /,
    );
  });

  it('says what is missing, and that another run pushes', () => {
    const text = printed(
      aPushResult({ status: 'unchanged', targets: [], superseded: true, missing: 'The rest.' }),
    );

    expect(text).toContain('Another run holds the link, and pushes this too.\nThe rest.\n');
    expect(text).not.toContain('no target');
  });

  it('is the document as it is with --json', () => {
    expect(JSON.parse(printed(aPushResult(), true))).toEqual(aPushResult());
  });
});

describe('The plan of a push in words', () => {
  const variable = 'AUTH_STOREFRONT_USERPOOLID';
  const planned = (...targets: ReturnType<typeof aPlannedTarget>[]) =>
    aPushResult({
      status: 'planned',
      plan: { hash: 'sha256:1', targets },
      targets: targets.map(({ target, kind }) => ({ id: target, kind, status: 'planned' })),
    });

  it('shows of each key of ours what stands there and what is to, and of others their number', () => {
    const text = printed(planned(aPlannedTarget()));

    expect(text).toContain(
      [
        'PLANNED',
        'Plan sha256:1 of revision 3:',
        `  push to ${orders} (2 others of 40 bytes stay as they are)`,
        `      ${variable}: nothing → ${userPoolId}`,
      ].join('\n'),
    );
    expect(text).not.toContain(`planned ${orders}`);
  });

  it('shows no value that could be a secret of somebody', () => {
    const seen = { sha256: 'f'.repeat(64) };
    const keys = { [variable]: { before: seen, seen, after: userPoolId, earlier: [] } };

    expect(printed(planned(aPlannedTarget({ keys })))).toContain(
      `${variable}: something else, not shown → ${userPoolId}`,
    );
  });

  it('shows what we wrote ourselves, whatever its shape', () => {
    const last = '{"webClientId":"WebOfAnEmulator"}';
    const seen = { sha256: sha256(last) };
    const keys = { [variable]: { before: null, seen, after: null, earlier: [sha256(last)], last } };

    expect(printed(planned(aPlannedTarget({ keys })))).toContain(`${variable}: ${last} → nothing`);
  });

  it('says of what it leaves alone why', () => {
    const left = aPlannedTarget({ change: 'leave', error: 'TARGET_NOT_ALLOWED', foreign: null });

    expect(printed(planned(left))).toContain(`  leave alone ${orders} (TARGET_NOT_ALLOWED)\n`);
  });
});
