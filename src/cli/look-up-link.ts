import { iam } from '../aws/clients/iam-client.ts';
import type { LinkName } from '../contract/link.ts';
import type { ShownLink } from '../contract/links/show.ts';
import { showLink } from '../procedures/links/show-link.ts';
import { hasConsole } from './has-console.ts';
import { openNamedStore } from './named-store.ts';
import { notRecorded } from './not-recorded.ts';

/** All that a store knows of a link. @throws LinkNotRecorded */
export async function lookUpLink(link: LinkName, store: string): Promise<ShownLink> {
  const [opened, inConsole] = await Promise.all([openNamedStore(store), hasConsole(iam())]);
  return (await showLink(link, opened, inConsole)) ?? notRecorded(link, store);
}
