import { AwsUnavailable } from '../../../contract/errors/faults.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import { knowsItsBuild } from '../../../domain/targets/follow.ts';
import {
  adoptableJob,
  builtBy,
  newestJob,
  type HostingJob,
} from '../../../domain/targets/hosting/builds.ts';
import {
  hostingPlace,
  isBranch,
  type HostingBranch,
} from '../../../domain/targets/hosting/place.ts';
import { targetError } from '../../../domain/targets/target-error.ts';
import type { Services } from '../../ports.ts';
import type { FollowedTarget } from '../target-steps.ts';
import type { AmplifyHosting } from './port.ts';

/**
 * Starts the build that a target owes, or looks at the one that was started. Before it starts any, it gives
 * the newest job that there is: once the link has it, no death makes a second build. What goes wrong with it is
 * told of the target; only what is to be tried again is thrown.
 *
 * @throws AwsUnavailable
 */
export async function followHosting(
  target: RecordedTarget,
  { hosting }: Pick<Services, 'hosting'>,
): Promise<FollowedTarget> {
  const { status, build, invalidation, error } = target;
  const place = hostingPlace(target.id);
  const asItStands = { status, build, invalidation, error };
  if (!isBranch(place) || build === null) return asItStands;
  try {
    if (build === 'due' && !knowsItsBuild(target)) {
      const newest = newestJob(await hosting.jobs(place))?.id ?? null;
      return { ...asItStands, jobsBefore: { wroteAt: target.wroteAt, newest } };
    }
    const found =
      build === 'due'
        ? await begun(target, place, hosting)
        : builtBy(target, place, await hosting.job(place, build));
    // A build says nothing of a write that has failed.
    const isBad = status === 'failed' || status === 'left';
    return isBad ? { ...asItStands, build: found.build } : { ...asItStands, ...found };
  } catch (failure) {
    if (failure instanceof AwsUnavailable) throw failure;
    const { name, message } = failure as Error;
    return { ...asItStands, status: 'failed', build: null, error: { name, message } };
  }
}

type Begun = Pick<FollowedTarget, 'status' | 'build' | 'error'>;

async function begun(
  target: RecordedTarget,
  branch: HostingBranch,
  hosting: AmplifyHosting,
): Promise<Begun> {
  const adopted = await begunSince(target, branch, hosting);
  if (adopted) return builtBy(target, branch, adopted);
  const seen = await hosting.look(branch, []);
  // Somebody has switched them off since the plan: a release would ship what nobody has released.
  if (seen.status === 'found' && !seen.value.facts.autoBuild) {
    const error = targetError('HOSTING_AUTO_BUILD_OFF', target.id);
    return { status: 'pushed', build: null, error };
  }
  const started = (await hosting.release(branch)) ?? (await begunSince(target, branch, hosting));
  if (started) return builtBy(target, branch, started);
  // A build that began before the write is under way: ours waits for the next look.
  return { status: 'building', build: 'due', error: null };
}

async function begunSince(
  { jobsBefore }: RecordedTarget,
  branch: HostingBranch,
  hosting: AmplifyHosting,
): Promise<HostingJob | null> {
  return adoptableJob(await hosting.jobs(branch), jobsBefore?.newest ?? null);
}
