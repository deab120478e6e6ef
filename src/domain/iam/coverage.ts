import type { Constraint, PlainPermission } from './permission.ts';
import { coversPattern, patternsMeet } from '../pattern-match.ts';
import { actionTokens, literalTokens, patternTokens, type PatternToken } from '../pattern.ts';

/** A permission with its patterns read once. */
type Read = {
  readonly permission: PlainPermission;
  readonly action: readonly PatternToken[];
  readonly resource: readonly PatternToken[];
};

/**
 * Leaves out what another permission of the same effect says as well: with a wider action or resource
 * pattern, under an equal or a weaker condition. What is left says exactly the same. An Allow is never
 * weighed against a Deny.
 */
export function withoutCovered(
  permissions: readonly PlainPermission[],
): readonly PlainPermission[] {
  let kept = permissions.map(read);
  for (const candidate of kept) {
    // One that is left out is covered by one that stands at that moment, so two never cancel out.
    if (kept.some((other) => other !== candidate && covers(other, candidate))) {
      kept = kept.filter((other) => other !== candidate);
    }
  }
  return kept.map(({ permission }) => permission);
}

/** The permissions that no permission of another list says as well. */
export function uncoveredBy(
  permissions: readonly PlainPermission[],
  others: readonly PlainPermission[],
): readonly PlainPermission[] {
  const wider = others.map(read);
  return permissions.filter((permission) => {
    const narrower = read(permission);
    return !wider.some((other) => covers(other, narrower));
  });
}

function read(permission: PlainPermission): Read {
  return {
    permission,
    action: actionTokens(permission.action),
    resource: patternTokens(permission.resource),
  };
}

function covers(wider: Read, narrower: Read): boolean {
  return (
    wider.permission.effect === narrower.permission.effect &&
    // Resources differ more often than actions do.
    coversPattern(wider.resource, narrower.resource) &&
    coversPattern(wider.action, narrower.action) &&
    wider.permission.constraints.every((constraint) =>
      narrower.permission.constraints.some((stricter) => follows(stricter, constraint)),
    )
  );
}

/**
 * Whether there may be a call to which both apply. It may say yes where the answer would be no, never
 * the other way round.
 */
export function mayMeet(one: PlainPermission, other: PlainPermission): boolean {
  return (
    patternsMeet(actionTokens(one.action), actionTokens(other.action)) &&
    patternsMeet(patternTokens(one.resource), patternTokens(other.resource)) &&
    one.constraints.every((constraint) =>
      other.constraints
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

/** Whether a constraint holds wherever a stricter one does. */
function follows(stricter: Constraint, constraint: Constraint): boolean {
  return (
    stricter.key.toLowerCase() === constraint.key.toLowerCase() &&
    stricter.values.every((narrow) =>
      constraint.values.some((wide) =>
        coversPattern(valueTokens(constraint, wide), valueTokens(stricter, narrow)),
      ),
    )
  );
}

/** How a value of a constraint is compared. */
export function valueTokens({ operator }: Constraint, value: string): readonly PatternToken[] {
  return operator === 'StringLike' ? patternTokens(value) : literalTokens(value);
}
