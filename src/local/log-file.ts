import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Where progress goes, one line at a time; only the command files print. */
export type Log = (line: string) => void;

/** Tells people of what takes a while; what it gives is called when that is over. */
export type Waiting = (what: string) => () => void;

/**
 * A new, empty log file for a child process. The old one is unlinked rather than cut, since another
 * child may still be writing to it.
 */
export const openLogFile = (path: string): number => {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  return openSync(path, 'a');
};

/** The end of a log, to be shown in the error of the process that wrote it. */
export const endOfLog = (path: string, lines = 20): string => {
  const text = stripVTControlCharacters(readFileSync(path, 'utf8')).trimEnd();
  const end = text.split('\n').slice(-lines).join('\n');
  return end === '' ? `${path} is empty.` : `The end of ${path}:\n${end}`;
};
