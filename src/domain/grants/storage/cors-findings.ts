import { finding, type Finding } from '../../../contract/findings.ts';
import type { StorageGrant } from '../../../contract/grants/storage.ts';
import { grantsAnything } from '../grant-place.ts';
import { storagePlaces } from './places.ts';
import type { Reading } from '../../readings.ts';
import type { CorsRule } from '../resources/readings.ts';

const reads = ['GET', 'HEAD'];
const writes = ['PUT', 'POST'];
const deletes = ['DELETE'];

/**
 * Methods by which a browser does what is granted: large objects are put in parts (POST begins and
 * completes them, PUT sends each, DELETE gives up), and the `ETag` of each part must be read.
 */
const methodsFor: Readonly<Record<string, readonly string[]>> = {
  create: [...writes, ...deletes],
  update: [...writes, ...deletes],
  write: [...writes, ...deletes],
  read: reads,
  get: reads,
  list: reads,
  delete: deletes,
};

/** Whether a web app could do on a bucket what is granted, from the origins that its rules know. */
export function corsFindings(
  bucket: string,
  grants: readonly StorageGrant[],
  cors: Reading<readonly CorsRule[]>,
): Finding[] {
  if (cors.status === 'denied') return [];
  const rules = cors.status === 'found' ? cors.value : [];
  const needed = methodsOf(grants.flatMap(wordsOf));
  const missing = needed.filter((method) => !rules.some(({ methods }) => methods.includes(method)));
  const hidden = needed.includes('PUT') && !missing.includes('PUT') && !rules.some(exposesPart);
  if (missing.length === 0 && !hidden) return [];
  return [
    finding('BUCKET_CORS', {
      bucket,
      needed,
      missing,
      hidesETag: hidden,
      allowed: [...new Set(rules.flatMap(({ methods }) => methods))],
      origins: [...new Set(rules.flatMap(({ origins }) => origins))],
    }),
  ];
}

/** Whoever may list and delete removes whole folders, by POST (docs/facts/javascript-library.md, "Calls of storage"). */
function methodsOf(words: readonly string[]): readonly string[] {
  const lists = words.includes('list') || words.includes('read');
  const folders = words.includes('delete') && lists ? ['POST'] : [];
  return [...new Set([...words.flatMap((word) => methodsFor[word] ?? []), ...folders])];
}

/** Everything that somebody is granted by a grant: permissions of its lists, or of its paths. */
function wordsOf(grant: StorageGrant): readonly string[] {
  return storagePlaces(grant, '').flatMap(({ authenticated, entity, guest, groups }) =>
    [authenticated, entity, guest, ...Object.values(groups)]
      .filter(grantsAnything)
      .flatMap((granted) => (typeof granted === 'boolean' ? [] : granted)),
  );
}

function exposesPart({ methods, exposedHeaders }: CorsRule): boolean {
  return methods.includes('PUT') && exposedHeaders.some((name) => name.toLowerCase() === 'etag');
}
