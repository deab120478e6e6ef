import type { StateInput, StateOutput } from '../../contract/states.ts';
import {
  followedItem,
  isFollowed,
  isToBeFollowed,
  knowsItsBuild,
  waitSecondsOf,
} from '../../domain/targets/follow.ts';
import type { LinkName } from '../../contract/link.ts';
import type { RecordedTarget } from '../../contract/push/target.ts';
import { updateLink } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { stepsOf } from '../targets/steps.ts';
import type { FollowServices } from '../targets/target-steps.ts';

/**
 * Works from the link, not from this run, so that no build is lost with the push that owed it: notes what
 * a start will be known by, starts what is due, and looks at what runs. Nobody holds the lease meanwhile.
 */
export async function followBuilds(
  { link, run, push }: StateInput<'Follow builds'>,
  services: FollowServices & Pick<Services, 'linkStore' | 'now'>,
): Promise<StateOutput<'Follow builds'>> {
  const { item } = await services.linkStore.read(link);
  const first = await look(item.push?.targets ?? [], link, services);
  const noted = first.looked.filter(({ before, after }) => {
    return !knowsItsBuild(before) && knowsItsBuild(after);
  });
  const isNoted = ({ id }: RecordedTarget): boolean => noted.some(({ after }) => after.id === id);
  const second = await look(first.targets.filter(isNoted), link, services);
  // What was started is noted before the others are tried again.
  const [failure] = [...first.failures, ...second.failures];
  if (failure !== undefined) throw failure;
  const looked = [...first.looked.filter(({ before }) => !isNoted(before)), ...second.looked];
  const running = looked.filter(({ after }) => isToBeFollowed(after)).length;
  const time = services.now();
  return {
    running: isFollowed(run, push.follow, time) ? running : 0,
    waitSeconds: waitSecondsOf(new Date(run.now), time),
  };
}

/** One look at some targets of a link. */
type Look = {
  readonly looked: readonly { readonly before: RecordedTarget; readonly after: RecordedTarget }[];
  readonly failures: readonly unknown[];
  /** All targets as the link has them now. */
  readonly targets: readonly RecordedTarget[];
};

async function look(
  targets: readonly RecordedTarget[],
  link: LinkName,
  services: FollowServices & Pick<Services, 'linkStore'>,
): Promise<Look> {
  const due = targets.filter(isToBeFollowed);
  const followed = await Promise.allSettled(
    due.map(async (before) => {
      const found = await stepsOf(before.kind).follow?.(before, services);
      return { before, after: { ...before, ...found } };
    }),
  );
  const looked = followed.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const failures = followed.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  if (looked.length === 0) return { looked, failures, targets };
  const { push } = await updateLink(services.linkStore, link, (current) =>
    followedItem(current, looked),
  );
  return { looked, failures, targets: push?.targets ?? [] };
}
