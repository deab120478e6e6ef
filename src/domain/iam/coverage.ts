import type { Constraint, PlainPermission } from './permission.ts';
import { onceEach } from '../once-each.ts';
import { byStart, writtenStartOf } from './by-start.ts';
import { coversPattern, patternsMeet } from '../pattern-match.ts';
import { actionTokens, literalTokens, patternTokens, type PatternToken } from '../pattern.ts';

/** A permission with its patterns read once: each is held against many others. */
export type ReadPermission = {
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
  const all = allRead(permissions);
  const kept = new Set(all);
  const covering = coveringOf(all);
  for (const candidate of all) {
    // One that is left out is covered by one that stands at that moment, so two never cancel out.
    if (covering(candidate, (other) => other !== candidate && kept.has(other))) {
      kept.delete(candidate);
    }
  }
  return [...kept].map(({ permission }) => permission);
}

/** The permissions that no permission of another list says as well. */
export function uncoveredBy(
  permissions: readonly PlainPermission[],
  others: readonly PlainPermission[],
): readonly PlainPermission[] {
  const covering = coveringOf(allRead(others));
  return permissions.filter((permission) => !covering(readPermission(permission)));
}

export function readPermission(permission: PlainPermission): ReadPermission {
  return {
    permission,
    action: actionTokens(permission.action),
    resource: patternTokens(permission.resource),
  };
}

/**
 * Permissions whose patterns are read when they are asked for, and each once: of a thousand that name a
 * few actions on as many resources, few are held against each other.
 */
function allRead(permissions: readonly PlainPermission[]): readonly ReadPermission[] {
  const actions = onceEach(actionTokens);
  const resources = onceEach((resource) => patternTokens(resource));
  return permissions.map((permission) => ({
    permission,
    get action() {
      return actions(permission.action);
    },
    get resource() {
      return resources(permission.resource);
    },
  }));
}

/** Tells whether one of several covers another permission: to hold each against each would take squared time. */
function coveringOf(all: readonly ReadPermission[]) {
  const beginningLike = byStart(all, ({ permission }) => permission.resource);
  return (
    narrower: ReadPermission,
    counts: (one: ReadPermission) => boolean = () => true,
  ): boolean =>
    beginningLike(writtenStartOf(narrower.permission.resource)).some(
      (one) => counts(one) && covers(one, narrower),
    );
}

function covers(wider: ReadPermission, narrower: ReadPermission): boolean {
  return (
    wider.permission.effect === narrower.permission.effect &&
    // Actions that differ do so after a few characters, resources that begin alike only at their end.
    (wider.permission.action === narrower.permission.action ||
      coversPattern(wider.action, narrower.action)) &&
    (wider.permission.resource === narrower.permission.resource ||
      coversPattern(wider.resource, narrower.resource)) &&
    wider.permission.constraints.every((constraint) =>
      narrower.permission.constraints.some((stricter) => follows(stricter, constraint)),
    )
  );
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
