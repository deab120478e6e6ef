import { Refusal } from './refusal.ts';
import type { Hosting, HostingCall } from './state.ts';

const LARGEST_PAGE = 50;

/** One page of a list, and the token of the next one when there is more. */
export function pageOf<T>(
  items: readonly T[],
  { query }: HostingCall,
  { pageSize }: Hosting,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const size = Number(query.get('maxResults') ?? pageSize) || pageSize;
  if (!Number.isInteger(size) || size < 0 || size > LARGEST_PAGE) {
    throw new Refusal('BadRequestException', `maxResults must be at most ${LARGEST_PAGE}.`);
  }
  const begin = positionIn(query.get('nextToken'));
  const end = begin + size;
  const page = items.slice(begin, end);
  return end < items.length ? { page, nextToken: tokenFor(end) } : { page };
}

const tokenFor = (position: number): string =>
  Buffer.from(`after ${position}`).toString('base64url');

function positionIn(token: string | null): number {
  if (token === null) return 0;
  const text = Buffer.from(token, 'base64url').toString();
  const position = /^after (\d+)$/.exec(text)?.[1];
  if (position === undefined) throw new Refusal('BadRequestException', 'Invalid nextToken.');
  return Number(position);
}
