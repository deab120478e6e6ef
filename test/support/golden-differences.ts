import { isDeepStrictEqual } from 'node:util';
import { codeWords, readPage, section, table } from '../docs/markdown.ts';

/** What a key can be to two files, in the words of docs/from-gen1.md. */
const kinds = ['added', 'left out', 'another value', 'another order'] as const;
type Kind = (typeof kinds)[number];

/** A key, its objects joined by dots, and what differs there. */
export type Difference = { readonly key: string; readonly kind: Kind };

/** Where two JSON values differ, key by key, sorted by key; lists are looked at as a whole. */
export function differencesBetween(theirs: unknown, ours: unknown): readonly Difference[] {
  return differencesAt('', theirs, ours).toSorted(byKey);
}

function differencesAt(path: string, theirs: unknown, ours: unknown): Difference[] {
  if (isObject(theirs) && isObject(ours)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    return keys.flatMap((key) => {
      const at = path === '' ? key : `${path}.${key}`;
      if (!(key in theirs)) return [{ key: at, kind: 'added' as const }];
      if (!(key in ours)) return [{ key: at, kind: 'left out' as const }];
      return differencesAt(at, theirs[key], ours[key]);
    });
  }
  if (isDeepStrictEqual(theirs, ours)) return [];
  if (
    Array.isArray(theirs) &&
    Array.isArray(ours) &&
    isDeepStrictEqual(sorted(theirs), sorted(ours))
  )
    return [{ key: path, kind: 'another order' }];
  return [{ key: path, kind: 'another value' }];
}

/** Keys that both objects have, each in its own order. */
export function sharedKeys(theirs: object, ours: object): readonly (readonly string[])[] {
  const [first, second] = [Object.keys(theirs), Object.keys(ours)];
  return [first.filter((key) => key in ours), second.filter((key) => key in theirs)];
}

/** A row of the page: the files, the key and the recorded imports that it is about. */
export type ListedDifference = Difference & {
  readonly files: readonly string[];
  /** Names of recorded imports; empty: none of them shows it. */
  readonly cases: readonly string[];
};

/** Every difference that docs/from-gen1.md lists of the files of an app. */
export function listedDifferences(): readonly ListedDifference[] {
  const rows = table(section(readPage('docs/from-gen1.md'), 'In the files of an app'));
  return rows.map(([files = '', key = '', what = '', cases = '']) => {
    const kind = kinds.find((word) => what === word);
    if (!kind) throw new Error(`docs/from-gen1.md: "${what}" is none of ${kinds.join(', ')}.`);
    return { files: codeWords(files), key: codeWords(key)[0] ?? '', kind, cases: codeWords(cases) };
  });
}

/** The differences that the page lists of one file in one recorded import, sorted by key. */
export function differencesListed(file: string, name: string): readonly Difference[] {
  return listedDifferences()
    .filter(({ files, cases }) => files.includes(file) && cases.includes(name))
    .map(({ key, kind }) => ({ key, kind }))
    .toSorted(byKey);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function sorted(list: readonly unknown[]): readonly string[] {
  return list.map((item) => JSON.stringify(item)).toSorted();
}

function byKey(a: Difference, b: Difference): number {
  return a.key < b.key ? -1 : 1;
}
