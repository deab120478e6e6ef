import { patternsMeet } from '../pattern-match.ts';
import { actionTokens, literalTokens, patternTokens, type PatternToken } from '../pattern.ts';
import type { Constraint, PlainPermission } from './permission.ts';

/** A permission with its patterns read once: each is held against many others. */
export type ReadPermission = {
  readonly permission: PlainPermission;
  readonly action: readonly PatternToken[];
  readonly resource: readonly PatternToken[];
};

export function readPermission(permission: PlainPermission): ReadPermission {
  return {
    permission,
    action: actionTokens(permission.action),
    resource: patternTokens(permission.resource),
  };
}

/**
 * Whether there may be a call to which both apply. It may say yes where the answer would be no, never
 * the other way round.
 */
export function mayMeet(one: ReadPermission, other: ReadPermission): boolean {
  return (
    patternsMeet(one.resource, other.resource) &&
    patternsMeet(one.action, other.action) &&
    one.permission.constraints.every((constraint) =>
      other.permission.constraints
        .filter(({ key }) => key.toLowerCase() === constraint.key.toLowerCase())
        .every((same) =>
          constraint.values.some((value) =>
            same.values.some((its) =>
              patternsMeet(valueTokens(constraint, value), valueTokens(same, its)),
            ),
          ),
        ),
    )
  );
}

/** How a value of a constraint is compared. */
export function valueTokens({ operator }: Constraint, value: string): readonly PatternToken[] {
  return operator === 'StringLike' ? patternTokens(value) : literalTokens(value);
}
