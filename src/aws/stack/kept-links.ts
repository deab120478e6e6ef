import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { StoreFault } from '../../contract/errors/faults.ts';
import type { Intent, LinkItem } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { seenLink } from '../../contract/seen-link.ts';
import { byteLength, parseJson, sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../../procedures/config/port.ts';
import { once } from '../../contract/when-asked.ts';

/** Where a text lies, and the hash by which it is known to be the one that was stored there. */
type Place = { readonly key: string; readonly sha256: string };

/**
 * A link as its DynamoDB item holds it. An item takes 400 KB (DynamoDB guide, "Quotas"), and three hundred
 * roles may have held ten thousand characters each: what is large lies elsewhere, or is compressed. A
 * version before cannot read such an item, and says so.
 */
export type KeptLink = {
  /** The link; compressed JSON where it is long. */
  readonly link?: unknown;
  /** Where the before-images of its intent lie, in the order of its roles, which then are without. */
  readonly beforeImages?: Place;
};

/** So many bytes of JSON go into an item as they are. */
const roomInItem = 100_000;

const beforeImagesSchema = once(() => z.array(z.string().nullable()));

/** Opened for what is too large only: most links are not. */
type Texts = () => Promise<Pick<ConfigStore, 'read' | 'write' | 'address'>>;

/** Brings links into the shape of their items and back, with the config store for what is too large. */
export function keptLinks(texts: Texts) {
  /** What a run writes once it reads at every look at its fence. */
  let latest: (Place & { readonly text: string }) | null = null;

  async function keepTexts(intent: Intent, { app, env }: LinkItem): Promise<Place | null> {
    const text = JSON.stringify(intent.roles.map(({ before }) => before));
    if (byteLength(text) <= roomInItem) return null;
    const hash = sha256(text);
    const key = `${reportFolder({ app, env }, intent.runId)}/before-images-${hash}.json`;
    if (latest?.key !== key) await (await texts()).write(key, text, reportMetadata);
    latest = { key, sha256: hash, text };
    return { key, sha256: hash };
  }

  async function textAt(place: Place): Promise<string> {
    if (latest?.key === place.key) return latest.text;
    const store = await texts();
    const stored = await store.read(place.key);
    if (stored === null || sha256(stored.text) !== place.sha256) {
      throw new StoreFault(`${store.address(place.key)} does not hold what its link says.`);
    }
    latest = { ...place, text: stored.text };
    return stored.text;
  }

  return {
    /** What an item is to hold of a link; before-images that are too large are stored first. */
    async keep(item: LinkItem): Promise<KeptLink> {
      const { intent } = item;
      const beforeImages = intent && (await keepTexts(intent, item));
      const link = beforeImages ? seenLink(item) : item;
      const text = JSON.stringify(link);
      return {
        link: byteLength(text) <= roomInItem ? link : gzipSync(text),
        ...(beforeImages && { beforeImages }),
      };
    },

    /** The link of an item, to be parsed yet. @throws StoreFault when its before-images are gone or others */
    whole: async ({ link: kept, beforeImages }: KeptLink): Promise<unknown> => {
      const link = unpacked(kept);
      if (!beforeImages) return link;
      const images = beforeImagesSchema().parse(parseJson(await textAt(beforeImages)));
      return withImages(link, (at) => images[at]);
    },

    /** The same for `seenLink`, which takes before-images away: those that lie elsewhere are not fetched. */
    outline: ({ link: kept, beforeImages }: KeptLink): unknown =>
      beforeImages ? withImages(unpacked(kept), () => null) : unpacked(kept),
  };
}

function unpacked(kept: unknown): unknown {
  return kept instanceof Uint8Array ? parseJson(gunzipSync(kept).toString()) : kept;
}

function withImages(link: unknown, imageOf: (at: number) => string | null | undefined): unknown {
  const { intent } = link as LinkItem;
  const roles = intent?.roles.map((role, at) => ({ ...role, before: imageOf(at) }));
  return { ...(link as LinkItem), intent: { ...intent, roles } };
}
