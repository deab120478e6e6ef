import { sessionActions } from '../../contract/trust-statement.ts';
import { othersOfAllow, type AdmittedOther, type Other } from './admitted-others.ts';
import {
  identifiedOthers,
  narrowedAllow,
  othersOf,
  withoutWrongKind,
  type KeptClaims,
} from './narrowed-statement.ts';
import type { RoleCase } from './role-callers.ts';
import {
  claimConditions,
  holesOf,
  isServing,
  neverMet,
  shortcomingOf,
} from './statement-faults.ts';
import { coversAction, mayAdmit, meets } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** What becomes of an Allow: it stays as it is written, is parted and narrowed, or goes. */
export function correctedAllow(
  allow: Statement,
  denies: readonly Statement[],
  role: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  if (holesOf(allow, denies, role).size === 0 && isFine(allow, denies, role)) return [allow];
  const kept = keptOthers(allow, denies, role, narrows);
  if (!narrows || allow.notPrincipals) return kept;
  const narrowed = narrowedFor(allow, denies, role);
  return narrowed ? [narrowed, ...kept] : kept;
}

/** Somebody else's business, or of use to this pool or one that is named. */
function isFine(allow: Statement, denies: readonly Statement[], role: RoleCase): boolean {
  const { callers, dialect } = role;
  const names = Object.values(allow.principals ?? {}).flat();
  if (![...dialect.principals, '*'].some((name) => names.includes(name))) return true;
  const shortcoming = shortcomingOf(allow, role);
  if (shortcoming && !shortcoming.aud) return isServing(allow, role);
  if (callers.named.some(({ caller }) => mayAdmit(allow, [], caller, dialect))) return true;
  const isForThis = callers.right.some((caller) => meets(allow, caller, dialect) !== 'no');
  if (isForThis) return false;
  return (
    isForOtherPools(allow, role) ||
    sessionActions.some((action) => coversAction(allow, action)) ||
    othersOfAllow(allow, denies, dialect).some(isOwners)
  );
}

/** It names other pools and not this one, though it may let nobody in: no finding of this role is about it. */
function isForOtherPools(allow: Statement, { callers, dialect }: RoleCase): boolean {
  const byPool = { ...allow, conditions: claimConditions(allow, 'aud', dialect) };
  return (
    callers.named.some(({ caller }) => mayAdmit(byPool, [], caller, dialect)) &&
    !callers.right.some((caller) => mayAdmit(byPool, [], caller, dialect))
  );
}

/** The claims that a narrowed statement keeps, in the order in which that is tried. */
const keepings: readonly KeptClaims[] = [
  { aud: true, amr: false },
  { aud: false, amr: true },
  { aud: false, amr: false },
];

/** The narrowed statement that keeps most and lets nobody in who should stay out. */
function narrowedFor(
  allow: Statement,
  denies: readonly Statement[],
  role: RoleCase,
): Statement | null {
  const never = neverMet(allow, role);
  const rest = { ...allow, conditions: allow.conditions.filter((one) => !never.includes(one)) };
  const shortcoming = shortcomingOf(rest, role);
  if (!shortcoming) return null;
  const isForThis = !shortcoming.aud || holesOf(rest, denies, role).has('any-pool');
  const narrowed = keepings.map((keeps) => narrowedAllow(allow, role, isForThis, keeps));
  const isRight = (one: Statement | null) =>
    one !== null &&
    holesOf(one, denies, role).size === 0 &&
    (isForThis ? isServing(one, role) : isForOtherPools(one, role));
  return [withoutWrongKind(allow, role), ...narrowed].find(isRight) ?? null;
}

/** Somebody certain, or whoever the owner's own provider lets in. */
function isOwners({ breadth, isOwn }: AdmittedOther): boolean {
  return breadth === 'some' || (breadth === 'everybody' && isOwn);
}

/** What is left of a wrong statement for those whom it names beside identity pools. */
function keptOthers(
  allow: Statement,
  denies: readonly Statement[],
  { dialect }: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const admitted = othersOfAllow(allow, denies, dialect).filter(isOwners);
  const isAdmitted = ({ type, name }: Other) =>
    admitted.some((one) => one.type === type && one.name === name);
  const others = othersOf(allow, dialect, isAdmitted);
  const isBound = narrows && isAdmitted({ type: 'AWS', name: '*' });
  const identified = isBound ? identifiedOthers(allow) : null;
  const isUsed = (one: Statement) => othersOfAllow(one, denies, dialect).some(isOwners);
  return [others, identified].filter((one) => one !== null).filter(isUsed);
}
