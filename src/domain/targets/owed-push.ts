import type { LinkItem } from '../../contract/link.ts';
import { requestHash } from './request-hash.ts';

/** Whether a link owes its targets what it has recorded. */
export function owesPush({
  revision,
  request,
  push,
}: Pick<LinkItem, 'revision' | 'request' | 'push'>): boolean {
  if (revision === null || request === null) return false;
  const { of } = push ?? { of: null };
  return of?.revision !== revision || of.requestSha256 !== requestHash(request);
}
