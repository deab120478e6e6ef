import { sessionActions } from '../../contract/trust-statement.ts';
import type { Dialect } from './condition.ts';
import { lockingOut } from './locked-out.ts';
import { anyoneWith, tokensOf, type RoleCase } from './role-callers.ts';
import { allMayTag } from './session-tags.ts';
import { holesOf, isServing } from './statement-faults.ts';
import { assumeActions, meets, type Caller } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** The statements of a policy, as they are read in its version. */
type Statements = {
  readonly statements: readonly Statement[];
  readonly hasVariables: boolean;
};

/**
 * Whether a corrected trust policy may be printed: it lets in those whom the role is for, nobody whom
 * the old one kept out, and every Deny of the old one hits whom it has hit beside them.
 */
export function isProven(before: Statements, after: Statements, role: RoleCase): boolean {
  const allows = after.statements.filter(({ effect }) => effect === 'Allow');
  const denies = after.statements.filter(({ effect }) => effect === 'Deny');
  const serving = allows.filter((allow) => isServing(allow, role));
  return (
    serving.length > 0 &&
    lockingOut(serving, denies, role).length === 0 &&
    allMayTag(allows, denies, role) &&
    allows.every((allow) => holesOf(allow, denies, role).size === 0) &&
    everybodyElse(role).every((caller) =>
      // What a wildcard for federations means, it means in all statements.
      [true, false].every((wildcardNames) => {
        const dialect = { ...role.dialect, wildcardNames };
        return (
          (mayCome(before, caller, dialect) || !mayCome(after, caller, dialect)) &&
          (!isDenied(before, caller, dialect) || isDenied(after, caller, dialect))
        );
      }),
    )
  );
}

/** Whoever the role is not for, with each action by which a session begins or is marked. */
function everybodyElse(role: RoleCase): readonly Caller[] {
  return [
    ...tokensOf(role).flatMap((caller) => [
      caller,
      ...sessionActions.map((action) => ({ ...caller, action })),
    ]),
    ...[...assumeActions, ...sessionActions].map(anyoneWith),
  ];
}

/** Perhaps is enough. */
function mayCome(policy: Statements, caller: Caller, dialect: Dialect): boolean {
  const { hasVariables } = policy;
  return (
    !isDenied(policy, caller, dialect) &&
    policy.statements.some(
      (one) => one.effect === 'Allow' && meets(one, caller, { ...dialect, hasVariables }) !== 'no',
    )
  );
}

/** For certain. */
function isDenied(
  { statements, hasVariables }: Statements,
  caller: Caller,
  dialect: Dialect,
): boolean {
  return statements.some(
    (one) => one.effect === 'Deny' && meets(one, caller, { ...dialect, hasVariables }) === 'yes',
  );
}
