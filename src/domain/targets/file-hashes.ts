import type { PublishedFile } from '../../contract/manifest.ts';
import { sha256 } from '../canonical.ts';

/** Under what name the hash of the manifest itself stands among those of the files. */
export const manifestName = 'manifest.json';

/** sha256 of each published file by its path, and of the exact text of the manifest that names them. */
export function fileHashes(
  files: readonly Pick<PublishedFile, 'path' | 'sha256'>[],
  manifestText: string,
): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(files.map((file) => [file.path, file.sha256])),
    [manifestName]: sha256(manifestText),
  };
}
