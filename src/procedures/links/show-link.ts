import type { LinkName } from '../../contract/link.ts';
import type { ShownLink } from '../../contract/links/show.ts';
import { configFolder } from '../../contract/manifest.ts';
import { hasStanding } from '../../domain/links/standing-link.ts';
import { shownLink } from '../../domain/links/shown-link.ts';
import { readLink, type LinkReading } from './read-links.ts';
import { readLatestRuns } from './read-runs.ts';

/**
 * All that is known of a link, be it that its runs were refused; `null`: nothing is. `hasConsole`: its parts are seen in one, as those of an
 * emulator are not.
 */
export async function showLink(
  link: LinkName,
  services: LinkReading,
  hasConsole: boolean,
): Promise<ShownLink | null> {
  const { configStore, now } = services;
  const standing = await readLink(link, services);
  const latest = await readLatestRuns(link, configStore);
  if (!hasStanding(standing) && latest.runs.length === 0) return null;
  const addressOf = (key: string) => configStore.address(key);
  const address = `${addressOf(configFolder(link))}/`;
  return shownLink(standing, { ...latest, address, addressOf, hasConsole, now: now() });
}
