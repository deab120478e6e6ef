import { UsageError } from './exit-codes.ts';
import { readSaved, textOf } from './saved-text.ts';

/**
 * Reads the request that a command names: a file, or `-` for standard input.
 *
 * @throws UsageError
 */
export async function readInput(path: string): Promise<unknown> {
  const content = path === '-' ? await readStandardInput() : await readRequestFile(path);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Speaks for the mode of a request; anything that is no object is left for the run to refuse. */
export function withMode(input: unknown, mode: 'plan' | 'import' | null, by = '--mode'): unknown {
  if (mode === null || typeof input !== 'object' || input === null) return input;
  if ('detail-type' in input) throw new UsageError(`${by} goes with a request, not with an event.`);
  return Array.isArray(input) ? input : { ...input, mode };
}

async function readRequestFile(path: string): Promise<string> {
  try {
    return (await readSaved(path)).text;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

async function readStandardInput(): Promise<string> {
  const { buffer } = await import('node:stream/consumers');
  return textOf('Standard input', await buffer(process.stdin)).text;
}
