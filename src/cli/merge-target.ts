import { realpath } from 'node:fs/promises';
import { parseJson } from '../domain/canonical.ts';
import { mergeOutputs, type MergedOutputs } from '../domain/fetch/merge-outputs.ts';
import { UsageError } from './exit-codes.ts';
import type { PlacedFile } from './place-files.ts';
import { readSaved, type SavedText } from './saved-text.ts';

/** The file that is merged into another one. */
export const outputsPath = 'amplify_outputs.json';

/** A file with our config in it, and what became of its sections. */
export type Merged = Omit<MergedOutputs, 'text'> & { readonly file: PlacedFile };

/** A file that our config can be merged into. */
export type MergeTarget = {
  /** @throws PoolsDiffer */
  merge(ours: string): Merged;
};

/** Reads the file that `--merge` names, before anything else is asked. */
export async function mergeTarget(path: string): Promise<MergeTarget> {
  const { text: existing, mark } = await readTarget(path);
  // A link stays one: the file behind it is what several folders share.
  const file = await realpath(path);
  return {
    merge: (ours) => {
      const merged = mergeOutputs(existing, ours);
      if (merged) {
        const { text, ...became } = merged;
        return { ...became, file: { path: file, text: `${mark}${text}`, secret: false } };
      }
      throw new UsageError(
        `--merge ${path}: it is no ${outputsPath} of version 1: its "version" is to be a text that begins with "1", its "auth" an object, and the ids in it texts.`,
      );
    },
  };
}

async function readTarget(path: string): Promise<SavedText> {
  try {
    const read = await readSaved(path);
    if (parseJson(read.text) !== undefined) return read;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`--merge ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  // What an engine says of broken JSON quotes it, and it may hold an API key.
  throw new UsageError(`--merge ${path} is no JSON.`);
}
