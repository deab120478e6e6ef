import { accountClients } from '../aws/clients/account-clients.ts';
import type { LinkName } from '../contract/link.ts';
import { readHistory, type AskedRevisions } from '../procedures/links/read-history.ts';
import { readLinks } from '../procedures/links/read-links.ts';
import { requestOfRevision } from '../procedures/links/revision-maker.ts';
import { showLink } from '../procedures/links/show-link.ts';
import type { History } from '../contract/links/history.ts';
import type { LinkList } from '../contract/links/list.ts';
import type { ShownLink } from '../contract/links/show.ts';
import { linkEntry } from '../domain/links/link-entry.ts';
import { hasConsole } from './has-console.ts';
import { openNamedStore } from './named-store.ts';
import { notRecorded } from './not-recorded.ts';

/** Every link of a store. */
export async function lookUpLinks(store: string): Promise<LinkList> {
  const { services } = await openNamedStore(store);
  return { links: (await readLinks(services)).map(linkEntry) };
}

/** All that a store knows of a link. @throws LinkNotRecorded */
export async function lookUpLink(link: LinkName, store: string): Promise<ShownLink> {
  const { services } = await openNamedStore(store);
  const inConsole = await hasConsole(accountClients.iam());
  return (await showLink(link, services, inConsole)) ?? notRecorded(link, store);
}

/** The revisions of a link in a store. @throws LinkNotRecorded, InvalidRequest */
export async function lookUpHistory(
  link: LinkName,
  asked: AskedRevisions,
  store: string,
): Promise<History> {
  const { services } = await openNamedStore(store);
  return (await readHistory(link, asked, services)) ?? notRecorded(link, store);
}

/** The request that made a revision. @throws LinkNotRecorded, InvalidRequest */
export async function lookUpRequest(link: LinkName, revision: number, store: string) {
  const { services } = await openNamedStore(store);
  return (await requestOfRevision(link, revision, services)) ?? notRecorded(link, store);
}
