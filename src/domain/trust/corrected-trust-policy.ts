import type { PoolRole } from '../../contract/pool-settings.ts';
import { admittingStatement } from '../../contract/trust-statement.ts';
import { othersOfAllow, type Other } from './admitted-others.ts';
import { lockingOut } from './locked-out.ts';
import {
  identifiedOthers,
  isForThisOnly,
  narrowedAllow,
  narrowedDeny,
  othersOf,
} from './narrowed-statement.ts';
import { admittedUsers, roleCaseOf, type KnownUsers, type RoleCase } from './role-callers.ts';
import { holesOf, shortcomingOf } from './statement-faults.ts';
import { addresses, mayAdmit, namesAll } from './trust-evaluation.ts';
import {
  policyOf,
  readStatement,
  type Statement,
  type TrustDocument,
  type PolicyJson,
} from './trust-document.ts';

/**
 * The corrected trust of a role. What is right stays as it is written, and so does what is the
 * business of others (a service, an account); what is too wide is narrowed to this pool and kind of
 * user, keeping its other conditions; what cannot be narrowed goes.
 */

/** Length of a trust policy, unless the quota was raised (IAM guide, "IAM and STS quotas"). */
const longestTrust = 2048;

/** The whole policy; within IAM's quota by leaving out what is wrong, where narrowing it is too long. */
export function correctedTrustPolicy(
  document: TrustDocument,
  kind: PoolRole['kind'],
  identityPoolId: string,
  users: KnownUsers,
): PolicyJson {
  // The correction is of the current version, so that it is judged as it will be read.
  const current = { ...document, hasVariables: true };
  const role = roleCaseOf(current, kind, identityPoolId, users);
  const whole = correct(current, role, true);
  return JSON.stringify(whole).length <= longestTrust ? whole : correct(current, role, false);
}

/** Narrowing makes statements longer; without it, what is wrong is left out. */
function correct({ id, statements }: TrustDocument, role: RoleCase, narrows: boolean): PolicyJson {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const denying = statements.filter(({ effect }) => effect === 'Deny');
  const locking = lockingOut(allowing, denying, role);
  const denies = denying.flatMap((deny) =>
    locking.includes(deny) ? correctedDeny(deny, allowing, role, narrows) : [deny],
  );
  // Where a Deny is taken back, an Allow has to be right by itself: it may have leaned on that one.
  const unchanged =
    denies.length === denying.length && denies.every((one) => denying.includes(one));
  const kept = unchanged ? denies : [];
  const allows = allowing.flatMap((allow) => correctedAllow(allow, kept, role, narrows));
  const serving = allows.filter((allow) => {
    const shortcoming = shortcomingOf(allow, role);
    return shortcoming && !shortcoming.aud && !shortcoming.amr && !shortcoming.wildcard;
  });
  const served = serving.length > 0 && lockingOut(serving, denies, role).length === 0;
  const written = [
    ...(served ? [] : [admittingStatement(admittedUsers(role))]),
    ...[...allows, ...denies].map((statement) => statement.written),
  ];
  const distinct = new Map(written.map((statement) => [JSON.stringify(statement), statement]));
  return policyOf([...distinct.values()], id);
}

/** A Deny that locks out those whom the role is for keeps hitting everybody else. */
function correctedDeny(
  deny: Statement,
  allowing: readonly Statement[],
  role: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const { callers, dialect } = role;
  const others = othersOf(deny, dialect);
  // Gen 1 leaves a bare Deny of cognito-identity on roles that serve nobody any more.
  const isLeftOver =
    !namesAll(deny.principals ?? {}) &&
    allowing.every((allow) =>
      callers.right.every((caller) => addresses(allow, caller, dialect) === 'no'),
    );
  if (!narrows || isLeftOver || isForThisOnly(deny, role)) return others ? [others] : [];
  return [narrowedDeny(deny, role)];
}

function correctedAllow(
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
