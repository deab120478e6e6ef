import { UsageError } from './exit-codes.ts';
import { readSaved, textOf, type SavedText } from './saved-text.ts';

/**
 * Reads the request that a command names: a file, or `-` for standard input.
 *
 * @throws UsageError
 */
export async function readInput(path: string): Promise<unknown> {
  const { text } = path === '-' ? await readStandardInput() : await readSaved(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { whereBroken } = await import('./broken-json.ts');
    throw new UsageError(`${path} is not JSON: ${whereBroken(text)}.`, { cause });
  }
}

/** Speaks for the mode of a request; anything that is no object is left for the run to refuse. */
export function withMode(input: unknown, mode: 'plan' | 'import' | null, by = '--mode'): unknown {
  if (mode === null || typeof input !== 'object' || input === null) return input;
  if ('detail-type' in input) throw new UsageError(`${by} goes with a request, not with an event.`);
  return Array.isArray(input) ? input : { ...input, mode };
}

async function readStandardInput(): Promise<SavedText> {
  const { buffer } = await import('node:stream/consumers');
  return textOf('Standard input', await buffer(process.stdin));
}
