import type { PoolRole } from '../../contract/pool-settings.ts';
import { othersOfAllow, type Other } from './admitted-others.ts';
import {
  identifiedOthers,
  isForThisOnly,
  narrowedAllow,
  narrowedDeny,
  othersOf,
} from './narrowed-statement.ts';
import { rightStatement } from './right-statement.ts';
import { roleCaseOf, type RoleCase } from './role-callers.ts';
import { hitsUsers, holesOf, shortcomingOf } from './statement-faults.ts';
import { addresses, mayAdmit, namesAll } from './trust-evaluation.ts';
import { readStatement, writeTrust, type Statement, type TrustDocument } from './trust-document.ts';

/**
 * The corrected trust of a role. What is right stays as it is written, and so does what is the
 * business of others (a service, an account); what is too wide is narrowed to this pool and kind of
 * user, keeping its other conditions; what cannot be narrowed goes.
 */

/** Length of a trust policy that IAM takes unless the quota was raised (limits.md 1.3). */
const longestTrust = 2048;

export function mendedTrust(
  document: TrustDocument,
  kind: PoolRole['kind'],
  identityPoolId: string,
): string {
  // The correction is of the current version, so that it is judged as it will be read.
  const current = { ...document, hasVariables: true };
  const role = roleCaseOf(current, kind, identityPoolId);
  const whole = mend(current, role, true);
  return whole.length <= longestTrust ? whole : mend(current, role, false);
}

/** Narrowing makes statements longer; without it, what is wrong is left out. */
function mend({ id, statements }: TrustDocument, role: RoleCase, narrows: boolean): string {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const denying = statements.filter(({ effect }) => effect === 'Deny');
  const denies = denying.flatMap((deny) => mendDeny(deny, allowing, role, narrows));
  // Where a Deny is taken back, an Allow has to be right by itself: it may have leaned on that one.
  const unchanged =
    denies.length === denying.length && denies.every((one) => denying.includes(one));
  const kept = unchanged ? denies : [];
  const allows = allowing.flatMap((allow) => mendAllow(allow, kept, role, narrows));
  const served = allows.some((allow) => {
    const shortcoming = shortcomingOf(allow, role);
    return shortcoming && !shortcoming.aud && !shortcoming.amr && !shortcoming.wildcard;
  });
  const written = [
    ...(served ? [] : [rightStatement(role)]),
    ...[...allows, ...denies].map((statement) => statement.written),
  ];
  const distinct = new Map(written.map((statement) => [JSON.stringify(statement), statement]));
  return writeTrust([...distinct.values()], id);
}

/** A Deny that hits those whom the role is for keeps hitting everybody else. */
function mendDeny(
  deny: Statement,
  allowing: readonly Statement[],
  role: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const { callers, dialect } = role;
  if (hitsUsers(deny, role) !== 'yes') return [deny];
  const others = othersOf(deny, dialect);
  // Gen 1 leaves a bare Deny of cognito-identity on roles that serve nobody any more.
  const isLeftOver =
    !namesAll(deny.principals ?? {}) &&
    allowing.every((allow) => addresses(allow, callers.right, dialect) === 'no');
  if (!narrows || isLeftOver || isForThisOnly(deny, role)) return others ? [others] : [];
  return [narrowedDeny(deny, role)];
}

function mendAllow(
  allow: Statement,
  denies: readonly Statement[],
  role: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const holes = holesOf(allow, denies, role);
  const shortcoming = shortcomingOf(allow, role);
  if (holes.size === 0 && isFine(allow, role)) return [allow];
  const kept = keptOthers(allow, denies, role, narrows);
  if (!narrows || !shortcoming || allow.notPrincipals) return kept;
  const isForThis = !shortcoming.aud || holes.has('any-pool');
  const written = narrowedAllow(allow, role, isForThis);
  const narrowed = written && readStatement(written);
  const fits = narrowed && holesOf(narrowed, denies, role).size === 0;
  return fits ? [narrowed, ...kept] : kept;
}

/** Somebody else's business, or of use to this pool or one that is named. */
function isFine(allow: Statement, role: RoleCase): boolean {
  const { callers, dialect } = role;
  const names = Object.values(allow.principals ?? {}).flat();
  if (!names.includes(dialect.principal) && !names.includes('*')) return true;
  const shortcoming = shortcomingOf(allow, role);
  if (shortcoming && !shortcoming.aud) return !shortcoming.amr && !shortcoming.wildcard;
  return callers.named.some(({ caller }) => mayAdmit(allow, [], caller, dialect));
}

/** What is left of a wrong statement for those whom it names beside identity pools. */
function keptOthers(
  allow: Statement,
  denies: readonly Statement[],
  { dialect }: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const admitted = othersOfAllow(allow, denies, dialect).filter(
    ({ breadth }) => breadth === 'some',
  );
  const isAdmitted = ({ type, name }: Other) =>
    admitted.some((one) => one.type === type && one.name === name);
  const others = othersOf(allow, dialect, isAdmitted);
  const isBound = narrows && isAdmitted({ type: 'AWS', name: '*' });
  const identified = isBound ? identifiedOthers(allow) : null;
  const isUsed = (one: Statement) =>
    othersOfAllow(one, denies, dialect).some(({ breadth }) => breadth === 'some');
  return [others, identified].filter((one) => one !== null).filter(isUsed);
}
