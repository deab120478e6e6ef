import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './exit-codes.ts';

/** Reads the request that a command names: a file, or `-` for standard input. */
export async function readInput(positionals: readonly string[]): Promise<unknown> {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError('Name one request: a file, or "-" for standard input.');
  }
  const content = path === '-' ? await text(process.stdin) : await readRequestFile(path);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Speaks for the mode of a request; anything that is no object is left for the run to refuse. */
export function withMode(input: unknown, mode: string | undefined, by = '--mode'): unknown {
  if (mode === undefined || typeof input !== 'object' || input === null) return input;
  if ('detail-type' in input) throw new UsageError(`${by} goes with a request, not with an event.`);
  return Array.isArray(input) ? input : { ...input, mode };
}

async function readRequestFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
