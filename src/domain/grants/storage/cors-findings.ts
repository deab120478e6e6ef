import { bucketUses, browserMethods, type BucketUse } from '../../../contract/bucket-uses.ts';
import { finding, type Finding } from '../../../contract/findings.ts';
import type { StorageGrant } from '../../../contract/grants/storage.ts';
import { grantsAnything } from '../grant-place.ts';
import { storagePlaces } from './places.ts';
import type { Reading } from '../../readings.ts';
import type { CorsRule } from '../resources/readings.ts';

const usesOfWord: Readonly<Record<string, BucketUse>> = {
  create: 'upload',
  update: 'upload',
  write: 'upload',
  read: 'read',
  get: 'read',
  list: 'read',
  delete: 'remove',
};

/**
 * Whether a web app could do on a bucket what is granted: from each of its origins, or, where none is known,
 * from those that the rules know.
 */
export function corsFindings(
  bucket: string,
  grants: readonly StorageGrant[],
  cors: Reading<readonly CorsRule[]>,
  appOrigins: readonly string[],
): Finding[] {
  if (cors.status === 'denied') return [];
  const rules = cors.status === 'found' ? cors.value : [];
  const uses = usesOf(grants.flatMap(wordsOf));
  const needed = [...browserMethods(uses).keys()];
  const [allowed, missing] = [true, false].map((some) =>
    needed.filter((method) => rules.some(({ methods }) => methods.includes(method)) === some),
  ) as [string[], string[]];
  const shutOut = appOrigins.filter((origin) =>
    allowed.some((method) => !ruleFor(rules, method, origin)),
  );
  const hidesETag = allowed.includes('PUT') && hidesParts(rules, appOrigins);
  if (missing.length === 0 && shutOut.length === 0 && !hidesETag) return [];
  return [
    finding('BUCKET_CORS', {
      bucket,
      uses,
      needed,
      missing,
      ...(shutOut.length > 0 && { shutOut }),
      hidesETag,
      allowed: [...new Set(rules.flatMap(({ methods }) => methods))],
      origins: [...new Set(rules.flatMap(({ origins }) => origins))],
      appOrigins: [...appOrigins],
    }),
  ];
}

/** Whoever may list and delete removes whole folders (docs/facts/javascript-library.md, "Calls of storage"). */
function usesOf(words: readonly string[]): readonly BucketUse[] {
  const uses = words.flatMap((word) => usesOfWord[word] ?? []);
  const lists = words.includes('list') || words.includes('read');
  return bucketUses.filter((use) =>
    use === 'remove folders' ? lists && uses.includes('remove') : uses.includes(use),
  );
}

/** Everything that somebody is granted by a grant: permissions of its lists, or of its paths. */
function wordsOf(grant: StorageGrant): readonly string[] {
  return storagePlaces(grant, '').flatMap(({ authenticated, entity, guest, groups }) =>
    [authenticated, entity, guest, ...Object.values(groups)]
      .filter(grantsAnything)
      .flatMap((granted) => (typeof granted === 'boolean' ? [] : granted)),
  );
}

/** S3 goes by the first rule that knows both (API reference, PutBucketCors). */
function ruleFor(rules: readonly CorsRule[], method: string, origin: string): CorsRule | undefined {
  return rules.find(
    ({ methods, origins }) =>
      methods.includes(method) && origins.some((pattern) => isOf(origin, pattern)),
  );
}

/** At most one wildcard stands in what a rule allows (S3 guide, "Elements of a CORS configuration"). */
function isOf(origin: string, pattern: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return origin === pattern;
  return (
    origin.length >= start.length + end.length && origin.startsWith(start) && origin.endsWith(end)
  );
}

/** Whether an upload in parts cannot read the `ETag` of a part, from some origin that may put it. */
function hidesParts(rules: readonly CorsRule[], appOrigins: readonly string[]): boolean {
  if (appOrigins.length === 0) return !rules.some(exposesPart);
  return appOrigins
    .flatMap((origin) => ruleFor(rules, 'PUT', origin) ?? [])
    .some((rule) => !exposesPart(rule));
}

function exposesPart({ methods, exposedHeaders }: CorsRule): boolean {
  return methods.includes('PUT') && exposedHeaders.some((name) => name.toLowerCase() === 'etag');
}
