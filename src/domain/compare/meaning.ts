import { canonicalJson } from '../canonical.ts';
import { meanings, type ConfigFormat } from './file-kind.ts';
import type { Effect, KeyMeaning } from './key-meaning.ts';
import { codeNotRun } from './code-not-run.ts';

/** Names from the top of a file down to a value. */
export type KeyPath = readonly string[];

/** One key that says something else in one file than in another. */
export type Change = {
  readonly path: KeyPath;
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  readonly shipped?: unknown;
  readonly ours?: unknown;
};

/** What a difference does. */
export type Meaning = {
  readonly effect: Effect;
  readonly meaning: string;
  /** How many names of the path the table itself gives; none of a key that is not known here. */
  readonly named: number;
};

/** The path as the tables match it: a dot within a name ends none. */
export const matched = (path: KeyPath): string =>
  path.map((name) => name.replaceAll('.', '_')).join('.');

/** What a table says of a key; `null`: the key is not known here. */
export function rowOf(format: ConfigFormat, path: KeyPath): KeyMeaning | null {
  const ofFormat: readonly KeyMeaning[] = meanings[format];
  return ofFormat.find(({ keys }) => keys.test(matched(path))) ?? null;
}

/** What a difference means to the library that reads files of a format. */
export function meaningOf(format: ConfigFormat, difference: Change): Meaning {
  const { path } = difference;
  const row = rowOf(format, path);
  const [effect, meaning] = said(row, difference);
  const [names = ''] = row?.keys.exec(matched(path)) ?? [];
  const named = row === null ? 0 : names.replace(/\.$/, '').split('.').length;
  return { effect, meaning, named };
}

function said(row: KeyMeaning | null, difference: Change): readonly [Effect, string] {
  const { change, shipped } = difference;
  if (holdsCode(shipped)) return toLookAt;
  if (change === 'reordered') return row?.reordered ?? ['none', 'No library minds the order.'];
  if (row === null) return notKnown[change];
  return isUnsaid(row, difference)
    ? ['none', 'To every library it is the same as nothing.']
    : (row[change] ?? row.changed);
}

/** A list that holds code is as unread as code alone. */
function holdsCode(value: unknown): boolean {
  return value === codeNotRun || (Array.isArray(value) && value.some(holdsCode));
}

const toLookAt = [
  'unread',
  'The app has code there, which was not run: look yourself whether it gives our value.',
] as const;

/** An empty list is as good as none, and so is a flag that is not set, and what is taken for granted. */
function isUnsaid({ unsaid }: KeyMeaning, { change, shipped, ours }: Change): boolean {
  if (change !== 'added' && change !== 'removed') return false;
  const only = change === 'added' ? ours : shipped;
  const isNothing = only === false || (Array.isArray(only) && only.length === 0);
  return isNothing || (unsaid !== undefined && canonicalJson(only) === canonicalJson(unsaid));
}

/** Keys that people add to a generated file are read by their own code, or by a newer library. */
const look =
  'Not known here: look whether your own code or a newer library reads it, and keep it beside our file.';
const notKnown = {
  added: ['none', 'Not known here.'],
  removed: ['behaviour', look],
  changed: ['behaviour', look],
} as const satisfies Readonly<Record<string, readonly [Effect, string]>>;
