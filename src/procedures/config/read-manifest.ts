import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkName } from '../../contract/link.ts';
import { manifestKey, storedManifestSchema, type StoredManifest } from '../../contract/manifest.ts';
import { parseJson } from '../../domain/canonical.ts';
import type { ConfigStore } from './port.ts';

/**
 * The manifest or the tombstone of a link as it stands, with its exact text.
 *
 * @throws StoreFault when it is neither
 */
export async function readManifest(
  link: LinkName,
  store: Pick<ConfigStore, 'address' | 'read'>,
): Promise<{ manifest: StoredManifest; text: string; etag: string } | null> {
  const stored = await store.read(manifestKey(link));
  if (!stored) return null;
  const manifest = storedManifestSchema().safeParse(parseJson(stored.text));
  if (!manifest.success) {
    throw new StoreFault(
      `${store.address(manifestKey(link))} ${stored.text === '' ? 'is empty' : 'is no manifest that this version can read'}. Bring it back as it was, or delete it and import again: that publishes anew, from revision 1 on.`,
    );
  }
  return { manifest: manifest.data, text: stored.text, etag: stored.etag };
}
