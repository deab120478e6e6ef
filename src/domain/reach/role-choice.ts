import type { GroupDescription, RoleMapping } from '../readings.ts';
import type { Answer } from '../trust/answer.ts';
import { answerByClaim, claimMeets, type KnownToken } from './token-claims.ts';

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
  /** What every token says by which they get it. */
  readonly token: KnownToken;
};

/** Whether the token chooses by groups of which not all are known: there may be more choices then. */
export function mayHoldMore({ mapping, groupsKnown }: RoleSource): boolean {
  return mapping?.type === 'Token' && !groupsKnown;
}

/** Whether a trigger may write into the token by which role it chooses, whatever the groups say. */
export function mayBeRewritten({ mapping, token }: RoleSource): boolean {
  return mapping?.type === 'Token' && token.rewritten;
}

/** The roles that members of a group may get, or, without a group, signed-in users. */
export function choicesOf(source: RoleSource, group: GroupDescription | null): Choices {
  const { mapping, authenticated, groups } = source;
  if (!mapping) return new Set([authenticated]);
  const otherwise = mapping.otherwise === 'AuthenticatedRole' ? authenticated : null;
  return mapping.type === 'Token'
    ? choicesByToken(groups, group, otherwise)
    : choicesByRules(source, group, otherwise);
}

/**
 * Rules that can pick a member of a group, or, without a group, a signed-in user: the first that
 * matches wins, so that none behind one which always does is left, nor one that is repeated.
 */
export function liveRules(source: RoleSource, group: GroupDescription | null): readonly Rule[] {
  const rules = source.mapping?.rules ?? [];
  const sure = rules.findIndex((rule) => answerOf(rule, source, group) === 'yes');
  return rules
    .slice(0, sure < 0 ? rules.length : sure + 1)
    .filter(
      (rule, index) =>
        answerOf(rule, source, group) !== 'no' &&
        !rules.slice(0, index).some((earlier) => covers(earlier, rule)),
    );
}

/** The rule that picks each of them whom no earlier one picks; `undefined`: none does. */
export function sureRule(source: RoleSource, group: GroupDescription | null): Rule | undefined {
  return source.mapping?.rules.find((rule) => answerOf(rule, source, group) === 'yes');
}

/** Whether users for whom no mapping finds a role are there, and are to get the authenticated one. */
export function fallsBack(source: RoleSource): boolean {
  const { mapping } = source;
  if (!mapping) return true;
  return mapping.otherwise === 'AuthenticatedRole' && !sureRule(source, null);
}

/** Whether a rule picks them: `cognito:groups` is a list, which has the name of a member's group. */
function answerOf(rule: Rule, { token }: RoleSource, group: GroupDescription | null): Answer {
  if (rule.claim !== groupClaim) return answerByClaim(rule, token);
  // A trigger may leave the name of a group out of its members' tokens.
  if (token.rewritten) return 'depends';
  return rule.match === 'Contains' && rule.value === group?.name ? 'yes' : 'depends';
}

/** Whether a rule picks users by a group that they are in. */
export function picksByGroup({ claim, match }: Rule): boolean {
  return claim === groupClaim && match !== 'NotEqual';
}

/** Where a group stands among others: without a precedence, last. */
function rankOf({ precedence }: Pick<GroupDescription, 'precedence'>): number {
  return precedence ?? Number.POSITIVE_INFINITY;
}

export type Rule = RoleMapping['rules'][number];
/** The claim that lists the groups of a user. */
export const groupClaim = 'cognito:groups';

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
  source: RoleSource,
  group: GroupDescription | null,
  otherwise: string | null,
): Choices {
  const roles = liveRules(source, group).map(({ roleArn }) => roleArn);
  return new Set([...roles, ...(sureRule(source, group) ? [] : [otherwise])]);
}

/** Whether a rule matches wherever a later one would; parts of a group's name are left in doubt. */
function covers(earlier: Rule, later: Rule): boolean {
  if (earlier.claim !== later.claim) return false;
  if (earlier.match === later.match && earlier.value === later.value) return true;
  const whole = earlier.claim === groupClaim;
  // All but one value are taken, and that one does not meet the later rule.
  if (earlier.match === 'NotEqual')
    return !whole && claimMeets(later.match, earlier.value, later.value) === false;
  if (later.match === 'NotEqual') return false;
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
