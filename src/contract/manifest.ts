import * as z from 'zod';
import type { LinkName } from './link.ts';
import { loosely } from './loosely.ts';
import { once } from './when-asked.ts';

/** One published file: `path` is relative to the link's folder, sizes are bytes of UTF-8. */
export const publishedFileSchema = once(() =>
  z.strictObject({
    path: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    contentType: z.string(),
  }),
);

/**
 * The manifest is the commit: what it names is published. No time, execution or store name is in
 * it, so that equal content gives equal bytes.
 */
export const manifestSchema = once(() =>
  loosely(
    z.strictObject({
      version: z.literal('1'),
      app: z.string(),
      env: z.string(),
      revision: z.number().int().positive(),
      /** Folder of the immutable files, relative to the link's folder. */
      folder: z.string(),
      files: z.array(publishedFileSchema()),
    }),
  ),
);

/**
 * What a manifest becomes when its link is removed: it counts on, so that a later import is a new
 * revision, and names no file. The current copies go with it; the files of revisions stay, and nothing
 * names them any more.
 */
export const tombstoneSchema = once(() =>
  z.strictObject({
    version: z.literal('1'),
    app: z.string(),
    env: z.string(),
    /** The last one that was published. */
    revision: z.number().int().positive(),
    removed: z.literal(true),
    files: z.tuple([]),
  }),
);

/** What can stand at the key of a manifest. */
export const storedManifestSchema = once(() =>
  loosely(z.union([manifestSchema(), tombstoneSchema()])),
);

export type PublishedFile = z.infer<ReturnType<typeof publishedFileSchema>>;
export type Manifest = z.infer<ReturnType<typeof manifestSchema>>;
export type StoredManifest = z.infer<ReturnType<typeof storedManifestSchema>>;

/** Whether a manifest says that its link was removed. */
export function isTombstone(
  manifest: StoredManifest,
): manifest is z.infer<ReturnType<typeof tombstoneSchema>> {
  return 'removed' in manifest;
}

/** Folder of a link's published files. */
export function configFolder({ app, env }: LinkName): string {
  return `config/${app}/${env}`;
}

/** Key of the manifest of a link. */
export function manifestKey(link: LinkName): string {
  return `${configFolder(link)}/manifest.json`;
}

/** Folder of the plan and the report of a run, and of the policies that it emits. */
export function reportFolder({ app, env }: LinkName, runId: string): string {
  return `reports/${app}/${env}/${runId}`;
}
