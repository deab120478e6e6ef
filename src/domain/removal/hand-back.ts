import type { LinkItem } from '../../contract/link.ts';
import type { RemovalPlan, RemovedRole } from '../../contract/removal/plan.ts';
import type {
  Left,
  RemovalResult,
  RemovedPolicy,
  RemovedTarget,
} from '../../contract/removal/result.ts';
import { shellWord } from '../../contract/findings/shell-word.ts';
import type { RestoreResults } from '../../contract/states/remove-auth.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import type { PlannedKey, PlannedTarget } from '../../contract/push/target.ts';
import { hostingPlace, isBranch } from '../targets/hosting/place.ts';
import { isBeforeLost, isChanged, isOurs } from '../targets/plan-key.ts';
import { hashOfSeen } from '../targets/seen-value.ts';
import { isHandedOver } from './emitted-removals.ts';
import { listing } from '../../contract/text.ts';
import { changedKeys } from './restored-targets.ts';
import { restoreCommand } from '../roles/undo.ts';

/** What people see to once an environment is gone: whose it is, and how. */

/** What is left to people, and why. */
export function leftToPeople(
  plan: RemovalPlan,
  { roles, targets }: Pick<RemovalResult, 'roles' | 'targets'>,
  results: RestoreResults,
): Left[] {
  const notInvalidated = results
    .filter(({ restored }) => restored?.status === 'pushed' && restored.error !== null)
    .map(({ target }) => target.id);
  // One of which somebody else has changed a value has lost the others.
  const wasWritten = plan.targets.filter(({ target, change }) =>
    targets.some(
      ({ id, status, error }) =>
        id === target &&
        (status === 'restored' || (change === 'write' && error?.name === 'TARGET_CHANGED')),
    ),
  );
  return [
    ...roles.flatMap((policy) => {
      const planned = plan.roles.find(({ role }) => role === policy.role);
      return planned ? leftPolicy(policy, planned) : [];
    }),
    ...targets.flatMap((target) => leftTarget(target, plan)),
    ...wasWritten.flatMap(lostValues),
    ...wasWritten.flatMap(staleBuild),
    ...wasWritten.flatMap((target) => staleCache(target, notInvalidated)),
  ];
}

/** What was imported and nothing of ours is on: roles that are cleared, those of functions too, and the pools. */
export function handedBack(
  item: LinkItem,
  plan: RemovalPlan,
  { roles }: Pick<RemovalResult, 'roles'>,
): readonly string[] {
  const kept = new Set(plan.roles.filter(isHandedOver).map(({ role }) => role));
  const cleared = roles
    .filter(({ role, status }) => ['removed', 'restored'].includes(status) && !kept.has(role))
    .map(({ role }) => role);
  const ofFunctions = plan.targets.flatMap(({ kind, roleArn }) =>
    kind === 'role' && roleArn !== null ? [roleArn] : [],
  );
  const pools = [item.request?.userPoolId, item.request?.identityPoolId];
  return [...new Set([...cleared, ...ofFunctions]), ...pools.flatMap((pool) => pool ?? [])];
}

function leftPolicy(
  { role, policyName, status }: RemovedPolicy,
  planned: RemovedRole,
): readonly Left[] {
  const owner = 'the owner of the role';
  // Nothing of our name is there, and they may have put it there under another one.
  if (status === 'handed over' && planned.stands === null) {
    const what = `what was put on the role ${roleNameOf(role)} of the policy ${policyName} under another name, or as a managed policy`;
    return [{ what, owner }];
  }
  const isLeft = ['left', 'failed', 'handed over'].includes(status);
  if (!isLeft && !(status === 'restored' && isHandedOver(planned))) return [];
  const command = restoreCommand({ roleArn: role, policyName, document: null });
  return [{ what: `the policy ${policyName} on the role ${roleNameOf(role)}`, owner, command }];
}

/** What its finding says that its owner can do about it, if that is a command. */
function leftTarget(
  { id, status, error }: RemovedTarget,
  { findings, targets }: RemovalPlan,
): Left[] {
  if (status !== 'left' && status !== 'failed') return [];
  const command = findings.find(
    ({ code, facts }) => code === error?.name && facts['target'] === id,
  )?.command;
  const changed = error?.name === 'TARGET_CHANGED' ? changedOn(id, targets) : [];
  const what =
    changed.length > 0
      ? `${listing(changed)} on ${id}, which somebody has changed`
      : `what was pushed to ${id}`;
  return [{ what, owner: `the owner of ${id}`, ...(command && { command }) }];
}

function changedOn(id: string, targets: RemovalPlan['targets']): readonly string[] {
  return targets.filter(({ target }) => target === id).flatMap(changedKeys);
}

/** What stood under a name of ours before, and was not kept: it may have been a secret. */
function lostValues({ target, keys }: PlannedTarget): Left[] {
  const isLost = (key: PlannedKey): boolean =>
    isBeforeLost(key) && !isChanged(key) && hashOfSeen(key.seen) !== hashOfSeen(key.before);
  return Object.entries(keys)
    .filter(([, key]) => isLost(key))
    .map(([name]) => ({
      what: `the value that stood in ${name} on ${target} before it was pushed, which was not kept`,
      owner: `the owner of ${target}`,
    }));
}

/** What was built with our variables goes on using them. */
function staleBuild({ target, kind, keys }: PlannedTarget): Left[] {
  // Seen as nothing, ours may have been taken away by a run that died.
  const mayBeBuiltWithOurs = Object.values(keys).some((key) => key.seen === null || isOurs(key));
  if (kind !== 'hosting' || !mayBeBuiltWithOurs) return [];
  const place = hostingPlace(target);
  const what = `a build of ${target} without the variables that are gone`;
  const owner = 'the owner of the app';
  if (!isBranch(place)) return [{ what, owner }];
  const { region, appId, branch } = place;
  const command = `aws amplify start-job --region ${region} --app-id ${appId} --branch-name ${shellWord(branch)} --job-type RELEASE`;
  return [{ what, owner, command }];
}

/** What a distribution, which its owner does not allow us, keeps of files that are gone. */
function staleCache(
  { target, distribution }: PlannedTarget,
  notInvalidated: readonly string[],
): Left[] {
  if (distribution === null) return [];
  if (distribution.path !== null && !notInvalidated.includes(target)) return [];
  const { id } = distribution;
  return [
    {
      what: `what the distribution ${id} has in its caches of ${target}`,
      owner: 'the owner of the distribution',
      command: `aws cloudfront create-invalidation --distribution-id ${id} --paths '/*'`,
    },
  ];
}
