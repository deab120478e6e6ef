import { openToLookUp } from '../engine/stores.ts';
import type { LinkReading } from '../procedures/links/read-links.ts';
import { requireFolder } from './writable-place.ts';

/**
 * Opens the store that a command line names, to look something up.
 *
 * @throws UsageError when it is a file
 */
export async function openNamedStore(store: string): Promise<LinkReading> {
  if (store !== 'aws') await requireFolder(store, `--store ${store}`);
  return openToLookUp(store);
}
