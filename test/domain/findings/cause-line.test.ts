import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { finding, findingCatalogue, type Finding } from '../../../src/contract/findings.ts';
import { briefFindings, causeLine, readCause } from '../../../src/domain/findings/cause-line.ts';
import { aFinding } from '../../support/builders/finding.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { runs } from '../../support/counts.ts';

const report = 's3://config/reports/storefront/prod/run-1/report.json';
const brief = ({ code, severity, subject }: Finding) => ({ code, severity, subject });

describe('The last line of a cause', () => {
  it('names every finding by code, severity and subject, the gravest first, and the report', () => {
    const [warning, error] = [aFinding({ severity: 'warning' }), aFinding({ subject: 'x' })];

    expect(JSON.parse(causeLine(report, [warning, error], 2_000))).toEqual({
      report,
      findings: [brief(error), brief(warning)],
    });
  });

  it('stays short however many findings there are, and counts those that did not fit', () => {
    const many = Array.from({ length: 300 }, (_, index) => aFinding({ subject: `role-${index}` }));

    const line = causeLine(report, many, 2_000);
    const { findings, more } = JSON.parse(line) as { findings: Finding[]; more: number };

    expect(line.length).toBeLessThanOrEqual(2_000);
    expect(findings).toEqual(many.slice(0, findings.length).map(brief));
    expect(findings.length + more).toBe(300);
  });

  it('is parted from what people read, whatever that says', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '{', '}', '"', ':', ' ') });

    fc.assert(
      fc.property(texts, (text) => {
        const { text: told, line } = readCause(
          `${text}\n${causeLine(report, [aFinding()], 2_000)}`,
        );

        expect([told, line]).toEqual([text, { report, findings: [brief(aFinding())] }]);
      }),
      runs(100),
    );
  });

  it.each([
    ['a cause of an invalid request', 'The request is empty.'],
    ['a cause whose last line is other JSON', 'x\n{"report":1}'],
    ['nothing', ''],
  ])('is in no other cause: %s', (_, cause) => {
    expect(readCause(cause)).toEqual({ text: cause, line: null });
  });

  it('tells findings in the general words of their codes', () => {
    const told = finding('TRUST_OTHER_PRINCIPAL', { role: authRoleArn, principals: ['Service a'] });
    const { meaning, resolution } = findingCatalogue().TRUST_OTHER_PRINCIPAL;

    expect(briefFindings({ report, findings: [brief(told)] })).toEqual([
      { ...brief(told), message: meaning, resolution, facts: {} },
    ]);
  });

  it('tells a code of another version without words of its own', () => {
    const unknown = { code: 'FROM_TOMORROW', severity: 'error', subject: 'x' } as const;

    expect(briefFindings({ report, findings: [unknown] })).toEqual([
      { ...unknown, message: '', resolution: 'Read the report.', facts: {} },
    ]);
  });
});
