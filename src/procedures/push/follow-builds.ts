import type { StateInput, StateOutput } from '../../contract/states.ts';
import {
  followedItem,
  isFollowed,
  isToBeFollowed,
  waitSecondsOf,
} from '../../domain/targets/follow.ts';
import { updateLink } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { stepsOf } from '../targets/steps.ts';

/**
 * Works from the link, not from this run, so that no build is lost with the push that owed it: starts
 * what is due, and looks at what runs. Nobody holds the lease meanwhile.
 */
export async function followBuilds(
  { link, run, push }: StateInput<'Follow builds'>,
  services: Services,
): Promise<StateOutput<'Follow builds'>> {
  const { linkStore, now } = services;
  const { item } = await linkStore.read(link);
  const due = (item.push?.targets ?? []).filter(isToBeFollowed);
  const followed = await Promise.allSettled(
    due.map(async (before) => {
      const found = await stepsOf(before.kind).follow?.(before, services);
      return { before, after: { ...before, ...found } };
    }),
  );
  const looked = followed.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (looked.length > 0) {
    await updateLink(linkStore, link, (current) => followedItem(current, looked));
  }
  // What was started is noted before the others are tried again.
  for (const one of followed) if (one.status === 'rejected') throw one.reason;
  const running = looked.filter(({ after }) => isToBeFollowed(after)).length;
  const time = now();
  return {
    running: isFollowed(run, push.follow, time) ? running : 0,
    waitSeconds: waitSecondsOf(new Date(run.now), time),
  };
}
