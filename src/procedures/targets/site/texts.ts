import { StoreFault } from '../../../contract/errors/faults.ts';
import type { LinkName } from '../../../contract/link.ts';
import { siteManifestName } from '../../../contract/push/site.ts';
import { sha256 } from '../../../domain/canonical.ts';
import { readManifest } from '../../config/read-manifest.ts';
import { readPublished, readPublishedFile } from '../../config/read-published.ts';
import type { ConfigStore } from '../../config/port.ts';
import type { SiteText } from './port.ts';

/**
 * Reads what is to lie beside an app from the folder of the revision that is published, and holds it to the
 * hashes of the plan: nobody publishes while the push has the lease.
 *
 * @throws StoreFault when the store holds something else
 */
export async function siteTexts(
  link: LinkName,
  hashes: Readonly<Record<string, string>>,
  store: ConfigStore,
): Promise<ReadonlyMap<string, SiteText>> {
  const manifest = await readPublished(link, store);
  const texts = await Promise.all(
    Object.entries(hashes).map(async ([name, hash]) => {
      const file = manifest.files.find(({ path }) => path === name);
      const text = file
        ? await readPublishedFile(link, manifest, file, store)
        : name === siteManifestName
          ? (await readManifest(link, store))?.text
          : undefined;
      if (text === undefined || sha256(text) !== hash) {
        throw new StoreFault(
          `${name} of ${link.app}/${link.env} is not what the push has planned.`,
        );
      }
      const type = file?.contentType ?? 'application/json';
      const contentType = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
      return [name, { text, contentType }] as const;
    }),
  );
  return new Map(texts);
}
