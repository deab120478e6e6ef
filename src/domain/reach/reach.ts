import type { Reach } from '../../contract/pool-settings.ts';
import type { GroupDescription } from '../readings.ts';
import {
  choicesOf,
  liveRules,
  mayBeRewritten,
  mayHoldMore,
  picksByGroup,
  type RoleSource,
} from './role-choice.ts';

/**
 * Who really gets a role when users sign in through one app client. A group that was not read can only
 * add to the choices, so what is known of several holds; that there is only one is not known then.
 */

/** Whom the role for signed-in users reaches: nobody knows where a trigger writes what chooses it. */
export function reachOfUsers(source: RoleSource): Reach {
  return source.authenticated !== null && mayBeRewritten(source)
    ? 'unknown'
    : reachByGroups(source);
}

/** Whom it reaches as long as no trigger writes other groups or roles into tokens. */
export function reachByGroups(source: RoleSource): Reach {
  const { mapping, authenticated, token } = source;
  const choices = choicesOf(source, null);
  if (authenticated === null) return 'nobody';
  if (!choices.has(authenticated)) return mayHoldMore(source) ? 'unknown' : 'nobody';
  if (choices.size === 1) return mayHoldMore(source) ? 'unknown' : 'everyone';
  const byGroup =
    mapping?.type === 'Token' ||
    (mapping !== null &&
      liveRules(source, null)
        .filter(({ roleArn }) => roleArn !== authenticated)
        .every(picksByGroup));
  const fallsBack = mapping?.otherwise === 'AuthenticatedRole';
  const groupsAsRead = mapping?.type === 'Token' || !token.rewritten;
  return fallsBack && byGroup && groupsAsRead ? 'ungrouped' : 'some';
}

/** Whether each user gets some role: perhaps, too, by a trigger that names one in each token. */
export function givesAllARole(source: RoleSource): boolean {
  return mayBeRewritten(source) || !choicesOf(source, null).has(null);
}

/** Which members of a group get its role. */
export function reachOfGroup(source: RoleSource, group: GroupDescription): Reach {
  if (group.roleArn !== null && mayBeRewritten(source)) return 'unknown';
  const choices = choicesOf(source, group);
  if (group.roleArn === null || !choices.has(group.roleArn)) return 'nobody';
  if (choices.size > 1) return 'some';
  return mayHoldMore(source) ? 'unknown' : 'everyone';
}

const fromWorst: readonly Reach[] = ['some', 'ungrouped', 'everyone'];

/**
 * The reach of a role over all published clients: the worst of them, and `nobody` only where it
 * reaches nobody through any. Without clients nothing is known against it. What is not known of one
 * client is not known of all, unless the others alone come to `some`.
 */
export function reachOverClients(reaches: readonly Reach[]): Reach {
  const known = reaches.filter((reach) => reach !== 'unknown');
  const reach = reachOverKnown(known);
  return reach === 'some' || known.length === reaches.length ? reach : 'unknown';
}

function reachOverKnown(reaches: readonly Reach[]): Reach {
  if (reaches.length === 0) return 'everyone';
  if (reaches.every((reach) => reach === 'nobody')) return 'nobody';
  if (reaches.includes('nobody')) return 'some';
  return fromWorst.find((reach) => reaches.includes(reach)) ?? 'everyone';
}
