import { any, not, type Answer } from '../trust/answer.ts';
import type { readOperator } from '../trust/condition.ts';
import type { Condition } from '../trust/trust-document.ts';

/**
 * Keys that bear a time. Of a call to come it is not known when it is made, but that it is not made
 * before the run, and by a session that does not begin before it: whoever came earlier comes back by a
 * new one (IAM guide, "Revoke IAM role temporary security credentials").
 */
const timeKeys = ['aws:currenttime', 'aws:epochtime', 'aws:tokenissuetime'];

/** Whether a key bears a time of the call; keys ignore case. */
export function isTimeKey(key: string): boolean {
  return timeKeys.includes(key.toLowerCase());
}

/**
 * Whether a condition on a time holds for each call that is made then or later.
 *
 * @param notBefore in ISO 8601; `null`: nobody knows
 */
export function wasBefore(
  notBefore: string | null,
  { values }: Condition,
  { name, negated }: ReturnType<typeof readOperator>,
): Answer {
  const [, type, order] = /^(date|numeric)(.+)$/.exec(name) ?? [];
  if (notBefore === null || order === undefined) return 'depends';
  const earliest = Date.parse(notBefore);
  const read = type === 'date' ? timeOf : (value: string) => Number(value) * 1000;
  const held = any(values.map((value) => comparedFrom(earliest, order, read(value))));
  return negated ? not(held) : held;
}

/** How each time from one on compares with another. */
function comparedFrom(earliest: number, order: string, other: number): Answer {
  switch (order) {
    case 'equals':
    case 'lessthanequals':
      return earliest > other ? 'no' : 'depends';
    case 'lessthan':
      return earliest >= other ? 'no' : 'depends';
    case 'greaterthan':
      return earliest > other ? 'yes' : 'depends';
    case 'greaterthanequals':
      return earliest >= other ? 'yes' : 'depends';
    default:
      return 'depends';
  }
}

/** A date of a policy: by the W3C's profile of ISO 8601, or in seconds since 1970; else `NaN`. */
function timeOf(value: string): number {
  if (/^\d{5,}$/.test(value)) return Number(value) * 1000;
  const isDate =
    /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;
  return isDate.test(value) ? Date.parse(value) : Number.NaN;
}
