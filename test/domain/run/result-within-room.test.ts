import { describe, expect, it } from '@jest/globals';
import { finding } from '../../../src/contract/findings.ts';
import type { PushResult } from '../../../src/contract/push/result.ts';
import { byteLength } from '../../../src/domain/canonical.ts';
import { resultWithinRoom } from '../../../src/domain/run/result-within-room.ts';
import { aPlannedTarget } from '../../support/builders/targets.ts';

/** A push to as many roles as asked for, each with a policy as large as IAM takes. */
function resultOf(roles: number, findings: number): PushResult {
  const key = { before: null, seen: null, after: 'x'.repeat(10_240), earlier: [] };
  const names = Array.from({ length: roles }, (_, at) => `role:orders-${at}`);
  return {
    status: 'pushed',
    revision: 1,
    findings: Array.from({ length: findings }, (_, at) =>
      finding('TARGET_CHANGED', { target: `role:orders-${at}`, keys: ['policy'] }),
    ),
    plan: {
      hash: 'sha256:1',
      targets: names.map((target) =>
        aPlannedTarget({ target, kind: 'role', keys: { policy: key } }),
      ),
    },
    targets: names.map((id) => ({ id, kind: 'role', status: 'pushed' })),
    superseded: false,
    report: 's3://acme/push-report.json',
  };
}

const largest = 60_000;
const sizeOf = (result: PushResult) => byteLength(JSON.stringify(result));

describe('The result of a push in state data', () => {
  it('is whole as long as it is small', () => {
    expect(resultWithinRoom(resultOf(3, 3))).toEqual(resultOf(3, 3));
  });

  it('leaves the documents of the plan to the report where it is too large, and says so', () => {
    const whole = resultOf(50, 10);
    const result = resultWithinRoom(whole);

    expect(result).toEqual({
      ...whole,
      plan: {
        hash: 'sha256:1',
        targets: whole.plan?.targets.map((target) => ({ ...target, keys: {} })),
      },
      missing:
        'The documents of the policies, and what is written on targets, did not fit here; the report has them',
    });
    expect(sizeOf(result)).toBeLessThanOrEqual(largest);
  });

  it('leaves a part of the plan to it where even that is too large, and counts it', () => {
    const result = resultWithinRoom(resultOf(300, 10));

    const told = result.plan?.targets.length ?? 0;
    expect(result.plan?.hash).toBe('sha256:1');
    expect(told).toBeGreaterThan(50);
    expect(result.findings).toHaveLength(10);
    expect(result.missing).toContain(`, and ${300 - told} more targets of the plan`);
    expect(sizeOf(result)).toBeLessThanOrEqual(largest);
  });

  it('leaves findings to it that do not fit either, and counts them', () => {
    const result = resultWithinRoom(resultOf(50, 500));

    expect(sizeOf(result)).toBeLessThanOrEqual(largest);
    expect(result.targets).toHaveLength(50);
    expect(result.findings.length).toBeGreaterThan(50);
    expect(result.missing).toBe(
      `The documents of the policies, and what is written on targets, did not fit here; the report has them, and ${500 - result.findings.length} more findings`,
    );
  });
});
