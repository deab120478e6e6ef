import type { LinkName } from '../contract/link.ts';
import type { LinkEntry } from '../contract/links/list.ts';
import { linkPartPattern } from '../contract/name-patterns.ts';
import { compareText } from '../domain/canonical.ts';
import { namesIn } from './folder-names.ts';
import type { RememberedLooks } from './remembered-looks.ts';

/**
 * Every link of a folder, by app and environment: those that have an item, and those that have a file of theirs. Only
 * those are read on whose files somebody has written since they were listed last, and those that a run holds. `read`:
 * `null` when nothing is known of a link.
 */
export async function listFolder(
  root: string,
  remembered: RememberedLooks,
  read: (link: LinkName) => Promise<LinkEntry | null>,
): Promise<readonly LinkEntry[]> {
  const links: LinkEntry[] = [];
  for (const app of linkParts(namesIn(`${root}/${items}`), namesIn(`${root}/config`))) {
    const [itemsOfApp, filesOfApp] = [`${items}/${app}`, `config/${app}`];
    const environments = await remembered.of([itemsOfApp, filesOfApp], () =>
      linkParts(
        namesIn(`${root}/${itemsOfApp}`).map((name) => name.replace(/\.json$/, '')),
        namesIn(`${root}/${filesOfApp}`),
      ),
    );
    for (const env of environments) {
      const entry = await remembered.of(
        [`${itemsOfApp}/${env}.json`, `${filesOfApp}/${env}/manifest.json`],
        () => read({ app, env }),
        (found) => found?.state !== 'busy',
      );
      if (entry) links.push(entry);
    }
  }
  return links;
}

const items = '.state/links';

/** The names that links have among some, each once, in order. */
function linkParts(...lists: readonly (readonly string[])[]): readonly string[] {
  const parts = lists.flat().filter((name) => linkPartPattern.test(name));
  return [...new Set(parts)].toSorted(compareText);
}
