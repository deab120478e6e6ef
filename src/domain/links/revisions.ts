import { compareText } from '../canonical.ts';

/** Files of a revision by their paths. */
export type RevisionFiles = ReadonlyMap<string, string>;

/** `<n>-<12 digits>`: the folder of the files of a revision. */
const folderPattern = /^(\d+)-[0-9a-f]{12}$/;

/**
 * The folders that may hold a revision: there are several where a run died before its commit and the next
 * one had others.
 */
export function foldersOfRevision(folders: readonly string[], revision: number): readonly string[] {
  return folders.filter((name) => Number(folderPattern.exec(name)?.[1]) === revision);
}

/** Folders of revisions after a given one, the latest first, and those of all others. */
export function foldersAround(
  folders: readonly string[],
  revision: number,
): {
  readonly later: readonly { readonly folder: string; readonly revision: number }[];
  readonly others: readonly string[];
} {
  const known = folders.flatMap((folder) => {
    const [, number] = folderPattern.exec(folder) ?? [];
    return number === undefined ? [] : [{ folder, revision: Number(number) }];
  });
  const later = known.filter((one) => one.revision > revision);
  const others = known.filter((one) => one.revision <= revision);
  return {
    later: later.toSorted((a, b) => b.revision - a.revision),
    others: others.map(({ folder }) => folder),
  };
}

/** So many of the latest revisions, the newest first, and how many older ones there are. */
export function latestRevisions(
  last: number,
  count: number,
): { readonly told: readonly number[]; readonly more: number } {
  const told = Array.from({ length: Math.min(last, count) }, (_, index) => last - index);
  return { told, more: last - told.length };
}

/** Files by their paths, in the order of these. */
export function filesByPath(
  files: readonly (readonly [path: string, text: string])[],
): RevisionFiles {
  return new Map(files.toSorted(([a], [b]) => compareText(a, b)));
}
