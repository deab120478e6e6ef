import type { LinkItem } from '../../contract/link.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import type { Slice } from '../../contract/slices.ts';
import { rolesOfLink } from '../link/link-record.ts';

/** Whether an import of a link has left anything at all, were it only half done, or has until a removal. */
export function isKnown(item: SeenLink): boolean {
  const { request, revision, removed } = item;
  return request !== null || revision !== null || removed !== null || holdsAnything(item);
}

/**
 * Whether something of ours may stand on a role or a target, or may be published by a run that died: an
 * import that grants nothing intends no role, and has a manifest all the same.
 */
export function holdsAnything(item: SeenLink): boolean {
  const { push, intent } = item;
  return (
    rolesOfLink(item).length > 0 ||
    intent !== null ||
    (push?.targets ?? []).length > 0 ||
    push?.open != null
  );
}

/** Whether a link was removed, with nothing left of it. */
export function isRemoved(item: SeenLink): boolean {
  return item.removed !== null && !holdsAnything(item);
}

/** Whether the request that is recorded says that the environment has ended. */
export function isExpired({ request }: Pick<LinkItem, 'request'>, now: string): boolean {
  const expires = request?.expires ?? null;
  return expires !== null && Date.parse(expires) <= Date.parse(now);
}

/**
 * Whether the reason of a run that the stack has started is there no more: the environment was renewed while
 * the run waited, or nothing is half removed.
 */
export function isBesidePoint(
  item: LinkItem,
  { startedBy, now }: Pick<Slice<'run'>, 'startedBy' | 'now'>,
  isBegun: boolean,
): boolean {
  if (startedBy === 'expiry') return !isBegun && !isExpired(item, now);
  return startedBy === 'recovery' && !isBegun;
}
