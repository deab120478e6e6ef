import type { LinkName } from '../contract/link.ts';
import type { History } from '../contract/links/history.ts';
import { readHistory, type AskedRevisions } from '../procedures/links/read-history.ts';
import { requestOfRevision } from '../procedures/links/revision-maker.ts';
import { openNamedStore } from './named-store.ts';
import { notRecorded } from './not-recorded.ts';

/** The revisions of a link in a store. @throws LinkNotRecorded, InvalidRequest */
export async function lookUpHistory(
  link: LinkName,
  asked: AskedRevisions,
  store: string,
): Promise<History> {
  const found = await readHistory(link, asked, await openNamedStore(store));
  return found ?? notRecorded(link, store);
}

/** The request that made a revision. @throws LinkNotRecorded, InvalidRequest */
export async function lookUpRequest(link: LinkName, revision: number, store: string) {
  const found = await requestOfRevision(link, revision, await openNamedStore(store));
  return found ?? notRecorded(link, store);
}
