import { openStore, type OpenStore } from '../engine/stores.ts';
import { requireFolder } from './writable-place.ts';

/**
 * Opens the store that a command line names, to look something up.
 *
 * @throws UsageError when it is a file
 */
export async function openNamedStore(store: string): Promise<OpenStore> {
  if (store !== 'aws') await requireFolder(store, `--store ${store}`);
  return openStore(store);
}
