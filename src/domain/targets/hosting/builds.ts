import { BuildFailed } from '../../../contract/errors.ts';
import { finding, type Finding } from '../../../contract/findings.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import { isListed } from '../../allowance.ts';
import type { JudgedTarget, TargetContext } from '../target-kind.ts';
import type { HostingFacts } from './facts.ts';
import { buildLink, hostingPlace, isBranch, type HostingBranch } from './place.ts';

/** Builds of a branch: whether one may be started, and how one that was started stands. */

/** A build of a branch as the service lists it. */
export type HostingJob = {
  readonly id: string;
  /** `RELEASE`: of the newest commit, by a push to the repository or by StartJob. */
  readonly type: string;
  readonly startedAt: string;
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

/**
 * The build that has what was written: StartJob has no token, so that one which began later is taken for
 * the one that a push has started, whoever it was. The newest of them says how it ended.
 */
export function adoptableJob(
  jobs: readonly HostingJob[],
  wroteAt: string | null,
): HostingJob | null {
  const later = jobs.filter(
    ({ type, startedAt }) =>
      type === 'RELEASE' && wroteAt !== null && Date.parse(startedAt) >= Date.parse(wroteAt),
  );
  return later.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))[0] ?? null;
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
