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
  const looked = await Promise.all(
    due.map(async (before) => {
      const followed = await stepsOf(before.kind).follow?.(before, services);
      return { before, after: { ...before, ...followed } };
    }),
  );
  if (looked.length > 0) {
    await updateLink(linkStore, link, (current) => followedItem(current, looked));
  }
  const running = looked.filter(({ after }) => isToBeFollowed(after)).length;
  const time = now();
  return {
    running: isFollowed(run, push.follow, time) ? running : 0,
    waitSeconds: waitSecondsOf(new Date(run.now), time),
  };
}
