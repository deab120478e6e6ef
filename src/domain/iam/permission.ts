import { compareText } from '../canonical.ts';

/**
 * The closed language in which our policies are written: an effect, one action, one resource pattern
 * and at most conditions of two operators. Everything that a grant says is a list of these.
 */
export type Permission = {
  /** Absent: Allow. */
  readonly effect?: 'Allow' | 'Deny';
  /** `service:Name`, with `*` and `?`. */
  readonly action: string;
  /** An ARN with `*`, `?` and policy variables. */
  readonly resource: string;
  readonly condition?: PolicyCondition;
};

type ConditionOperator = 'StringLike' | 'StringEquals';

/** All operators and keys must hold, each by any one of its values. */
export type PolicyCondition = Readonly<
  Partial<Record<ConditionOperator, Readonly<Record<string, readonly string[]>>>>
>;

/** One key of a condition, and the values any of which it must have. */
export type Constraint = {
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
};

/** A permission with nothing left open: its effect is said, its constraints are sorted and distinct. */
export type PlainPermission = {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
  readonly constraints: readonly Constraint[];
};

/**
 * The same permissions in one way of saying each, sorted and once. One whose key has no value to
 * match applies to nothing, and is left out.
 */
export function plainPermissions(permissions: readonly Permission[]): readonly PlainPermission[] {
  const plain = permissions.map(({ effect = 'Allow', action, resource, condition }) => ({
    effect,
    action,
    resource,
    constraints: constraintsOf(condition),
  }));
  const distinct = new Map(
    plain
      .filter(({ constraints }) => constraints.every(({ values }) => values.length > 0))
      .map((permission) => [textOf(permission), permission]),
  );
  return [...distinct]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, permission]) => permission);
}

/** Its canonical JSON, whose keys need not be sorted thousands of times. */
function textOf({ action, constraints, effect, resource }: PlainPermission): string {
  const sorted = constraints.map(({ key, operator, values }) => ({ key, operator, values }));
  return JSON.stringify({ action, constraints: sorted, effect, resource });
}

/**
 * The same, one for each value of a constraint: the values of a list are each enough by themselves, and a
 * list is not in another one though each of its values may be. With several constraints it stays whole.
 */
export function eachValue(permission: PlainPermission): readonly PlainPermission[] {
  const [only, ...more] = permission.constraints;
  if (!only || more.length > 0) return [permission];
  return only.values.map((value) => ({
    ...permission,
    constraints: [{ ...only, values: [value] }],
  }));
}

/** The constraints of a condition by operator and key, each value once. */
export function constraintsOf(condition: PolicyCondition | undefined): readonly Constraint[] {
  if (condition === undefined) return [];
  const operators: readonly ConditionOperator[] = ['StringEquals', 'StringLike'];
  return operators.flatMap((operator) =>
    Object.entries(condition[operator] ?? {})
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([key, values]) => ({
        operator,
        key,
        values: [...new Set(values)].toSorted(compareText),
      })),
  );
}

/** The condition that holds where all of these constraints do; `null`: always. */
export function conditionOf(constraints: readonly Constraint[]): PolicyCondition | null {
  const condition: Partial<Record<ConditionOperator, Record<string, readonly string[]>>> = {};
  for (const { operator, key, values } of constraints) {
    condition[operator] = { ...condition[operator], [key]: values };
  }
  return constraints.length === 0 ? null : condition;
}
