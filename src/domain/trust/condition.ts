import { any, not, type Answer } from './answer.ts';
import { matchesOne, overValues, type TextComparison, type TokenValue } from './condition-value.ts';
import type { Condition } from './trust-document.ts';

/**
 * Condition operators on the keys of a web identity (IAM guide, "Condition operators", "Multivalued
 * context keys" and "Condition operator to check existence of condition keys").
 */

/** A claim that the keys of an issuer are about. */
type Claim = 'aud' | 'amr' | 'sub';

/** What a token says of its bearer; a claim that it does not bear has no values. */
export type Token = Readonly<Record<Claim, readonly TokenValue[]>> & {
  /** `cognito`: it is of an identity pool. `anyone`: of another issuer, or there is none. */
  readonly by: 'cognito' | 'anyone';
};

type Operator = {
  /** It is one of IAM's. */
  readonly known: boolean;
  readonly set: 'each' | 'some' | null;
  readonly ifExists: boolean;
  readonly negated: boolean;
  /** In lower case, without what comes before or behind it, and without a negation: `arnlike`. */
  readonly name: string;
  /** `null`: one that compares no strings. */
  readonly comparison: TextComparison | 'presence' | null;
};

const comparisons: Readonly<Record<string, TextComparison | 'presence'>> = {
  stringequals: 'exact',
  stringequalsignorecase: 'ignore-case',
  stringlike: 'like',
  null: 'presence',
};

/** What compares no strings (IAM guide, "Condition operators"), without a negation. */
const otherComparisons =
  /^(?:(?:numeric|date)(?:equals|lessthan(?:equals)?|greaterthan(?:equals)?)|bool|binaryequals|ipaddress|arn(?:equals|like))$/;

export function readOperator(operator: string): Operator {
  const [, prefix, body = ''] =
    /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(operator.toLowerCase()) ?? [];
  const base = body.replace(/ifexists$/, '');
  const positive = base.replace(/^(string|numeric|date|arn)not/, '$1').replace(/^notip/, 'ip');
  return {
    known: positive in comparisons || otherComparisons.test(positive),
    set: prefix ? (prefix === 'forallvalues' ? 'each' : 'some') : null,
    ifExists: base !== body,
    negated: positive !== base,
    name: positive,
    comparison: comparisons[positive] ?? null,
  };
}

/** What a key means for tokens of one issuer, whatever it is called; keys ignore case. */
export type KeyKind = Claim | 'no-claim' | 'other-issuer' | 'other';

/**
 * Keys of tokens begin with the host of their issuer, those of SAML assertions with `saml`. Of those of
 * an identity pool there are three: its tokens have groups and all else as claims that are no keys (IAM
 * guide, "Available keys for AWS OIDC federation").
 */
export function kindOfKey(key: string, { principals }: Pick<Dialect, 'principals'>): KeyKind {
  const [, prefix = '', claim = ''] = /^(.*):([^:]*)$/.exec(key.toLowerCase()) ?? [];
  if (!principals.includes(prefix)) return isIssuer.test(prefix) ? 'other-issuer' : 'other';
  return claim === 'aud' || claim === 'amr' || claim === 'sub' ? claim : 'no-claim';
}

const isIssuer = /^(?:saml$|[^:/]+\.[^:/])/;

/** The claim of a key, whoever issues it. */
export function claimOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1).toLowerCase();
}

export type Dialect = {
  /** What a correction names. */
  readonly principal: string;
  /** What a document may name: this and others where AWS does not say which is right. */
  readonly principals: readonly string[];
  readonly hasVariables: boolean;
  /** Takes an operator for one value at its word on several, where all ways to read it agree. */
  readonly takesUnanimous?: true;
  /** Whether `{"Federated":"*"}` names every federation; without it that is not known. */
  readonly wildcardNames?: boolean;
};

/** Whether a condition holds for a token. */
export function holds(condition: Condition, token: Token, dialect: Dialect): Answer {
  const kind = kindOfKey(condition.key, dialect);
  const operator = readOperator(condition.operator);
  const isKnown = kind !== 'other' && !(kind === 'other-issuer' && token.by === 'anyone');
  if (!isKnown || !operator.known) return 'depends';
  // Another issuer's keys are not in the request (IAM guide, "Available keys for AWS OIDC federation").
  const seen = kind === 'other-issuer' || kind === 'no-claim' ? [] : token[kind];
  const { comparison } = operator;
  if (comparison === 'presence') return isAbsent(condition, seen, operator);
  if (seen.length === 0) return withoutKey(operator);
  if (comparison === null) return 'depends';
  const { each, some } = overValues(seen, (value) =>
    matchesOne(value, condition.values, comparison, dialect.hasVariables),
  );
  const ofEach = operator.negated ? not(some) : each;
  const ofSome = operator.negated ? not(each) : some;
  // One value cannot be compared with several: AWS says not to, and not what comes of it.
  if (operator.set === null && kind === 'amr') {
    if (ofSome === 'no') return 'no';
    return dialect.takesUnanimous && ofEach === 'yes' ? 'yes' : 'depends';
  }
  return operator.set === 'each' ? ofEach : ofSome;
}

/** What `Null` answers of a key with these values. */
export function isAbsent(
  { values }: Condition,
  seen: readonly unknown[],
  { set, ifExists }: Pick<Operator, 'set' | 'ifExists'>,
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
export function withoutKey({
  set,
  ifExists,
  negated,
}: Pick<Operator, 'set' | 'ifExists' | 'negated'>): Answer {
  if (ifExists || set === 'each') return 'yes';
  return negated && set === null ? 'yes' : 'no';
}
