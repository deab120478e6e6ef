import { arnParts, onlyText, writtenStart, type PatternToken } from '../pattern.ts';
import { comparedTokens } from './condition-value.ts';
import { readOperator } from './condition.ts';
import type { Condition } from './trust-document.ts';

/** How much of a crowd, such as everybody in AWS, a condition leaves. */
export type Breadth = 'everybody' | 'some' | 'nobody';

/** All conditions must hold. */
export function narrowest(breadths: readonly Breadth[]): Breadth {
  if (breadths.includes('nobody')) return 'nobody';
  return breadths.includes('some') ? 'some' : 'everybody';
}

/** How the values of a key tell one of the crowd from another. */
export type Identity = {
  /** What a pattern must begin with to name somebody; without it only a whole value does. */
  readonly start?: RegExp;
  /** The key bears ARNs, so that the operators for ARNs compare it as well. */
  readonly isArn?: true;
};

/** Whom a condition leaves by a key; with `null` the key tells nobody apart. */
export function breadthOf(
  { operator, values }: Condition,
  identity: Identity | null,
  hasVariables: boolean,
): Breadth {
  const comparison = bindingComparison(operator);
  if (!identity || !comparison || (comparison === 'arn' && !identity.isArn)) return 'everybody';
  const breadths = values.map((value): Breadth => {
    const isArn = comparison === 'arn';
    const tokens = comparedTokens(value, isArn ? 'like' : comparison, hasVariables);
    const text = onlyText(tokens);
    // No id, ARN or name has wildcards in it: where they are characters, nothing is equal to them.
    if (text !== null) return /[*?]/.test(text) ? 'nobody' : 'some';
    const names = isArn ? namesAccount(tokens) : identity.start?.test(writtenStart(tokens));
    return names ? 'some' : 'everybody';
  });
  if (breadths.includes('everybody')) return 'everybody';
  return breadths.includes('some') ? 'some' : 'nobody';
}

/** Whether a pattern of ARNs is about one account; what a variable brings may be anybody's. */
function namesAccount(pattern: readonly PatternToken[]): boolean {
  const parts = arnParts(pattern)?.slice(0, 5) ?? [];
  const [scheme = [], , , , account = []] = parts;
  return (
    onlyText(scheme) === 'arn' &&
    /^\d{12}$/.test(onlyText(account) ?? '') &&
    !parts.flat().some(({ is }) => is === 'variable')
  );
}

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
