import { realpath } from 'node:fs/promises';
import { parseJson } from '../domain/canonical.ts';
import { mergeOutputs, type MergedOutputs } from '../domain/fetch/merge-outputs.ts';
import { isDart, outputsInFile, type HeldOutputs } from '../domain/fetch/outputs-in-file.ts';
import { UsageError } from './exit-codes.ts';
import type { PlacedFile } from './place-files.ts';
import { readSaved, type SavedText } from './saved-text.ts';

/** A file with our config in it, and what became of its sections. */
export type Merged = Omit<MergedOutputs, 'text'> & { readonly file: PlacedFile };

/** A file that our config can be merged into. */
export type MergeTarget = {
  /** Whether it is the one of Flutter, which stands for what `--format dart` would write. */
  readonly isDart: boolean;
  /** @throws PoolsDiffer */
  merge(ours: string): Merged;
};

/**
 * Reads the file that `--merge` names, before anything else is asked.
 *
 * @throws UsageError when it cannot be read, or does not hold outputs once
 */
export async function mergeTarget(path: string): Promise<MergeTarget> {
  const { text: existing, mark } = await readTarget(path);
  const { json, fileWith } = onlyOutputs(path, existing);
  // A link stays one: the file behind it is what several folders share.
  const file = await realpath(path);
  return {
    isDart: isDart(path),
    merge: (ours) => {
      const { text, ...became } = mergeOutputs(json, ours);
      return { ...became, file: { path: file, text: `${mark}${fileWith(text)}`, secret: false } };
    },
  };
}

function onlyOutputs(path: string, existing: string): HeldOutputs {
  const [only, ...more] = outputsInFile(path, existing);
  if (only && more.length === 0) return only;
  throw new UsageError(`--merge ${path}: ${only ? several : noneIn(path, existing)}`);
}

const several = 'it holds several outputs, and an app takes one.';

/** What an engine says of broken JSON quotes it, and it may hold an API key. */
function noneIn(path: string, existing: string): string {
  if (isDart(path)) return `it gives no constant a text that is ${outputs}`;
  return parseJson(existing) === undefined ? 'it is no JSON.' : `it is no ${outputs}`;
}

const outputs =
  'amplify_outputs.json of version 1: its "version" is to be a text that begins with "1", its "auth" an object, and the ids in it texts.';

async function readTarget(path: string): Promise<SavedText> {
  try {
    return await readSaved(path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`--merge ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
