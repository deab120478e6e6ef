import { BuildFailed } from '../../../contract/errors/push-errors.ts';
import { finding, type Finding } from '../../../contract/findings.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import { isListed } from '../../allowance.ts';
import type { JudgedTarget, TargetContext } from '../target-kind.ts';
import type { HostingFacts } from './facts.ts';
import { buildLink, hostingPlace, isBranch, type HostingBranch } from './place.ts';

/** Builds of a branch: whether one may be started, and how one that was started stands. */

/** A build of a branch as the service lists it. */
export type HostingJob = {
  /** Digits that count up: each job of a branch has a greater one than those before it. */
  readonly id: string;
  /** `RELEASE`: of the newest commit, by a push to the repository or by StartJob. */
  readonly type: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
};

/** Why no build is started of a branch for which one is asked; `null`: one is, once it has changed. */
export function buildFinding(
  { id, seen }: JudgedTarget<HostingFacts>,
  { allowList, request }: TargetContext,
): Finding | null {
  const place = hostingPlace(id);
  if (!isBranch(place)) return null;
  const { appId, region, branch } = place;
  const known = { target: id, appId, region, branch };
  const { connected, autoBuild } = seen.facts;
  if (!connected) return finding('HOSTING_NOT_CONNECTED', { target: id, appId, region });
  if (!autoBuild) return finding('HOSTING_AUTO_BUILD_OFF', known);
  if (allowList !== null && !isListed(allowList, request.app, seen.arn)) {
    return finding('HOSTING_BUILD_NOT_ALLOWED', { ...known, arn: seen.arn });
  }
  return null;
}

/** The job that was started last, of whatever type; `null`: there is none. */
export function newestJob(jobs: readonly HostingJob[]): HostingJob | null {
  return jobs.toSorted((a, b) => Number(b.id) - Number(a.id))[0] ?? null;
}

/**
 * The build that has what was written: StartJob has no token, so that one which began later is taken for
 * the one that a push has started, whoever it was. The newest of them says how it ended. Known by ids and
 * not by times: the clock of the service is not that of a push.
 *
 * @param newest the id of the newest job that there was once it was written; `null`: there was none
 */
export function adoptableJob(
  jobs: readonly HostingJob[],
  newest: string | null,
): HostingJob | null {
  const later = jobs.filter(
    ({ id, type }) => type === 'RELEASE' && Number(id) > Number(newest ?? 0),
  );
  return newestJob(later);
}

/** How a target stands by its build. */
export function builtBy(
  target: Pick<RecordedTarget, 'id'>,
  branch: HostingBranch,
  { id: build, state }: Pick<HostingJob, 'id' | 'state'>,
): Pick<RecordedTarget, 'status' | 'build' | 'error'> {
  switch (state) {
    case 'running':
      return { status: 'building', build, error: null };
    case 'succeeded':
      return { status: 'pushed', build, error: null };
    case 'failed':
    case 'cancelled': {
      const how = state === 'failed' ? 'failed' : 'was cancelled';
      const { name, message } = new BuildFailed(target.id, how, buildLink(branch, build));
      return { status: 'failed', build, error: { name, message } };
    }
  }
}
