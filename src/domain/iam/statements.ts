import type { PolicyStatement } from '../../contract/statement-text.ts';
import { compareText } from '../canonical.ts';
import { groupBy } from '../group-by.ts';
import { conditionOf, type Constraint, type PlainPermission } from './permission.ts';

/** Every action of a statement is paired with every resource. */
type Block = {
  readonly effect: 'Allow' | 'Deny';
  readonly constraints: readonly Constraint[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

/**
 * The statements that say exactly these permissions, in few characters and always the same order:
 * values of a condition are joined before the pairs are grouped or only after it, whichever is shorter.
 */
export function statementsOf(permissions: readonly PlainPermission[]): readonly PolicyStatement[] {
  const blocks = connected(permissions).flatMap((near) =>
    shorter(
      joinedByValues(blocksOf(near)),
      joinedByValues(blocksOf(joinedByValues(near.map(blockOf)).flatMap(permissionsOf))),
    ),
  );
  return joinedByValues(blocks)
    .map(statementOf)
    .toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}

function blocksOf(permissions: readonly PlainPermission[]): readonly Block[] {
  const classes = groupBy(permissions, ({ effect, constraints }) =>
    JSON.stringify([effect, constraints]),
  );
  return classes.flatMap((alike) => connected(alike).flatMap(shortestBlocks));
}

function blockOf({ action, resource, ...rest }: PlainPermission): Block {
  return { ...rest, actions: [action], resources: [resource] };
}

function permissionsOf({ actions, resources, ...rest }: Block): readonly PlainPermission[] {
  return actions.flatMap((action) => resources.map((resource) => ({ ...rest, action, resource })));
}

/**
 * Permissions that share an action or a resource, directly or through others. No statement spans two
 * such groups, so each may be grouped in the way that is shorter for it.
 */
function connected(permissions: readonly PlainPermission[]): readonly PlainPermission[][] {
  const [byAction, byResource] = [new Map<string, Group>(), new Map<string, Group>()];
  for (const { action, resource } of permissions) {
    const [one, other] = [groupOf(byAction, action), groupOf(byResource, resource)];
    if (one !== other) one.within = other;
  }
  const groups = new Map<Group, PlainPermission[]>();
  for (const permission of permissions) {
    const group = groupOf(byAction, permission.action);
    const members = groups.get(group);
    if (members) members.push(permission);
    else groups.set(group, [permission]);
  }
  return [...groups.values()];
}

/** All that an action or a resource is joined with; `null`: it lies in no larger group. */
type Group = { within: Group | null };

/** The largest group of a name. Each group on the way is put into it at once, so that no way grows long. */
function groupOf(byName: Map<string, Group>, name: string): Group {
  const own = byName.get(name) ?? { within: null };
  byName.set(name, own);
  let largest = own;
  while (largest.within) largest = largest.within;
  for (let at = own; at.within && at !== largest;) {
    const next = at.within;
    at.within = largest;
    at = next;
  }
  return largest;
}

function shortestBlocks(permissions: readonly PlainPermission[]): readonly Block[] {
  const byResource = grouped(permissions, 'resource', 'action');
  const byAction = grouped(permissions, 'action', 'resource');
  return shorter(byResource, byAction);
}

/**
 * Those that share a `key` value become one entry, and entries with the same list of the `other` one
 * block. Both lists multiply to exactly the pairs.
 */
function grouped(
  permissions: readonly PlainPermission[],
  key: 'resource' | 'action',
  other: 'resource' | 'action',
): readonly Block[] {
  const entries = groupBy(permissions, (permission) => permission[key]).map((entry) => ({
    value: entry[0]?.[key] ?? '',
    others: distinct(entry.map((permission) => permission[other])),
  }));
  const { effect = 'Allow', constraints = [] } = permissions[0] ?? {};
  return groupBy(entries, ({ others }) => JSON.stringify(others)).map((alike) => {
    const lists = {
      [key]: distinct(alike.map(({ value }) => value)),
      [other]: alike[0]?.others ?? [],
    };
    return {
      effect,
      constraints,
      actions: lists['action'] ?? [],
      resources: lists['resource'] ?? [],
    };
  });
}

/**
 * Blocks that differ only in the values of their one constraint become one: either value is enough.
 * With a second constraint that would also pair values that nobody put together.
 */
function joinedByValues(blocks: readonly Block[]): readonly Block[] {
  return groupBy(blocks, ({ effect, constraints, actions, resources }) => {
    const [only] = constraints;
    const alike = only && constraints.length === 1 ? [only.operator, only.key] : constraints;
    return JSON.stringify([effect, actions, resources, alike]);
  }).flatMap(([first, ...more]) => {
    const [only] = first?.constraints ?? [];
    if (!first || !only || more.length === 0) return first ? [first] : [];
    const values = [first, ...more].flatMap(({ constraints }) => constraints[0]?.values ?? []);
    return [{ ...first, constraints: [{ ...only, values: distinct(values) }] }];
  });
}

function statementOf({ effect, constraints, actions, resources }: Block): PolicyStatement {
  const condition = conditionOf(constraints);
  return {
    Effect: effect,
    Action: oneOrMany(actions),
    Resource: oneOrMany(resources),
    ...(condition && { Condition: condition }),
  };
}

/** The other one only where it takes fewer characters. */
function shorter(blocks: readonly Block[], other: readonly Block[]): readonly Block[] {
  return sizeOf(other) < sizeOf(blocks) ? other : blocks;
}

function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks.map(statementOf)).length;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted(compareText);
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}
