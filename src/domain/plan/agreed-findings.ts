import { agreedFacts, isAgreed, type Finding } from '../../contract/findings.ts';
import { canonicalJson, compareText, inAnyOrder } from '../canonical.ts';

/** An error or warning of a plan, as whoever agrees to the plan knows it. */
export type AgreedFinding = {
  /** `CODE of subject`. */
  readonly name: string;
  /** The facts that the catalogue names as agreed on; `null` for an error, to which nobody can agree. */
  readonly facts: Readonly<Record<string, unknown>> | null;
};

/**
 * The errors and warnings of a plan, each once: what is wrong with what, and the facts of a warning, so
 * that one more principal that a role trusts is another warning. The words of a finding are no matter,
 * nor is the order of a list (AWS gives many in any), nor information.
 */
export function agreedFindings({
  findings,
}: {
  readonly findings: readonly Finding[];
}): readonly AgreedFinding[] {
  const told = findings
    .filter((one) => one.severity !== 'info' && isAgreed(one))
    .map(agreedFinding);
  const distinct = new Map(told.map((one) => [agreedKey(one), one]));
  return [...distinct]
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([, agreed]) => agreed);
}

/** Equal for equal findings. */
export function agreedKey({ name, facts }: AgreedFinding): string {
  return canonicalJson([name, facts]);
}

function agreedFinding(found: Finding): AgreedFinding {
  const facts = found.severity === 'error' ? null : inAnyOrder(agreedFacts(found));
  return { name: `${found.code} of ${found.subject}`, facts };
}
