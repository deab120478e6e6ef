import { matchesText } from '../pattern-match.ts';
import { arnParts, literalTokens, onlyText, patternTokens, type PatternToken } from '../pattern.ts';
import { any, consensus, not, type Answer } from '../trust/answer.ts';
import { matchesOne } from '../trust/condition-value.ts';
import { isAbsent, readOperator, withoutKey } from '../trust/condition.ts';
import type { Condition } from '../trust/trust-document.ts';
import { isTimeKey, wasBefore } from './known-times.ts';
import { holdsForPrefix, type ListedPrefix } from './known-prefix.ts';
import { isOnPrefix } from './statement-parts.ts';
import { accountOf, providerOf } from './named-role.ts';

/**
 * What is known of every call that the users of a role make, before they make it: enough to tell most
 * conditions that policies put on a Deny (IAM guide, "AWS global condition context keys").
 */

/** A call before it is made. `null`: nobody knows. */
export type ComingCall = {
  /** `null` here: the call is not signed, but bears a token of a user pool. */
  readonly roleArn: string | null;
  /** Whoever has the role: users of an identity pool, or functions that run by it. */
  readonly by: 'users' | 'functions';
  /** Of the endpoint that is called. */
  readonly region: string | null;
  /** Whose the resource is. */
  readonly account: string | null;
  /** When it is made at the earliest, in ISO 8601, and when its session begins. */
  readonly notBefore: string | null;
  /** By which prefixes of a bucket it lists. */
  readonly prefix: ListedPrefix;
};

/** The values that a key may have, by its name in lower case; `null` among them: the call may lack it. */
type KnownKeys = Readonly<Record<string, readonly (string | null)[]>>;

const absent = [null];

function keysOf(call: ComingCall): KnownKeys {
  const { roleArn, region, account } = call;
  return {
    // Calls that are not signed lack it (IAM guide, "AWS global condition context keys").
    'aws:principalarn': [roleArn],
    ...(roleArn !== null && sessionKeys(roleArn, call.by)),
    'aws:multifactorauthage': absent,
    'aws:username': absent,
    ...(region !== null && { 'aws:requestedregion': [region] }),
    ...(account !== null && { 'aws:resourceaccount': [account], 's3:resourceaccount': [account] }),
    // The libraries call no endpoint in plain text, and AWS takes nothing older than TLS 1.2.
    'aws:securetransport': ['true'],
    's3:tlsversion': ['1.2', '1.3'],
    'aws:viaawsservice': ['false'],
    // Only a service that calls another one for somebody, or for a resource of its own, brings these.
    'aws:calledvia': absent,
    'aws:calledviafirst': absent,
    'aws:calledvialast': absent,
    'aws:principalservicename': absent,
    'aws:principalservicenameslist': absent,
    'aws:sourcearn': absent,
    'aws:sourceaccount': absent,
    'aws:sourceorgid': absent,
    'aws:sourceorgpaths': absent,
  };
}

/** What is known of the session of a role by which a call is signed. */
function sessionKeys(roleArn: string, by: ComingCall['by']): KnownKeys {
  const provider = by === 'users' ? providerOf(roleArn) : null;
  return {
    'aws:principalaccount': [accountOf(roleArn)],
    // Whoever federates his users, the session is one of a role (IAM guide, "Principal key values").
    'aws:principaltype': ['AssumedRole'],
    'aws:principalisawsservice': ['false'],
    ...(by === 'functions' && { 'aws:federatedprovider': absent }),
    ...(provider !== null && { 'aws:federatedprovider': [provider] }),
    // Cognito asks STS by an operation that takes no MFA (IAM guide, "Compare AWS STS credentials"). The
    // key is said to be in all calls by temporary credentials, and elsewhere in those only that can have MFA.
    'aws:multifactorauthpresent': ['false', null],
  };
}

/** Whether a condition holds for every call like this one, for none, or nobody knows. */
export function holdsForCall(
  condition: Condition,
  call: ComingCall,
  hasVariables: boolean,
): Answer {
  const operator = readOperator(condition.operator);
  if (!operator.known) return 'depends';
  if (isTimeKey(condition.key)) return wasBefore(call.notBefore, condition, operator);
  if (isOnPrefix(condition)) return holdsForPrefix(call.prefix, condition, operator, hasVariables);
  const possible = keysOf(call)[condition.key.toLowerCase()];
  if (possible === undefined) return 'depends';
  return consensus(possible.map((seen) => answerTo(condition, operator, seen, hasVariables)));
}

function answerTo(
  condition: Condition,
  operator: ReturnType<typeof readOperator>,
  seen: string | null,
  hasVariables: boolean,
): Answer {
  const { comparison, name, negated } = operator;
  if (comparison === 'presence') return isAbsent(condition, seen === null ? [] : [seen], operator);
  if (seen === null) return withoutKey(operator);
  const matched =
    comparison === null
      ? any(condition.values.map((value) => compared(name, value, seen, hasVariables)))
      : matchesOne({ known: seen }, condition.values, comparison, hasVariables);
  return negated ? not(matched) : matched;
}

/** Whether a value of a condition is that of the call, by an operator that compares no strings. */
function compared(name: string, value: string, seen: string, hasVariables: boolean): Answer {
  const answer = (isSo: boolean): Answer => (isSo ? 'yes' : 'no');
  const pattern = patternTokens(value, hasVariables);
  if (pattern.some(({ is }) => is === 'variable')) return 'depends';
  switch (name) {
    case 'bool':
      return answer(
        matchesText(literalTokens(value.toLowerCase(), hasVariables), seen.toLowerCase(), {}),
      );
    case 'arnlike':
    case 'arnequals':
      return answer(isArnLike(pattern, seen));
    case 'numericequals':
      return answer(Number(seen) === Number(value));
    case 'numericlessthan':
      return answer(Number(seen) < Number(value));
    case 'numericlessthanequals':
      return answer(Number(seen) <= Number(value));
    case 'numericgreaterthan':
      return answer(Number(seen) > Number(value));
    case 'numericgreaterthanequals':
      return answer(Number(seen) >= Number(value));
    default:
      return 'depends';
  }
}

function isArnLike(pattern: readonly PatternToken[], arn: string): boolean {
  const texts = arnParts(literalTokens(arn, false));
  const parts = arnParts(pattern);
  return (
    parts !== null &&
    texts !== null &&
    parts.every((part, index) => matchesText(part, onlyText(texts[index] ?? []) ?? '', {}))
  );
}
