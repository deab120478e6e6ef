import { consensus, not, type Answer } from '../trust/answer.ts';
import { comparedTokens } from '../trust/condition-value.ts';
import { isAbsent, withoutKey, type readOperator } from '../trust/condition.ts';
import type { Condition } from '../trust/trust-document.ts';
import { valueTokens } from './read-permission.ts';
import type { Constraint, PlainPermission } from './permission.ts';
import { mayBearPrefix, prefixKey, standsFor } from './statement-parts.ts';

/** The prefixes that calls list by: `'none'`, as they list nothing; `null`: nobody knows. */
export type ListedPrefix = Constraint | 'none' | null;

/** By which prefixes the calls of a permission of ours list. */
export function prefixListedBy({ action, constraints }: PlainPermission): ListedPrefix {
  if (!mayBearPrefix(action)) return 'none';
  return constraints.find(({ key }) => key === prefixKey) ?? null;
}

/** Whether a condition on the prefix of a list holds for each call that lists so. */
export function holdsForPrefix(
  listed: ListedPrefix,
  condition: Condition,
  operator: ReturnType<typeof readOperator>,
  hasVariables: boolean,
): Answer {
  const { comparison, negated } = operator;
  if (listed === null || comparison === null) return 'depends';
  if (comparison === 'presence') {
    return isAbsent(condition, listed === 'none' ? [] : listed.values, operator);
  }
  if (listed === 'none') return withoutKey(operator);
  if (comparison === 'ignore-case') return 'depends';
  const read = (text: string) => comparedTokens(text, comparison, hasVariables);
  const part = { named: condition.values, spared: null };
  const held = consensus(
    listed.values.map((value) => standsFor(part, valueTokens(listed, value), read)),
  );
  return negated ? not(held) : held;
}
