import { regionOfPool, roleNameOf } from '../../contract/aws-names.ts';
import { expiringLinks } from '../../contract/expiring-links.ts';
import type { LinkItem, LinkName } from '../../contract/link.ts';
import type { TargetKind, TargetRef } from '../../contract/push/target.ts';
import { rolesOfLink } from '../link/link-record.ts';
import { askedFunctions } from './function/function-names.ts';
import { hostingIdOf } from './hosting/place.ts';

/** An item by which a link is found: under what, and in which order among those. */
export type IndexEntry = { readonly pk: string; readonly sk: string };

/** Under which all links of a store are found, those that were removed too. */
export const allLinks = 'LINKS';

/**
 * Everything by which a link is found: its app, its pools, the roles that hold a policy of ours, the
 * targets of its pushes, and when it expires. Of one that was removed only that it was there.
 *
 * Index items are hints: whoever finds a link by one reads the link again.
 */
export function indexEntries(item: LinkItem): readonly IndexEntry[] {
  const sk = `${item.app}#${item.env}`;
  const expires = expiryOf(item);
  const entries = [
    ...indexedResources(item).map((pk) => ({ pk, sk })),
    ...(expires === null ? [] : [{ pk: expiringLinks, sk: `${expires}#${sk}` }]),
  ];
  const keys = new Set<string>();
  return entries.filter((entry) => {
    const key = `${entry.pk}\n${entry.sk}`;
    return !keys.has(key) && keys.add(key);
  });
}

/** What links of an app, a pool, a role or a target are found by. */
export function indexedResources(item: LinkItem): readonly string[] {
  const { request, removed } = item;
  if (removed !== null) return [allLinks];
  const targets = [...(item.push?.targets ?? []), ...openedTargets(item)];
  const pools = [request?.userPoolId, request?.identityPoolId];
  return [
    ...(request || rolesOfLink(item).length > 0 || item.intent ? [allLinks] : []),
    ...(request ? [`APP#${item.app}`] : []),
    ...pools.flatMap((pool) => (pool ? [`POOL#${pool}`] : [])),
    ...item.ledger.map(({ roleArn }) => roleIndex(roleNameOf(roleArn))),
    ...targets.flatMap(({ id, kind }) => targetIndex(id, kind) ?? []),
  ];
}

/** Under what a link is found by a role: what AWS tells of a change to one has its name, without a path. */
function roleIndex(roleName: string): string {
  return `ROLENAME#${roleName}`;
}

/**
 * When a link is to be removed, in the one way of writing a time that sorts; `null`: nobody has said
 * when, or it was removed.
 */
export function expiryOf({ request, removed, expiryPutOffTo }: LinkItem): string | null {
  const expires = request?.expires ?? null;
  if (expires === null || removed !== null) return null;
  const times = [expires, ...(expiryPutOffTo === null ? [] : [expiryPutOffTo])];
  return new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString();
}

/** The link of an index item. */
export function linkOfIndex({ pk, sk }: IndexEntry): LinkName {
  const [env = '', app = ''] = sk.split('#').toReversed();
  if (app && env) return { app, env };
  throw new RangeError(`${pk}/${sk} names no link.`);
}

/** The app under which all links of an index are; `null`: they may be of any. */
export function appOfIndex(resource: string): string | null {
  return /^APP#([a-z0-9-]+)$/.exec(resource)?.[1] ?? null;
}

/** What a push that is under way, or that died, may have written without having recorded it. */
function openedTargets({ request, push }: LinkItem): readonly TargetRef[] {
  if (request === null || !push?.open) return [];
  const region = regionOfPool(request.userPoolId);
  return [
    ...askedFunctions(request).map(({ id }) => ({ id, kind: 'function' as const })),
    ...request.hosting.map((place) => ({
      id: hostingIdOf(place, region),
      kind: 'hosting' as const,
    })),
  ];
}

/** Under what a link is found by a target of its pushes; `null`: nobody looks for it. */
export function targetIndex(id: string, kind: TargetKind): string | null {
  if (kind === 'function') return `FUNCTION#${id.slice('function:'.length)}`;
  if (kind === 'hosting') return `HOSTING#${id.slice('hosting:'.length)}`;
  return null;
}
