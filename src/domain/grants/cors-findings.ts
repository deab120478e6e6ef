import { finding, type Finding } from '../../contract/findings.ts';
import type { StorageGrant } from '../../contract/grants/storage.ts';
import { grantPlaces, grantsAnything } from './granted-to.ts';
import type { Reading } from '../readings.ts';
import type { CorsRule } from './resource-readings.ts';

/** Shown in the command where nobody knows the app's own. */
const exampleOrigin = 'https://app.example.com';

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
  const needed = [...new Set(grants.flatMap(wordsOf).flatMap((word) => methodsFor[word] ?? []))];
  const missing = needed.filter((method) => !rules.some(({ methods }) => methods.includes(method)));
  const hidden = needed.includes('PUT') && !missing.includes('PUT') && !rules.some(exposesPart);
  if (missing.length === 0 && !hidden) return [];
  const origins = [...new Set(rules.flatMap((rule) => rule.origins))];
  const rule = {
    AllowedHeaders: ['*'],
    AllowedMethods: needed,
    AllowedOrigins: origins.length > 0 ? origins : [exampleOrigin],
    ...(needed.includes('PUT') && { ExposeHeaders: ['ETag'] }),
  };
  return [
    finding('BUCKET_CORS', {
      subject: bucket,
      message: `A web app is granted more on the bucket ${bucket} than browsers will let it do: ${sentence(missing, hidden)}.`,
      found: foundIn(rules),
      needed: [needed.join(', '), ...(needed.includes('PUT') ? ['ETag exposed'] : [])].join('; '),
      command:
        rules.length > 0
          ? { bucket, rule: JSON.stringify(rule) }
          : { bucket, configuration: JSON.stringify({ CORSRules: [rule] }) },
    }),
  ];
}

/** Everything that somebody is granted by a grant: permissions of its lists, or of its paths. */
function wordsOf(grant: StorageGrant): readonly string[] {
  const only = { storage: [grant], graphql: [], rest: [], analytics: [], geo: [] };
  const places = grantPlaces({ grants: { ...only, predictions: [], interactions: [] } });
  return places.flatMap(({ authenticated, entity, guest, groups }) =>
    [authenticated, entity, guest, ...Object.values(groups)]
      .filter(grantsAnything)
      .flatMap((granted) => (typeof granted === 'boolean' ? [] : granted)),
  );
}

function exposesPart({ methods, exposedHeaders }: CorsRule): boolean {
  return methods.includes('PUT') && exposedHeaders.some((name) => name.toLowerCase() === 'etag');
}

function sentence(missing: readonly string[], hidden: boolean): string {
  return [
    ...(missing.length > 0 ? [`no CORS rule allows ${missing.join(', ')}`] : []),
    ...(hidden ? ['no rule exposes ETag, which an upload in parts needs'] : []),
  ].join(', and ');
}

function foundIn(rules: readonly CorsRule[]): string {
  if (rules.length === 0) return 'no CORS configuration';
  return [...new Set(rules.flatMap(({ methods }) => methods))].join(', ');
}
