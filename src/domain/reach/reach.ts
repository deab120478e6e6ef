import type { Reach } from '../../contract/slices.ts';
import type { GroupDescription } from '../readings.ts';
import { choicesOf, liveRules, picksByGroup, type RoleSource } from './role-choice.ts';

/** Who really gets a role when users sign in through one app client. */

/** Whom the role for signed-in users reaches. */
export function reachOfUsers(source: RoleSource): Reach {
  const { mapping, authenticated } = source;
  const choices = choicesOf(source, null);
  if (!choices.has(authenticated) || authenticated === null) return 'nobody';
  if (choices.size === 1) return 'everyone';
  const byGroup =
    mapping?.type === 'Token' ||
    (mapping !== null &&
      liveRules(mapping)
        .filter(({ roleArn }) => roleArn !== authenticated)
        .every(picksByGroup));
  return mapping?.otherwise === 'AuthenticatedRole' && byGroup ? 'ungrouped' : 'some';
}

/** Which members of a group get its role. */
export function reachOfGroup(source: RoleSource, group: GroupDescription): Reach {
  const choices = choicesOf(source, group);
  if (group.roleArn === null || !choices.has(group.roleArn)) return 'nobody';
  return choices.size === 1 ? 'everyone' : 'some';
}

const fromWorst: readonly Reach[] = ['some', 'ungrouped', 'everyone'];

/**
 * The reach of a role over all published clients: the worst of them, and `nobody` only where it
 * reaches nobody through any. Without clients nothing is known against it.
 */
export function reachOverClients(reaches: readonly Reach[]): Reach {
  if (reaches.length === 0) return 'everyone';
  if (reaches.every((reach) => reach === 'nobody')) return 'nobody';
  if (reaches.includes('nobody')) return 'some';
  return fromWorst.find((reach) => reaches.includes(reach)) ?? 'everyone';
}
