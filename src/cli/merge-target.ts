import { readFile, realpath } from 'node:fs/promises';
import { parseJson } from '../domain/canonical.ts';
import { mergeOutputs, type MergedOutputs } from '../domain/fetch/merge-outputs.ts';
import { UsageError } from './exit-codes.ts';
import type { PlacedFile } from './place-files.ts';

/** The file that is merged into another one. */
export const outputsPath = 'amplify_outputs.json';

/** A file with our config in it, and what became of its sections. */
export type Merged = Pick<MergedOutputs, 'taken' | 'kept'> & { readonly file: PlacedFile };

/** A file that our config can be merged into. */
export type MergeTarget = {
  /** @throws PoolsDiffer */
  merge(ours: string): Merged;
};

/** Reads the file that `--merge` names, before anything else is asked. */
export async function mergeTarget(path: string): Promise<MergeTarget> {
  const existing = await readTarget(path);
  // A link stays one: the file behind it is what several folders share.
  const file = await realpath(path);
  return {
    merge: (ours) => {
      const merged = mergeOutputs(existing, ours);
      if (merged) return { ...merged, file: { path: file, text: merged.text, secret: false } };
      throw new UsageError(`--merge ${path}: it is no ${outputsPath} of version 1.`);
    },
  };
}

async function readTarget(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (parseJson(text) !== undefined) return text;
  } catch (cause) {
    throw new UsageError(`--merge ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  // What an engine says of broken JSON quotes it, and it may hold an API key.
  throw new UsageError(`--merge ${path} is no JSON.`);
}
