import type { Revision, RevisionDifference, RevisionPolicy } from '../../contract/links/history.ts';
import { byteLength, sha256 } from '../canonical.ts';
import { differences } from '../compare/differences.ts';
import { shippedFileOf } from '../compare/shipped-file.ts';
import type { RevisionFiles } from './revisions.ts';

/** A revision as it lies in the store. */
export type StoredRevision = {
  readonly revision: number;
  readonly run: string | null;
  readonly at: string | null;
  /** `null`: they are gone, or nothing says which they are. */
  readonly files: RevisionFiles | null;
  /** `null`: the plan of its run is gone. */
  readonly policies: RevisionPolicy[] | null;
};

/** What a revision is, and what it has changed for apps: in the words in which `compare` says it. */
export function revisionOf(
  { revision, run, at, files, policies }: StoredRevision,
  before: StoredRevision | null,
): Revision {
  const earlier = before?.files ?? null;
  const paths = [...(files?.keys() ?? [])];
  return {
    revision,
    run,
    at,
    comparedWith: earlier && before ? before.revision : null,
    files:
      files &&
      [...files].map(([path, text]) => ({
        path,
        bytes: byteLength(text),
        sha256: sha256(text),
        change: changeOf(text, earlier?.get(path)),
      })),
    removedFiles: files && earlier ? [...earlier.keys()].filter((path) => !files.has(path)) : [],
    differences:
      files &&
      earlier &&
      paths.flatMap((path) => differencesIn(path, earlier.get(path), files.get(path))),
    policies,
  };
}

function changeOf(text: string, before: string | undefined) {
  if (before === undefined) return 'added';
  return before === text ? 'same' : 'changed';
}

/** Key by key where both revisions have the file: one that came or went is told as a file. */
function differencesIn(
  file: string,
  before: string | undefined,
  now: string | undefined,
): readonly RevisionDifference[] {
  if (before === undefined || now === undefined || before === now) return [];
  const [old, fresh] = [shippedFileOf(file, before), shippedFileOf(file, now)];
  if (old === null || fresh === null) return [];
  return differences(fresh.format, old.value, fresh.value).map(
    ({ key, change, shipped, ours, effect, meaning }) => ({
      file,
      key,
      change,
      ...(shipped !== undefined && { before: shipped }),
      ...(ours !== undefined && { now: ours }),
      effect,
      meaning,
    }),
  );
}
