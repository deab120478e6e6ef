import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Finding } from '../../../src/contract/findings.ts';
import {
  boundedCause,
  causeText,
  lambdaError,
  longestCause,
  refusalCause,
} from '../../../src/domain/findings/failure-cause.ts';
import { toldFindings } from '../../support/told-findings.ts';
import { runs } from '../../support/counts.ts';

const address = 's3://config/reports/storefront/prod/run-1/report.json';

const aFinding = (overrides: Partial<Finding> = {}): Finding => ({
  code: 'TRUST_MISSING',
  severity: 'error',
  subject: 'arn:aws:iam::111122223333:role/Auth',
  message: 'The role does not trust Cognito identity pools.',
  found: 'nothing',
  needed: '{"Effect":"Allow"}',
  resolution: 'Let the role be assumed.',
  command: "aws iam get-role --role-name 'Auth'",
  facts: {},
  ...overrides,
});

/** A line as findings hold it: no white space around it, none but single blanks in it. */
const line = fc.string({ maxLength: 60 }).map((text) => text.replace(/\s+/g, ' ').trim());
const finding: fc.Arbitrary<Finding> = fc
  .record({
    code: fc.stringMatching(/^[A-Z0-9_]{1,30}$/),
    severity: fc.constantFrom('error', 'warning', 'info'),
    subject: line,
    message: line,
    found: fc.option(line, { nil: undefined }),
    needed: fc.option(line, { nil: undefined }),
    resolution: line,
    command: fc.option(line, { nil: undefined }),
  })
  .map((parts) => ({ ...JSON.parse(JSON.stringify(parts)), facts: {} }));

/** Two findings without a command are two; a command that is told twice is told in other words. */
const ofDistinctCommands = fc.uniqueArray(finding, {
  maxLength: 12,
  selector: ({ command }) => command ?? {},
});

const bySeverity = (findings: readonly Finding[]) =>
  (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((one) => one.severity === severity),
  );

describe('The cause of a refusal', () => {
  it('begins with a summary, tells each finding with its fix, and ends with the report', () => {
    const cause = refusalCause('The import of storefront/prod', [aFinding()], address);

    expect(cause.split('\n')).toEqual([
      'The import of storefront/prod was refused: 1 error, 0 warnings. Nothing was written.',
      '',
      '[error] TRUST_MISSING arn:aws:iam::111122223333:role/Auth',
      '  The role does not trust Cognito identity pools.',
      '  found: nothing',
      '  needed: {"Effect":"Allow"}',
      '  fix: Let the role be assumed.',
      "  mend: aws iam get-role --role-name 'Auth'",
      '',
      `Report: ${address}`,
    ]);
  });

  it('prints a command that mends several findings with the first of them', () => {
    const cause = refusalCause(
      'storefront/prod',
      [aFinding(), aFinding({ code: 'TRUST_DENIES' }), aFinding({ command: 'aws iam list-roles' })],
      address,
    );

    expect(cause.match(/ {2}mend: .*/g)).toEqual([
      "  mend: aws iam get-role --role-name 'Auth'",
      '  mend: aws iam list-roles',
    ]);
    expect(toldFindings(cause)[1]?.resolution).toBe('Let the role be assumed. (command above)');
  });

  it('can be read back: findings, errors first', () => {
    fc.assert(
      fc.property(ofDistinctCommands, (findings) => {
        const cause = refusalCause('The import of storefront/prod', findings, address);

        expect(toldFindings(cause)).toEqual(
          bySeverity(findings).map(({ facts: _facts, ...told }) => told),
        );
      }),
      runs(100),
    );
  });

  it('is never longer than people read, says how many findings were cut, and keeps the report', () => {
    const long = fc.array(fc.tuple(finding, fc.nat(3_000)), { minLength: 1, maxLength: 40 });

    fc.assert(
      fc.property(long, (parts) => {
        const findings = parts.map(([one, length]) => ({ ...one, message: 'm'.repeat(length) }));

        const cause = refusalCause('The import of storefront/prod', findings, address);

        const cut = findings.length - toldFindings(cause).length;
        const note = `${cut} more finding${cut === 1 ? '' : 's'} did not fit here; the report has all.`;
        expect(cause.length).toBeLessThanOrEqual(longestCause);
        expect(cause.endsWith(`Report: ${address}`)).toBe(true);
        expect(cause.includes('did not fit here')).toBe(cut > 0);
        expect(cause.includes(note)).toBe(cut > 0);
      }),
      runs(100),
    );
  });

  it('leaves a command that is too long to the report, and tells its finding all the same', () => {
    const findings = [
      aFinding({ command: 'x'.repeat(9_000) }),
      aFinding({ code: 'ROLE_NOT_FOUND' }),
    ];

    const [first, second] = toldFindings(
      refusalCause('The import of storefront/prod', findings, address),
    );

    expect(first).not.toHaveProperty('command');
    expect(first?.resolution).toBe('Let the role be assumed. (command in the report)');
    expect({ ...second, facts: {} }).toEqual(findings[1]);
  });

  it.each(['message', 'found', 'needed', 'resolution', 'command'] as const)(
    'tells the only error whatever the length of its %s, before any warning',
    (key) => {
      const warnings = Array.from({ length: 30 }, () => aFinding({ severity: 'warning' }));
      const error = aFinding({ code: 'ROLE_NOT_FOUND', [key]: 'x'.repeat(30_000) });

      const cause = refusalCause('The import of storefront/prod', [...warnings, error], address);

      expect(toldFindings(cause)[0]).toMatchObject({ code: 'ROLE_NOT_FOUND', severity: 'error' });
    },
  );

  it('has no room for a warning while an error is left out', () => {
    const errors = Array.from({ length: 30 }, () => aFinding({ message: 'x'.repeat(900) }));
    const cause = refusalCause(
      'storefront/prod',
      [aFinding({ severity: 'info', message: 'short' }), ...errors],
      address,
    );

    const told = toldFindings(cause);

    expect(told.length).toBeGreaterThan(5);
    expect(told.map(({ severity }) => severity)).toEqual(told.map(() => 'error'));
    expect(cause).toContain(`${31 - told.length} more findings did not fit here`);
  });

  it('shortens whole policies, so that a finding about them is told at all', () => {
    const policy = JSON.stringify({ Statement: 'x'.repeat(10_000) });

    const cause = refusalCause(
      'storefront/prod',
      [aFinding({ found: policy, needed: policy })],
      address,
    );

    const [told] = toldFindings(cause);
    expect(told?.found).toBe(`${policy.slice(0, 1_000)}…`);
    expect(told).toMatchObject({ command: aFinding().command, resolution: aFinding().resolution });
  });

  it('says each finding on lines of its own, whatever line ends stand in it', () => {
    const forged = 'one\n\n[error] FORGED x\n  fix: two';
    const texts = ['subject', 'message', 'found', 'needed', 'resolution', 'command'] as const;
    const findings = [aFinding(Object.fromEntries(texts.map((key) => [key, forged])))];

    const told = toldFindings(refusalCause('The import of storefront/prod', findings, address));

    const flat = 'one [error] FORGED x fix: two';
    expect(told.map((one) => ({ ...one, facts: {} }))).toEqual([
      aFinding(Object.fromEntries(texts.map((key) => [key, flat]))),
    ]);
  });

  it('counts warnings and infos apart', () => {
    const findings = [
      aFinding({ severity: 'info' }),
      aFinding({ severity: 'warning' }),
      aFinding(),
      aFinding(),
    ];

    const cause = refusalCause('The import of storefront/prod', findings, address);

    expect(cause).toContain('2 errors, 1 warning.');
    expect(toldFindings(cause).map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'warning',
      'info',
    ]);
  });
});

describe("A text of someone else's", () => {
  it.each([
    ['short', 'boom', 'boom'],
    ['just fitting', 'x'.repeat(longestCause), 'x'.repeat(longestCause)],
  ])('stays as it is when it is %s', (_, text, bounded) => {
    expect(boundedCause(text)).toBe(bounded);
  });

  it('is cut with a note when it is too long, and its footer stays whole', () => {
    const cut = boundedCause('x'.repeat(9_000), `\n\nReport: ${address}`);

    expect(cut).toHaveLength(longestCause);
    expect(cut.endsWith(`x\n… the rest did not fit here.\n\nReport: ${address}`)).toBe(true);
  });

  it('has no findings unless it tells some', () => {
    expect(toldFindings('AWS denied iam:PutRolePolicy.\n\nReport: x')).toEqual([]);
  });
});

describe('The cause of a failed state', () => {
  const trace = ['Error: boom', '    at handler (/var/task/index.mjs:1:1)'];

  it('is the bare message of a Lambda, without its stack trace', () => {
    const cause = JSON.stringify({ errorType: 'AccessDenied', errorMessage: 'boom', trace });

    expect(causeText(cause)).toBe('boom');
    expect(lambdaError(cause)).toEqual({ name: 'AccessDenied', message: 'boom' });
  });

  it('is the bare message of a Lambda that could not even start', () => {
    const cause = JSON.stringify({ errorMessage: 'Task timed out after 60.00 seconds' });

    expect(lambdaError(cause)).toEqual({
      name: null,
      message: 'Task timed out after 60.00 seconds',
    });
  });

  it.each(['boom', '', '{"message":"boom"}', '["errorMessage"]', 'null', '{"errorMessage":7}'])(
    'is what the engine in process says: %s',
    (cause) => {
      expect(causeText(cause)).toBe(cause);
      expect(lambdaError(cause)).toBeNull();
    },
  );
});
