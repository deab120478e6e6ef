import { matchesText } from '../pattern-match.ts';
import { arnParts, literalTokens, onlyText, patternTokens, type PatternToken } from '../pattern.ts';
import { any, consensus, not, type Answer } from '../trust/answer.ts';
import { matchesOne } from '../trust/condition-value.ts';
import { isAbsent, readOperator, withoutKey } from '../trust/condition.ts';
import type { Condition, Principals, Statement } from '../trust/trust-document.ts';

/**
 * What is known of every call that the users of a role make, before they make it: enough to tell most
 * conditions that policies put on a Deny (IAM guide, "AWS global condition context keys").
 */

/** The values that a key may have, by its name in lower case; none: no such call bears it. */
type KnownCall = Readonly<Record<string, readonly string[]>>;

function callOf(roleArn: string): KnownCall {
  return {
    'aws:principalarn': [roleArn],
    'aws:principalaccount': [accountOf(roleArn)],
    'aws:principalisawsservice': ['false'],
    'aws:viaawsservice': ['false'],
    // The libraries call no endpoint in plain text, and AWS takes nothing older than TLS 1.2.
    'aws:securetransport': ['true'],
    's3:tlsversion': ['1.2', '1.3'],
    // Only a service that acts for a resource of its own brings these.
    'aws:sourcearn': [],
    'aws:sourceaccount': [],
  };
}

/** Whether a condition holds for every call of a role, for none, or nobody knows. */
export function holdsForRole(condition: Condition, roleArn: string, hasVariables: boolean): Answer {
  const operator = readOperator(condition.operator);
  const possible = callOf(roleArn)[condition.key.toLowerCase()];
  if (!operator.known || possible === undefined) return 'depends';
  const { comparison, name } = operator;
  if (comparison === 'presence') return isAbsent(condition, possible, operator);
  if (possible.length === 0) return withoutKey(operator);
  const matched = consensus(
    possible.map((seen) =>
      comparison === null
        ? any(condition.values.map((value) => compared(name, value, seen, hasVariables)))
        : matchesOne({ known: seen }, condition.values, comparison, hasVariables),
    ),
  );
  return operator.negated ? not(matched) : matched;
}

/**
 * Whether the Principal of a statement names a role, or its users. A Deny for an account is one for all
 * in it, and one with NotPrincipal spares only whom it names in every form: the account, the role, and
 * the session (IAM guide, "Principal" and "NotPrincipal").
 */
export function namesRole(
  { principals, notPrincipals }: Pick<Statement, 'principals' | 'notPrincipals'>,
  roleArn: string,
): Answer {
  const names = namesOf(roleArn);
  const has = (among: Principals, wanted: readonly string[]) =>
    (among['AWS'] ?? []).some((one) => wanted.includes(one));
  const hasSession = (among: Principals) =>
    (among['AWS'] ?? []).some((one) => one.startsWith(names.session));
  if (notPrincipals) {
    if (has(notPrincipals, ['*'])) return 'no';
    const spared = has(notPrincipals, [roleArn]);
    if (spared && hasSession(notPrincipals) && has(notPrincipals, names.account)) return 'no';
    return spared || hasSession(notPrincipals) ? 'depends' : 'yes';
  }
  // A policy of the role itself names nobody.
  if (!principals || has(principals, ['*', roleArn, ...names.account])) return 'yes';
  return hasSession(principals) || 'Federated' in principals ? 'depends' : 'no';
}

/** By what a policy may name a role besides its ARN: its account, and how the ARNs of its sessions begin. */
export function namesOf(roleArn: string) {
  const [, partition = ''] = roleArn.split(':');
  const account = accountOf(roleArn);
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    account: [account, `arn:${partition}:iam::${account}:root`],
    session: `arn:${partition}:sts::${account}:assumed-role/${name}/`,
  };
}

function accountOf(roleArn: string): string {
  return roleArn.split(':')[4] ?? '';
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
