import type { LinkItem } from '../../contract/link.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type {
  Left,
  RemovalResult,
  RemovedPolicy,
  RemovedTarget,
} from '../../contract/removal/result.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { hostingPlace, isBranch } from '../targets/hosting/place.ts';
import { restoreCommand } from '../roles/undo.ts';

/** What people see to once an environment is gone: whose it is, and how. */

/** What is left to people, and why. */
export function leftToPeople(
  plan: RemovalPlan,
  { roles, targets }: Pick<RemovalResult, 'roles' | 'targets'>,
): Left[] {
  return [
    ...roles.flatMap(leftPolicy),
    ...targets.flatMap(leftTarget),
    ...plan.targets.flatMap(lostValues),
    ...targets.flatMap(staleBuild),
  ];
}

/** What was imported and nothing of ours is on: roles that are cleared, and the pools. */
export function handedBack(
  item: LinkItem,
  { roles }: Pick<RemovalResult, 'roles'>,
): readonly string[] {
  const cleared = roles.filter(({ status }) => ['removed', 'restored'].includes(status));
  const pools = [item.request?.userPoolId, item.request?.identityPoolId];
  return [...cleared.map(({ role }) => role), ...pools.flatMap((pool) => pool ?? [])];
}

function leftPolicy({ role, policyName, status }: RemovedPolicy): Left[] {
  if (!['left', 'failed', 'handed over'].includes(status)) return [];
  const command = restoreCommand({ roleArn: role, policyName, document: null });
  const what = `the policy ${policyName} on the role ${roleNameOf(role)}`;
  return [{ what, owner: 'the owner of the role', command }];
}

function leftTarget({ id, status }: RemovedTarget): Left[] {
  if (status !== 'left' && status !== 'failed') return [];
  return [{ what: `what was pushed to ${id}`, owner: `the owner of ${id}` }];
}

/** What stood under a name of ours before, and was not kept: it may have been a secret. */
function lostValues({ target, keys }: RemovalPlan['targets'][number]): Left[] {
  const lost = Object.entries(keys).filter(
    ([, { before }]) => before !== null && 'sha256' in before,
  );
  return lost.map(([name]) => ({
    what: `the value that stood in ${name} on ${target} before it was pushed, which was not kept`,
    owner: `the owner of ${target}`,
  }));
}

/** What was built with our variables goes on using them. */
function staleBuild({ id, kind, status }: RemovedTarget): Left[] {
  if (kind !== 'hosting' || status !== 'restored') return [];
  const place = hostingPlace(id);
  const what = `a build of ${id} without the variables that are gone`;
  const owner = 'the owner of the app';
  if (!isBranch(place)) return [{ what, owner }];
  const { region, appId, branch } = place;
  const command = `aws amplify start-job --region ${region} --app-id ${appId} --branch-name '${branch}' --job-type RELEASE`;
  return [{ what, owner, command }];
}
