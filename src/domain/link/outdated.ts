import type { Finding } from '../../contract/finding.ts';
import { eventCatalogue } from '../../contract/findings/event.ts';
import { findingBy } from '../../contract/findings/finding-by.ts';
import { linkLabel, type Intent, type LinkItem } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';

/**
 * Whether what a run is to bring is no longer wanted: a run that makes a death good goes on only while the
 * dead one still holds the lease; another one only while the link stands for nothing that was asked for
 * later. Only events come late: a request is asked for when it begins.
 */
export function isOutdated(run: Slice<'run'>, item: LinkItem, now: Date): boolean {
  const { lease, asOf, asOfEvents } = item;
  if (run.recovers !== null) {
    return lease.owner !== run.recovers && lease.owner !== run.executionId;
  }
  if (run.startedBy !== 'event' || run.asOf === null || asOf === null) return false;
  // A clock ahead of this one wrote it: it must not make outdated what is asked for until then.
  if (isEarlier(now.toISOString(), asOf)) return false;
  if (isEarlier(run.asOf, asOf)) return true;
  const isHandled = run.eventId !== null && asOfEvents.includes(run.eventId);
  return isHandled && !isEarlier(asOf, run.asOf);
}

/** What is told of a run that is out of date: why it did nothing. */
export function outdatedFinding(run: Slice<'run'>, item: LinkItem): Finding {
  const why =
    run.recovers === null
      ? { what: 'asked for before' as const, asked: run.asOf, standing: item.asOf }
      : { what: 'made good already' as const, execution: run.recovers };
  return findingBy('RUN_OUTDATED', eventCatalogue().RUN_OUTDATED, { link: linkLabel(item), why });
}

/** As many events of one second are told from those that are delivered again. */
const mostEventsOfSecond = 20;

/** Since when a link is wanted as it is, once something has been brought about that was asked for. */
export function askedSince(
  { asOf: standing, asOfEvents }: Pick<LinkItem, 'asOf' | 'asOfEvents'>,
  { asOf, eventId }: Pick<Intent, 'asOf' | 'eventId'>,
): Pick<LinkItem, 'asOf' | 'asOfEvents'> {
  if (asOf === null || (standing !== null && isEarlier(asOf, standing))) {
    return { asOf: standing, asOfEvents };
  }
  const isSameSecond = standing !== null && !isEarlier(standing, asOf);
  const others = isSameSecond ? asOfEvents.filter((id) => id !== eventId) : [];
  return {
    asOf: isSameSecond && standing > asOf ? standing : asOf,
    asOfEvents: [...(eventId === null ? [] : [eventId]), ...others].slice(0, mostEventsOfSecond),
  };
}

/**
 * In whole seconds, which is all that the time of an event tells (EventBridge user guide, "AWS service
 * event metadata"): of two events of one second the one that is handled later counts as the newer one.
 */
function isEarlier(one: string, other: string): boolean {
  return secondsOf(one) < secondsOf(other);
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
