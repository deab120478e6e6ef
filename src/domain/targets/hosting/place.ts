import type { RunRequest } from '../../../contract/request.ts';
import { parseTargetId, targetIdOf, type ParsedTarget } from '../../../contract/push/target.ts';

/** An app of Amplify Hosting, whose variables all branches and previews get; or one of its branches. */
export type HostingPlace = Extract<ParsedTarget, { readonly kind: 'hosting' }>;

/** A branch: what is built. */
export type HostingBranch = HostingPlace & { readonly branch: string };

/** The target of a place that a request names; without a region it is where the user pool is. */
export function hostingIdOf(
  { appId, region, branch }: RunRequest['hosting'][number],
  regionOfUserPool: string,
): string {
  return targetIdOf({ kind: 'hosting', region: region ?? regionOfUserPool, appId, branch });
}

/** The app or the branch that a target is. @throws RangeError when the id names something else */
export function hostingPlace(id: string): HostingPlace {
  const place = parseTargetId(id);
  if (place.kind !== 'hosting') throw new RangeError(`"${id}" is no target of hosting.`);
  return place;
}

export function isBranch(place: HostingPlace): place is HostingBranch {
  return place.branch !== null;
}

/** Where people see a build of a branch. */
export function buildLink({ region, appId, branch }: HostingBranch, jobId: string): string {
  return `https://${region}.console.aws.amazon.com/amplify/apps/${appId}/branches/${encodeURIComponent(branch)}/deployments/${jobId}`;
}
