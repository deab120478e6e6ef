import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';

/**
 * Whether what a run is to bring is no longer wanted: a run that makes a death good goes on only while the
 * dead one still holds the lease; another one only while the link stands for nothing that was asked for
 * later. Only events come late: a request is asked for when it begins.
 */
export function isOutdated(run: Slice<'run'>, { lease, asOf }: LinkItem, now: Date): boolean {
  if (run.recovers !== null) {
    return lease.owner !== run.recovers && lease.owner !== run.executionId;
  }
  if (run.startedBy !== 'event' || run.asOf === null || asOf === null) return false;
  // A clock ahead of this one wrote it: it must not make outdated what is asked for until then.
  if (isEarlier(now.toISOString(), asOf)) return false;
  return isEarlier(run.asOf, asOf);
}

/** What is told of a run that is out of date: why it did nothing. */
export function outdatedFinding(run: Slice<'run'>, item: LinkItem): Finding {
  const why =
    run.recovers === null
      ? { what: 'asked for before' as const, asked: run.asOf, standing: item.asOf }
      : { what: 'made good already' as const, execution: run.recovers };
  return finding('RUN_OUTDATED', { link: linkLabel(item), why });
}

/** The later of two times, of which either may not be known. */
export function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? other : one;
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
