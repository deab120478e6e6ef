import * as z from 'zod';
import type { LinkName } from './link.ts';

/** One published file: `path` is relative to the link's folder, sizes are bytes of UTF-8. */
export const publishedFileSchema = z.strictObject({
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  contentType: z.string(),
});

/**
 * The manifest is the commit: what it names is published. No time, execution or store name is in
 * it, so that equal content gives equal bytes.
 */
export const manifestSchema = z.strictObject({
  version: z.literal('1'),
  app: z.string(),
  env: z.string(),
  revision: z.number().int().positive(),
  /** Folder of the immutable files, relative to the link's folder. */
  folder: z.string(),
  files: z.array(publishedFileSchema),
});

export type PublishedFile = z.infer<typeof publishedFileSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

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
