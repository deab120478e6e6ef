import { readSaved, textOf, type SavedText } from './saved-text.ts';

/**
 * Reads the request that a command names: a file, or `-` for standard input. It may have comments and trailing
 * commas, as people keep them in files that they write by hand. Without one, options say all of it.
 *
 * @throws UsageError
 */
export async function readInput(path: string | null): Promise<unknown> {
  if (path === null) return {};
  const { text } = path === '-' ? await readStandardInput() : await readSaved(path);
  try {
    return JSON.parse(text);
  } catch {
    const { readTolerant } = await import('./tolerant-json.ts');
    return readTolerant(path, text);
  }
}

async function readStandardInput(): Promise<SavedText> {
  const { buffer } = await import('node:stream/consumers');
  return textOf('Standard input', await buffer(process.stdin));
}
