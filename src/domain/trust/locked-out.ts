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
  const all = usersOf(role);
  const allowed = all.filter(({ caller, dialect }) =>
    allows.some((allow) => meets(allow, caller, dialect) !== 'no'),
  );
  const hits = (allowed.length > 0 ? allowed : all).map(({ caller, dialect }) =>
    denies.filter((deny) => meets(deny, caller, lenient(dialect)) === 'yes'),
  );
  if (hits.some((hitting) => hitting.length === 0)) return [];
  const ofAll = denies.filter((deny) => hits.every((hitting) => hitting.includes(deny)));
  // What hits only some is no matter, unless they are all that the others leave.
  const locking =
    ofAll.length === 0
      ? hits.flat()
      : [...ofAll, ...lockingOut(allows, without(denies, ofAll), role)];
  return denies.filter((deny) => locking.includes(deny));
}

/** Those whom the role is for, by each meaning that a wildcard for federations may have. */
function usersOf({ callers: { right }, dialect }: RoleCase) {
  return right.flatMap((caller): readonly { caller: Caller; dialect: Dialect }[] =>
    [true, false].map((wildcardNames) => ({ caller, dialect: { ...dialect, wildcardNames } })),
  );
}

function lenient(dialect: Dialect): Dialect {
  return { ...dialect, takesUnanimous: true };
}

function without(denies: readonly Statement[], taken: readonly Statement[]) {
  return denies.filter((deny) => !taken.includes(deny));
}
