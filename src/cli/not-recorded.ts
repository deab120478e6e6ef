import { linkLabel, type LinkName } from '../contract/link.ts';
import type { Result } from '../contract/result.ts';
import { elsewhereOf, storePlace } from '../contract/store-words.ts';
import { LinkNotRecorded } from '../contract/errors/run-errors.ts';

/** Of a link that is not recorded it matters where it was looked for, and where it was not. */
function linkNotRecorded(link: LinkName, store: string): LinkNotRecorded {
  const looked = { in: storePlace(store), elsewhere: elsewhereOf(store) };
  return new LinkNotRecorded(linkLabel(link), looked);
}

/** @throws LinkNotRecorded */
export function notRecorded(link: LinkName, store: string): never {
  throw linkNotRecorded(link, store);
}

/** A result with that place in its error. */
export function withPlace<Ended extends { readonly error?: Result['error'] }>(
  result: Ended,
  link: LinkName,
  store: string,
): Ended {
  if (result.error?.name !== 'LinkNotRecorded') return result;
  const { name, message } = linkNotRecorded(link, store);
  return { ...result, error: { name, message } };
}
