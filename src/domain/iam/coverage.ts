import { byKey } from '../group-by.ts';
import { byStart } from './by-start.ts';
import { readOnce, type ReadOnce } from './covering-pattern.ts';
import type { Constraint, PlainPermission } from './permission.ts';

/**
 * Leaves out what another permission of the same effect says as well: with a wider action or resource
 * pattern, under an equal or a weaker condition. What is left says exactly the same. An Allow is never
 * weighed against a Deny.
 */
export function withoutCovered(
  permissions: readonly PlainPermission[],
): readonly PlainPermission[] {
  const kept = new Set(permissions);
  const covering = coveringOf(permissions);
  for (const candidate of permissions) {
    // One that is left out is covered by one that stands at that moment, so two never cancel out.
    if (covering(candidate, (other) => other !== candidate && kept.has(other))) {
      kept.delete(candidate);
    }
  }
  return [...kept];
}

/** The permissions that no permission of another list says as well. */
export function uncoveredBy(
  permissions: readonly PlainPermission[],
  others: readonly PlainPermission[],
): readonly PlainPermission[] {
  const covering = coveringOf(others);
  return permissions.filter((permission) => !covering(permission));
}

/**
 * Tells whether one of several covers another permission. To hold each against each would take squared
 * time: looked at are those whose resource begins alike, and of these those of which a value does.
 */
function coveringOf(all: readonly PlainPermission[]) {
  const read = readOnce();
  const startOf = ({ resource }: PlainPermission) => read.resource(resource).start;
  const places = [...byKey(all, startOf)].map(([start, alike]) => ({
    start,
    valuedLike: byStart(
      alike.flatMap((permission) =>
        valueStarts(permission.constraints[0], read).map((value) => ({ permission, value })),
      ),
      ({ value }) => value,
    ),
  }));
  const placedLike = byStart(places, ({ start }) => start);
  return (
    narrower: PlainPermission,
    counts: (one: PlainPermission) => boolean = () => true,
  ): boolean => {
    const values = narrower.constraints.flatMap((one) => valueStarts(one, read).slice(0, 1));
    return placedLike(startOf(narrower)).some(({ valuedLike }) =>
      (values.length > 0 ? values : ['']).some((value) =>
        valuedLike(value).some(
          ({ permission }) => counts(permission) && covers(permission, narrower, read),
        ),
      ),
    );
  };
}

/** What the values of a constraint begin with; without a constraint any value does. */
function valueStarts(constraint: Constraint | undefined, read: ReadOnce): readonly string[] {
  if (!constraint) return [''];
  return constraint.values.map((value) => read[constraint.operator](value).start);
}

function covers(wider: PlainPermission, narrower: PlainPermission, read: ReadOnce): boolean {
  return (
    wider.effect === narrower.effect &&
    read.action(wider.action).covers(read.action(narrower.action)) &&
    read.resource(wider.resource).covers(read.resource(narrower.resource)) &&
    wider.constraints.every((constraint) =>
      narrower.constraints.some((stricter) => follows(stricter, constraint, read)),
    )
  );
}

/** Whether a constraint holds wherever a stricter one does. */
function follows(stricter: Constraint, constraint: Constraint, read: ReadOnce): boolean {
  return (
    stricter.key.toLowerCase() === constraint.key.toLowerCase() &&
    stricter.values.every((narrow) => {
      const its = read[stricter.operator](narrow);
      return constraint.values.some((wide) => read[constraint.operator](wide).covers(its));
    })
  );
}
