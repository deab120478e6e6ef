import type { ReadableStore } from '../procedures/config/read-published.ts';
import { NotPublished, ResourceMissing } from '../contract/user-errors.ts';
import { configUriVariable, type ConfigStoreName } from '../domain/fetch/config-place.ts';

export type PublishedStore = ReadableStore;

/** Opens a store to read from; `null`: the bucket of the stack in the caller's account and region. */
export async function openPublished(name: ConfigStoreName | null): Promise<PublishedStore> {
  if (name?.kind === 'folder') {
    const { folderConfigStore } = await import('../engine/folder-config-store.ts');
    return folderConfigStore(name.folder);
  }
  const { s3ConfigStore } = await import('../aws/stack/s3-config-store.ts');
  return s3ConfigStore(name?.bucket ?? (await bucketOfStack()));
}

async function bucketOfStack(): Promise<string> {
  const { readStack } = await import('../aws/stack/stack-parts.ts');
  try {
    return (await readStack()).bucket;
  } catch (cause) {
    if (!(cause instanceof ResourceMissing)) throw cause;
    throw new NotPublished(
      'No stack of amplify-import is deployed in this account and region.',
      `Set AWS_REGION to the stack's region, ${configUriVariable} to where the config lies, or --store to the folder of a run in process.`,
      { cause },
    );
  }
}
