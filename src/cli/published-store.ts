import type { ReadableStore } from '../procedures/config/read-published.ts';
import type { ConfigStoreName } from '../domain/fetch/config-place.ts';
import { requireFolder } from './writable-place.ts';

export type PublishedStore = ReadableStore;

/** Opens a store to read from; `null`: the bucket of the stack in the caller's account and region. */
export async function openPublished(name: ConfigStoreName | null): Promise<PublishedStore> {
  if (name?.kind === 'folder') {
    await requireFolder(name.folder, `--store ${name.folder}`);
    const [{ folderConfigStore }, { namingRefusals }] = await Promise.all([
      import('../engine/folder-config-store.ts'),
      import('../engine/file-refusal.ts'),
    ]);
    return namingRefusals(folderConfigStore(name.folder), name.folder);
  }
  const [{ s3ConfigStore }, { readStack }] = await Promise.all([
    import('../aws/stack/s3-config-store.ts'),
    import('../aws/stack/stack-parts.ts'),
  ]);
  return s3ConfigStore(name?.bucket ?? (await readStack()).bucket);
}
