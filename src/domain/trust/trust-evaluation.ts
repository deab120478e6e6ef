import { matchesAction } from '../pattern-match.ts';
import { webIdentityAction } from '../../contract/trust-statement.ts';
import { all, not, type Answer } from './answer.ts';
import { holds, type Dialect, type Token } from './condition.ts';
import type { Principals, Statement } from './trust-document.ts';

/** Whom a statement meets: an evaluator of trust policies that knows what it cannot know. */

/** Somebody who asks for the role, and with which action. */
export type Caller = Token & {
  readonly action: string;
};

export const assumeActions = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  webIdentityAction,
] as const;

/** Whether a statement is about the caller: its principal, action and conditions all meet him. */
export function meets(statement: Statement, caller: Caller, dialect: Dialect): Answer {
  return all([addresses(statement, caller, dialect), conditionsHold(statement, caller, dialect)]);
}

/** Whether a statement names the caller and his action, whatever its conditions. */
export function addresses(statement: Statement, caller: Caller, dialect: Dialect): Answer {
  return all([
    namesCaller(statement, caller, dialect),
    coversAction(statement, caller.action) ? 'yes' : 'no',
  ]);
}

export function conditionsHold(statement: Statement, token: Token, dialect: Dialect): Answer {
  return all(statement.conditions.map((condition) => holds(condition, token, dialect)));
}

/** Whether an Allow admits the caller: perhaps is enough, unless a Deny certainly keeps him out. */
export function mayAdmit(
  allow: Statement,
  denies: readonly Statement[],
  caller: Caller,
  dialect: Dialect,
): boolean {
  return (
    meets(allow, caller, dialect) !== 'no' &&
    !denies.some((deny) => meets(deny, caller, dialect) === 'yes')
  );
}

function namesCaller(statement: Statement, { by }: Caller, dialect: Dialect): Answer {
  const { effect, principals, notPrincipals } = statement;
  const isNamed = (names: readonly string[]) =>
    dialect.principals.some((principal) => names.includes(principal));
  // AWS does not say what a wildcard means here: it names nobody for certain, and everybody perhaps.
  const wildcard = asked(dialect.wildcardNames);
  if (notPrincipals) {
    if (namesAll(notPrincipals)) return 'no';
    if (by === 'anyone') return effect === 'Allow' ? 'yes' : 'depends';
    const federated = notPrincipals['Federated'] ?? [];
    if (isNamed(federated)) return 'no';
    return federated.includes('*') && effect === 'Deny' ? not(wildcard) : 'yes';
  }
  if (!principals) return 'no';
  if (namesAll(principals)) return 'yes';
  if (by === 'anyone') return 'no';
  const federated = principals['Federated'] ?? [];
  if (isNamed(federated)) return 'yes';
  return federated.includes('*') ? wildcard : 'no';
}

function asked(isSo: boolean | undefined): Answer {
  if (isSo === undefined) return 'depends';
  return isSo ? 'yes' : 'no';
}

export function namesAll(principals: Principals): boolean {
  return principals['AWS']?.includes('*') ?? false;
}

/** Actions ignore case and may hold wildcards: `sts:*` opens a role as well. */
export function coversAction({ actions, notActions }: Statement, action: string): boolean {
  if (notActions) return !notActions.some((one) => matchesAction(one, action));
  return (actions ?? []).some((one) => matchesAction(one, action));
}
