import type { LinkItem } from '../../contract/link.ts';
import type { PushState } from '../../contract/links/list.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import { owesPush } from '../targets/owed-push.ts';

/** How the targets of a link stand, by what the link has recorded; nothing is owed once it was removed. */
export function pushStateOf(item: SeenLink, isRemoved: boolean): PushState {
  const targets = item.push?.targets ?? [];
  if (isRemoved || (targets.length === 0 && !wantsTargets(item.request))) return 'none';
  if (item.push?.open || owesPush(item)) return 'owed';
  if (targets.some(isNotPushed)) return 'incomplete';
  if (targets.some((target) => owesBuild(target) || owesInvalidation(target))) return 'owed';
  return targets.some(({ status }) => status === 'building') ? 'building' : 'pushed';
}

type Target = NonNullable<LinkItem['push']>['targets'][number];

/** Whether a target has not got what it was to have. */
export function isNotPushed({ status }: Target): boolean {
  return status === 'failed' || status === 'left';
}

export function owesBuild({ build }: Target): boolean {
  return build === 'due';
}

export function owesInvalidation({ invalidation }: Target): boolean {
  return invalidation === 'due';
}

/** Whether a request names anything that a push goes to. */
function wantsTargets(request: RunRequest | null): boolean {
  if (request === null) return false;
  const { functions, hosting, sites, parameters } = request;
  return functions.length + hosting.length + sites.length > 0 || parameters !== false;
}
