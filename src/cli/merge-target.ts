import { realpath } from 'node:fs/promises';
import { parseJson } from '../domain/canonical.ts';
import { dartForm, isDart } from '../domain/compare/dart-texts.ts';
import { mergeOutputs, type MergedOutputs } from '../domain/fetch/merge-outputs.ts';
import { outputsInFile, type HeldOutputs } from '../domain/fetch/outputs-in-file.ts';
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

function noneIn(path: string, file: string): string {
  if (!isDart(path)) return `it is no ${outputs}`;
  const form = dartForm(file);
  return form === null ? `it gives no constant a text that is ${outputs}` : `it ${form}.`;
}

const outputs =
  'amplify_outputs.json of version 1: its "version" is to be a text that begins with "1", its "auth" an object, and the ids in it texts.';

/** Where it is broken is told, and nothing of it: it may hold an API key. */
async function readTarget(path: string): Promise<SavedText> {
  const read = await readSaved(path, `--merge ${path}`);
  if (isDart(path) || parseJson(read.text) !== undefined) return read;
  const { whereBroken } = await import('./broken-json.ts');
  throw new UsageError(`--merge ${path} is no JSON: ${whereBroken(read.text)}.`);
}
