import * as z from 'zod';
import { findingSchema, type Finding } from '../../contract/finding.ts';
import { findingCatalogue, type Catalogue } from '../../contract/findings.ts';
import { parseJson } from '../canonical.ts';
import { bySeverity } from './severity.ts';
import { once } from '../../contract/when-asked.ts';

/**
 * The last line of a cause, for programs: which findings there were, and where the report has them whole.
 * Whoever waits for an execution sees nothing else of one that failed.
 */
const causeLineSchema = once(() =>
  z.object({
    report: z.string(),
    findings: z.array(
      z.object(findingSchema().pick({ code: true, severity: true, subject: true }).shape),
    ),
    /** How many did not fit. */
    more: z.number().int().optional(),
  }),
);
export type CauseLine = z.infer<ReturnType<typeof causeLineSchema>>;

/**
 * The line of a run: the report, and as many findings as fit into the `room` that the text for people has
 * left, the gravest first.
 */
export function causeLine(report: string, findings: readonly Finding[], room: number): string {
  const brief = findings
    .toSorted(bySeverity)
    .map(({ code, severity, subject }) => ({ code, severity, subject }));
  let shown = brief.length;
  for (;;) {
    const more = brief.length - shown;
    const line = { report, findings: brief.slice(0, shown), ...(more > 0 && { more }) };
    const text = JSON.stringify(line);
    if (text.length <= room || shown === 0) return text;
    shown -= 1;
  }
}

/** A cause parted into what people read and its line; without a line it is none of a run with a report. */
export function readCause(cause: string): {
  readonly text: string;
  readonly line: CauseLine | null;
} {
  const end = cause.lastIndexOf('\n');
  const line = causeLineSchema().safeParse(parseJson(cause.slice(end + 1)));
  return line.success
    ? { text: cause.slice(0, Math.max(end, 0)), line: line.data }
    : { text: cause, line: null };
}

/** The findings of a line in the general words of their codes, since those of the case are not known. */
export function briefFindings({ findings }: CauseLine): Finding[] {
  const catalogue: Catalogue = findingCatalogue();
  return findings.map(({ code, severity, subject }) => {
    const known = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
    const { meaning: message = '', resolution = 'Read the report.' } = known ?? {};
    return { code, severity, subject, message, resolution, facts: {} };
  });
}
