import { readClientSecret } from '../aws/account/client-secret.ts';
import { StoreFault } from '../contract/errors.ts';
import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import { nativeClientOf, nativeClientPath } from '../domain/fetch/native-client.ts';

/**
 * The secret of the native client that a revision names, read with the caller's own rights; `null`: the
 * client has none.
 *
 * @throws StoreFault when the revision names no native client, AccessDenied, ResourceMissing
 */
export async function nativeClientSecret(
  { files, revision }: Manifest,
  read: (file: PublishedFile) => Promise<string>,
): Promise<string | null> {
  const file = files.find(({ path }) => path === nativeClientPath);
  const client = file ? nativeClientOf(await read(file)) : null;
  if (client) return readClientSecret(client.userPoolId, client.clientId);
  throw new StoreFault(`${nativeClientPath} of revision ${revision} names no native client.`);
}
