import { readFile } from 'node:fs/promises';
import { whyRefused } from '../engine/file-refusal.ts';
import { UsageError } from './exit-codes.ts';

/** The sign with which editors of Windows begin a text in UTF-8: no part of it. */
const mark = '\uFEFF';

/** A text of somebody else; `mark`: what stood before it, to be kept where the file is written again. */
export type SavedText = { readonly text: string; readonly mark: string };

/**
 * Reads a file that a person or an editor wrote, in UTF-8 with or without its mark.
 *
 * `what`: how a complaint of it begins.
 *
 * @throws UsageError when it cannot be read, or is UTF-16, as PowerShell writes by `>`
 */
export async function readSaved(path: string, what = path): Promise<SavedText> {
  try {
    return textOf(path, await readFile(path));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(
      `${what} cannot be read: ${whyRefused(cause) ?? (cause as Error).message}.`,
      {
        cause,
      },
    );
  }
}

/**
 * The text of bytes that a person sent.
 *
 * @throws UsageError when they are UTF-16
 */
export function textOf(name: string, bytes: Uint8Array): SavedText {
  if (isUtf16(bytes)) {
    throw new UsageError(`${name} is in UTF-16: save it in UTF-8, as every library reads it.`);
  }
  const text = Buffer.from(bytes).toString('utf8');
  return text.startsWith(mark) ? { text: text.slice(mark.length), mark } : { text, mark: '' };
}

/** By its mark; without one a text that begins in ASCII has a zero as its first or second byte. */
function isUtf16([first, second]: Uint8Array): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || first === 0 || second === 0;
}
