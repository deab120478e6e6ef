import { coversPattern, patternsMeet } from '../pattern-match.ts';
import type { PatternToken } from '../pattern.ts';
import { any, not, type Answer } from '../trust/answer.ts';
import type { Condition, Statement } from '../trust/trust-document.ts';
import type { Constraint } from './permission.ts';

/** The parts of a statement of a policy that is not ours: what it names, or all but what it spares. */

/** Patterns of one part; `spared` stands in place of `named`, for all others. */
export type Part = Readonly<Record<'named' | 'spared', readonly string[] | null>>;

export function statedActions({ actions, notActions }: Statement): Part {
  return { named: actions, spared: notActions };
}

export function statedResources({ written }: Statement): Part {
  const texts = (element: string) =>
    element in written ? [written[element]].flat().map(String) : null;
  return { named: texts('Resource'), spared: texts('NotResource') };
}

/** Whether a part stands for all that a pattern does; `depends`: for some of it, or nobody knows. */
export function standsFor(
  { named, spared }: Part,
  its: readonly PatternToken[],
  read: (text: string) => readonly PatternToken[],
): Answer {
  const answerOf = (one: readonly PatternToken[]): Answer => {
    if (coversPattern(one, its)) return 'yes';
    return patternsMeet(one, its) ? 'depends' : 'no';
  };
  const answer = any((spared ?? named ?? []).map((text) => answerOf(read(text))));
  return spared === null ? answer : not(answer);
}

export const prefixKey = 's3:prefix';

/** Whether a condition is on the prefix by which a bucket is listed; keys ignore case. */
export function isOnPrefix({ key }: Condition): boolean {
  return key.toLowerCase() === prefixKey;
}

/** A condition that says which part of a bucket a statement is about; `null`: it is another one. */
export function prefixOf(condition: Condition): Constraint | null {
  const { operator, values } = condition;
  if (!isOnPrefix(condition)) return null;
  switch (operator.toLowerCase()) {
    case 'stringlike':
      return { operator: 'StringLike', key: prefixKey, values };
    case 'stringequals':
      return { operator: 'StringEquals', key: prefixKey, values };
    default:
      return null;
  }
}

/** Only calls that list bear a prefix (Service Authorization Reference, "Amazon S3"). */
export function mayBearPrefix(action: string): boolean {
  return action.startsWith('s3:List');
}
