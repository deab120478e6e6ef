import type { Finding, FindingCode } from '../../contract/findings.ts';
import { canonicalJson, compareText } from '../canonical.ts';

/** An error or warning of a plan, as whoever agrees to the plan knows it. */
export type Flaw = {
  /** `CODE of subject`. */
  readonly name: string;
  /** What was found there, in an order of its own; `null` where it says nothing for certain. */
  readonly found: readonly string[] | null;
};

/** Found in numbers that move while the flaw stays: here how much room everyone's policies take. */
const moving: readonly string[] = ['POLICY_BUDGET_EXCEEDED'] satisfies FindingCode[];

/**
 * The errors and warnings of a plan, each once: what is wrong with what, and what a warning found, so
 * that one stranger more on a role is another flaw. Nobody can agree to an error, so what that found is
 * no matter. Nor are the words of a message, the order of a list (AWS gives many in any), or information.
 */
export function flawsOf({ findings }: { readonly findings: readonly Finding[] }): readonly Flaw[] {
  const flaws = findings
    .filter(({ severity }) => severity !== 'info')
    .map((one) => ({ name: `${one.code} of ${one.subject}`, found: foundBy(one) }));
  const distinct = new Map(flaws.map((flaw) => [flawKey(flaw), flaw]));
  return [...distinct]
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([, flaw]) => flaw);
}

/** Equal for equal flaws. */
export function flawKey({ name, found }: Flaw): string {
  return canonicalJson([name, found]);
}

/** Findings list names by commas, and what they say of several statements by semicolons. */
function foundBy({ code, severity, found }: Finding): readonly string[] | null {
  if (severity !== 'warning' || found === undefined || moving.includes(code)) return null;
  return found
    .split('; ')
    .map((part) => part.split(', ').toSorted(compareText).join(', '))
    .toSorted(compareText);
}
