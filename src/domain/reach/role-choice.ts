import type { GroupDescription, RoleMapping } from '../readings.ts';

/**
 * Which roles an identity pool may hand to a user who signs in through one app client (Cognito guide,
 * "Using role-based access control"; API reference, GroupType and RoleMapping). `null` stands for a
 * user who is refused.
 */
export type Choices = ReadonlySet<string | null>;

/** How one published client gets its users their role. */
export type RoleSource = {
  readonly mapping: RoleMapping | null;
  /** The role for signed-in users; `null`: the identity pool has none. */
  readonly authenticated: string | null;
  /** The groups of the user pool, as far as they are known. */
  readonly groups: readonly GroupDescription[];
  /** `false`: there may be other groups, each with any role and any precedence. */
  readonly groupsKnown: boolean;
};

/** Whether the token chooses by groups of which not all are known: there may be more choices then. */
export function mayHoldMore({ mapping, groupsKnown }: RoleSource): boolean {
  return mapping?.type === 'Token' && !groupsKnown;
}

/** The roles that members of a group may get, or, without a group, signed-in users. */
export function choicesOf(source: RoleSource, group: GroupDescription | null): Choices {
  const { mapping, authenticated, groups } = source;
  if (!mapping) return new Set([authenticated]);
  const otherwise = mapping.otherwise === 'AuthenticatedRole' ? authenticated : null;
  return mapping.type === 'Token'
    ? choicesByToken(groups, group, otherwise)
    : choicesByRules(mapping, group, otherwise);
}

/** Rules that can pick a role at all: the first that matches wins, so a repeated one never does. */
export function liveRules({ rules }: RoleMapping): RoleMapping['rules'] {
  return rules.filter(
    (rule, index) => !rules.slice(0, index).some((earlier) => covers(earlier, rule)),
  );
}

/** Whether a rule surely picks every member of a group: `cognito:groups` is a list. */
function picksMembers(rule: Rule, group: string): boolean {
  return rule.claim === groupClaim && rule.match === 'Contains' && rule.value === group;
}

/** Whether a rule picks users by a group that they are in. */
export function picksByGroup({ claim, match }: Rule): boolean {
  return claim === groupClaim && match !== 'NotEqual';
}

/** Where a group stands among others: without a precedence, last. */
function rankOf({ precedence }: Pick<GroupDescription, 'precedence'>): number {
  return precedence ?? Number.POSITIVE_INFINITY;
}

type Rule = RoleMapping['rules'][number];
const groupClaim = 'cognito:groups';

/**
 * The token prefers the role of the group with the lowest precedence number; groups of one rank with
 * different roles prefer none.
 */
function choicesByToken(
  groups: readonly GroupDescription[],
  group: GroupDescription | null,
  otherwise: string | null,
): Choices {
  if (!group?.roleArn)
    return new Set([...groups.flatMap(({ roleArn }) => roleArn ?? []), otherwise]);
  const { roleArn } = group;
  const better = groups.filter((other) => other.roleArn && rankOf(other) < rankOf(group));
  const rivals = groups.filter((other) => rankOf(other) === rankOf(group));
  const tied = [group, ...rivals, ...better].some((one) => hasRival(one, [...rivals, ...better]));
  return new Set([
    roleArn,
    ...better.flatMap((other) => other.roleArn ?? []),
    ...(tied ? [otherwise] : []),
  ]);
}

/** Whether another group of the same rank has another role, so that neither is preferred. */
export function hasRival(group: GroupDescription, groups: readonly GroupDescription[]): boolean {
  return groups.some(
    (other) =>
      other.roleArn !== null &&
      group.roleArn !== null &&
      other.roleArn !== group.roleArn &&
      rankOf(other) === rankOf(group),
  );
}

function choicesByRules(
  mapping: RoleMapping,
  group: GroupDescription | null,
  otherwise: string | null,
): Choices {
  const rules = liveRules(mapping);
  const sure = group ? rules.findIndex((rule) => picksMembers(rule, group.name)) : -1;
  const roles = (sure < 0 ? rules : rules.slice(0, sure + 1)).map(({ roleArn }) => roleArn);
  return new Set([...roles, ...(sure < 0 ? [otherwise] : [])]);
}

/** Whether a rule matches wherever a later one would; parts of a group's name are left in doubt. */
function covers(earlier: Rule, later: Rule): boolean {
  if (earlier.claim !== later.claim) return false;
  if (earlier.match === later.match && earlier.value === later.value) return true;
  if (later.match === 'NotEqual') return false;
  const whole = earlier.claim === groupClaim;
  if (earlier.match === 'Contains') {
    // Of a list, AWS does not say whether its text or one of its names has to start with a value.
    if (whole) return later.match === 'Equals' && later.value === earlier.value;
    return later.value.includes(earlier.value);
  }
  return (
    earlier.match === 'StartsWith' &&
    later.match !== 'Contains' &&
    !whole &&
    later.value.startsWith(earlier.value)
  );
}
