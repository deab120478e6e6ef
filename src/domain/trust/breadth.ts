import { literalStart } from './condition-value.ts';
import { readOperator } from './condition.ts';
import type { Condition } from './trust-document.ts';

/** How much of a crowd, such as everybody in AWS, a condition leaves. */
export type Reach = 'everybody' | 'some' | 'nobody';

/** All conditions must hold. */
export function narrowest(reaches: readonly Reach[]): Reach {
  if (reaches.includes('nobody')) return 'nobody';
  return reaches.includes('some') ? 'some' : 'everybody';
}

/** How the values of a key tell one of the crowd from another. */
export type Identity = {
  /** What a pattern must begin with to name somebody; without it only a whole value does. */
  readonly start?: RegExp;
  /** The key bears ARNs, so that the operators for ARNs compare it as well. */
  readonly isArn?: true;
};

/** Whom a condition leaves by a key; with `null` the key tells nobody apart. */
export function reachOf(
  { operator, values }: Condition,
  identity: Identity | null,
  hasVariables: boolean,
): Reach {
  const comparison = bindingComparison(operator);
  if (!identity || !comparison || (comparison === 'arn' && !identity.isArn)) return 'everybody';
  const reaches = values.map((value): Reach => {
    const read = comparison === 'arn' ? 'like' : comparison;
    const { text, isWhole } = literalStart(value, read, hasVariables);
    // No id, ARN or name has wildcards in it: where they are characters, nothing is equal to them.
    if (isWhole) return /[*?]/.test(text) ? 'nobody' : 'some';
    const start = comparison === 'arn' ? accountInParts.test(value) : identity.start?.test(text);
    return start ? 'some' : 'everybody';
  });
  if (reaches.includes('everybody')) return 'everybody';
  return reaches.includes('some') ? 'some' : 'nobody';
}

/**
 * ArnEquals and ArnLike are the same, take wildcards, and compare each part between colons by itself
 * (IAM guide, "Amazon Resource Name (ARN) condition operators").
 */
const accountInParts = /^arn:[^:$]+:[^:$]+:[^:$]*:\d{12}:/;

/**
 * How an operator compares texts; `null` when it compares something else, or holds for whoever does
 * not bear the key or the value.
 */
export function bindingComparison(
  operator: string,
): 'exact' | 'ignore-case' | 'like' | 'arn' | null {
  const { comparison, negated, ifExists, set } = readOperator(operator);
  if (negated || ifExists || set === 'each' || comparison === 'presence') return null;
  return comparison ?? (/^(foranyvalue:)?arn(equals|like)$/i.test(operator) ? 'arn' : null);
}
