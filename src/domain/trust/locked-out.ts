import { consensus, type Answer } from './answer.ts';
import type { Dialect } from './condition.ts';
import type { RoleCase } from './role-callers.ts';
import { meets, type Caller } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** How Deny statements keep those whom a role is for from it. */

/**
 * Whether a Deny hits those whom the role is for. A Deny must be beyond doubt to protect a role, but
 * to lock its users out it is enough that every reading of it does.
 */
export function hitsUsers(deny: Statement, { callers: { right }, dialect }: RoleCase): Answer {
  return consensus(right.map((caller) => meets(deny, caller, lenient(dialect))));
}

/**
 * The Deny statements by which nobody is left of those whom the role is for: those that hit everybody
 * whom an Allow lets in perhaps, or that do so together.
 */
export function lockingOut(
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: RoleCase,
): readonly Statement[] {
  const all = role.callers.right.flatMap((caller) => readingsOf(caller, role));
  const allowed = all.filter((reading) => isAllowed(allows, reading));
  const hits = (allowed.length > 0 ? allowed : all).map((reading) => hitting(denies, reading));
  if (hits.some((ofOne) => ofOne.length === 0)) return [];
  const ofAll = denies.filter((deny) => hits.every((ofOne) => ofOne.includes(deny)));
  // What hits only some is no matter, unless they are all that the others leave.
  const locking =
    ofAll.length === 0
      ? hits.flat()
      : [...ofAll, ...lockingOut(allows, without(denies, ofAll), role)];
  return denies.filter((deny) => locking.includes(deny));
}

/** Whether somebody gets what he asks for: perhaps is enough, unless by every reading a Deny refuses it. */
export function mayGet(
  caller: Caller,
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: Pick<RoleCase, 'dialect'>,
): boolean {
  return readingsOf(caller, role).some(
    (reading) => isAllowed(allows, reading) && hitting(denies, reading).length === 0,
  );
}

type Reading = { readonly caller: Caller; readonly dialect: Dialect };

/** Somebody by each meaning that a wildcard for federations may have. */
function readingsOf(caller: Caller, { dialect }: Pick<RoleCase, 'dialect'>): readonly Reading[] {
  return [true, false].map((wildcardNames) => ({
    caller,
    dialect: { ...dialect, wildcardNames },
  }));
}

function isAllowed(allows: readonly Statement[], { caller, dialect }: Reading): boolean {
  return allows.some((allow) => meets(allow, caller, dialect) !== 'no');
}

function hitting(denies: readonly Statement[], { caller, dialect }: Reading) {
  return denies.filter((deny) => meets(deny, caller, lenient(dialect)) === 'yes');
}

function lenient(dialect: Dialect): Dialect {
  return { ...dialect, takesUnanimous: true };
}

function without(denies: readonly Statement[], taken: readonly Statement[]) {
  return denies.filter((deny) => !taken.includes(deny));
}
