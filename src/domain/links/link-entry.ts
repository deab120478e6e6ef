import type { LinkEntry, LinkState } from '../../contract/links/list.ts';
import { openMatters, withExpired } from './open-matters.ts';
import { pushStateOf } from './push-state.ts';
import { standsRemoved, type StandingLink } from './standing-link.ts';

/** A link at a glance, but for what only the time tells: of the same files it is always the same. */
export function linkEntry(standing: StandingLink): LinkEntry {
  const { item, manifest, fault } = standing;
  const { app, env, request, revision, removed } = item;
  const removedNow = standsRemoved(standing);
  return {
    app,
    env,
    userPoolId: request?.userPoolId ?? null,
    revision: manifest?.revision ?? revision ?? removed?.revision ?? null,
    push: pushStateOf(item, removedNow),
    drift: null,
    expires: removedNow ? null : (request?.expires ?? null),
    state: stateOf(standing),
    open: [...openMatters(standing)],
    ...(fault !== undefined && { fault }),
  };
}

/** The same at a time: one whose end has come has that open. */
export function entryAt(entry: LinkEntry, now: Date): LinkEntry {
  const { expires, open } = entry;
  const isExpired = expires !== null && Date.parse(expires) < now.getTime();
  return isExpired ? { ...entry, open: withExpired(open, expires) } : entry;
}

function stateOf(standing: StandingLink): LinkState {
  const { item, isHeld } = standing;
  if (isHeld) return 'busy';
  if (!standsRemoved(standing)) return 'ready';
  const isEmpty = item.ledger.length === 0 && (item.push?.targets ?? []).length === 0;
  return isEmpty ? 'removed' : 'half-removed';
}
