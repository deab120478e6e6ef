import { any, not, type Answer } from './answer.ts';
import { matchesOne, overValues, type Comparison, type TokenValue } from './condition-value.ts';
import type { Condition } from './trust-document.ts';

/**
 * Condition operators on the keys of a web identity (IAM guide, "Condition operators", "Multivalued
 * context keys" and "Condition operator to check existence of condition keys").
 */

/** What a token says of its bearer; a key that it does not bear has no values. */
export type Token = {
  readonly aud: readonly TokenValue[];
  readonly amr: readonly TokenValue[];
  readonly sub: readonly TokenValue[];
};

type Operator = {
  readonly set: 'each' | 'some' | null;
  readonly ifExists: boolean;
  readonly negated: boolean;
  /** `null`: one that compares no strings. */
  readonly comparison: Comparison | 'presence' | null;
};

const comparisons: Readonly<Record<string, Comparison | 'presence'>> = {
  stringequals: 'exact',
  stringequalsignorecase: 'ignore-case',
  stringlike: 'like',
  null: 'presence',
};

export function readOperator(operator: string): Operator {
  const [, prefix, body = ''] =
    /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(operator.toLowerCase()) ?? [];
  const base = body.replace(/ifexists$/, '');
  const positive = base.replace(/^stringnot/, 'string');
  return {
    set: prefix ? (prefix === 'forallvalues' ? 'each' : 'some') : null,
    ifExists: base !== body,
    negated: positive !== base,
    comparison: comparisons[positive] ?? null,
  };
}

/** What a key means for tokens of one principal; keys ignore case. */
export type KeyKind = keyof Token | 'other-issuer' | 'other';

export function kindOfKey(key: string, principal: string): KeyKind {
  const [, prefix = '', claim = ''] = /^(.*):(aud|amr|sub)$/.exec(key.toLowerCase()) ?? [];
  if (claim !== 'aud' && claim !== 'amr' && claim !== 'sub') return 'other';
  return prefix === principal ? claim : 'other-issuer';
}

/** The claim of a key, whoever issues it. */
export function claimOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1).toLowerCase();
}

export type Dialect = { readonly principal: string; readonly hasVariables: boolean };

/** Whether a condition holds for a token. */
export function holds(condition: Condition, token: Token, dialect: Dialect): Answer {
  const kind = kindOfKey(condition.key, dialect.principal);
  const operator = readOperator(condition.operator);
  if (kind === 'other' || operator.comparison === null) return 'depends';
  // Another issuer's keys are not in the request (IAM guide, "Available keys for AWS OIDC federation").
  const seen = kind === 'other-issuer' ? [] : token[kind];
  if (operator.comparison === 'presence') return isAbsent(condition, seen, operator);
  if (seen.length === 0) return withoutKey(operator);
  const { comparison } = operator;
  const { each, some } = overValues(seen, (value) =>
    matchesOne(value, condition.values, comparison, dialect.hasVariables),
  );
  // One value cannot be compared with several: AWS says not to, and not what comes of it.
  if (operator.set === null && kind === 'amr') {
    return (operator.negated ? each === 'yes' : some === 'no') ? 'no' : 'depends';
  }
  if (operator.set === 'each') return operator.negated ? not(some) : each;
  return operator.negated ? not(each) : some;
}

function isAbsent(
  { values }: Condition,
  seen: readonly TokenValue[],
  { set, ifExists }: Operator,
): Answer {
  if (set || ifExists) return 'depends';
  const absent = seen.length === 0 ? 'true' : 'false';
  return any(
    values.map((value) => {
      const wanted = value.toLowerCase();
      if (wanted !== 'true' && wanted !== 'false') return 'depends';
      return wanted === absent ? 'yes' : 'no';
    }),
  );
}

/** What an operator answers when the request does not bear the key. */
function withoutKey({ set, ifExists, negated }: Operator): Answer {
  if (ifExists || set === 'each') return 'yes';
  return negated && set === null ? 'yes' : 'no';
}
