import type { LinkName } from '../../contract/link.ts';
import { configFolder, type Manifest, type StoredManifest } from '../../contract/manifest.ts';
import type { PlannedFile } from '../../contract/plan.ts';
import { byteLength, canonicalJson, sha256 } from '../canonical.ts';
import { manifestFault } from './manifest-fault.ts';
import type { RenderedFile } from './client-config.ts';

/** What is published now: the manifest with its ETag, and the text of each current copy. */
export type PublishedNow = {
  readonly manifest: StoredManifest | null;
  readonly manifestEtag: string | null;
  /** The exact text of the manifest; `null`: there is none. */
  readonly manifestText?: string | null;
  /** By path; `null`: the copy is missing. */
  readonly currentCopies: Readonly<Record<string, string | null>>;
};

export type ConfigPlan = {
  readonly files: readonly PlannedFile[];
  /** Paths of the published set that the wanted one does not have. */
  readonly removedFiles: readonly string[];
  readonly revision: number | null;
  /** The exact text of the manifest to commit; `null`: the published set is the wanted one. */
  readonly manifest: string | null;
};

/**
 * Compares the rendered files with what is published, and writes the manifest of the next revision. One that
 * stands and by which nothing could be fetched publishes nothing: the next takes its place.
 */
export function planConfig(
  link: LinkName,
  rendered: readonly RenderedFile[],
  now: PublishedNow,
): ConfigPlan {
  const stands = now.manifest && manifestFault(link, now.manifest) === null ? now.manifest : null;
  const published = new Map((stands?.files ?? []).map((file) => [file.path, file]));
  const files = rendered.map((file): PlannedFile => {
    const [bytes, hash] = [byteLength(file.content), sha256(file.content)];
    const known = published.get(file.path);
    return {
      ...file,
      bytes,
      sha256: hash,
      changed: known?.sha256 !== hash || known.bytes !== bytes,
      repair: now.currentCopies[file.path] !== file.content,
    };
  });
  const samePaths =
    published.size === files.length && files.every((file) => published.has(file.path));
  const unchanged = samePaths && files.every((file) => !file.changed);
  if (files.length === 0 || unchanged) {
    return { files, removedFiles: [], revision: now.manifest?.revision ?? null, manifest: null };
  }
  const wanted = new Set(files.map(({ path }) => path));
  const removedFiles = [...published.keys()].filter((path) => !wanted.has(path));
  const revision = (now.manifest?.revision ?? 0) + 1;
  return { files, removedFiles, revision, manifest: manifestText(link, revision, files) };
}

/** Key of the current copy of a file. */
export function currentKey(link: LinkName, path: string): string {
  return `${configFolder(link)}/${path}`;
}

function manifestText(link: LinkName, revision: number, files: readonly PlannedFile[]): string {
  const set = sha256(canonicalJson(files.map((file) => [file.path, file.sha256])));
  const manifest: Manifest = {
    version: '1',
    app: link.app,
    env: link.env,
    revision,
    folder: `revisions/${revision}-${set.slice(0, 12)}`,
    files: files.map(({ path, bytes, sha256: hash, contentType }) => ({
      path,
      bytes,
      sha256: hash,
      contentType,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
