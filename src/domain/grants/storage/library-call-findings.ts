import { finding, type FactsOf, type Finding } from '../../../contract/findings.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import type { StorageGrant } from '../../../contract/grants/storage.ts';
import type { GrantPlace } from '../grant-place.ts';
import { rightsOf } from '../grantee.ts';
import { distinctBy } from '../resources/found-resources.ts';
import { storagePlaces } from './places.ts';

type Call = FactsOf<'LIBRARY_CALL_NOT_GRANTED'>['call'];

/** Words of a grant that let an app begin a call, and those of which one lets it end well. */
const calls: Readonly<Record<Call, Readonly<Record<'by' | 'needs', readonly string[]>>>> = {
  'upload check': { by: ['create', 'update', 'write'], needs: ['read', 'get'] },
  'folder removal': { by: ['delete'], needs: ['read', 'list'] },
};

/** What is said of the same objects: by the lists of all grants on a bucket, or by one of its paths. */
type Together = { readonly path: string | null; readonly places: readonly GrantPlace[] };

/**
 * What Amplify's JavaScript library does beside what is granted on a bucket, and cannot
 * (docs/facts/javascript-library.md, "Calls of storage"). It is not granted: HeadObject needs the right to
 * read the whole object (S3 API reference), and a list tells names to whoever may only delete.
 */
export function libraryCallFindings(bucket: string, grants: readonly StorageGrant[]): Finding[] {
  const together = [
    { path: null, places: placesOf(grants.filter(({ paths }) => paths === null)) },
    ...grants.flatMap(({ paths, ...grant }) =>
      Object.entries(paths ?? {}).map(([path, access]) => ({
        path,
        places: placesOf([{ ...grant, paths: { [path]: access } }]),
      })),
    ),
  ];
  return (Object.keys(calls) as Call[]).flatMap((call) => callFindings(bucket, call, together));
}

function placesOf(grants: readonly StorageGrant[]): readonly GrantPlace[] {
  return grants.flatMap((grant) => storagePlaces(grant, ''));
}

function callFindings(bucket: string, call: Call, together: readonly Together[]): Finding[] {
  const lacking = together.flatMap(({ path, places }) =>
    granteesLacking(calls[call], places).map((grantee) => ({ path, grantee })),
  );
  if (lacking.length === 0) return [];
  const paths = new Set(lacking.flatMap(({ path }) => path ?? []));
  return [
    finding('LIBRARY_CALL_NOT_GRANTED', {
      bucket,
      paths: [...paths],
      grantees: distinctBy(
        lacking.map(({ grantee }) => grantee),
        (one) => JSON.stringify(one),
      ),
      call,
    }),
  ];
}

/** Those who may begin a call on some objects, and are not given what ends it well. */
function granteesLacking(
  { by, needs }: (typeof calls)[Call],
  places: readonly GrantPlace[],
): readonly Grantee[] {
  const groups = new Set(places.flatMap((place) => Object.keys(place.groups)));
  const grantees: readonly Grantee[] = [
    { kind: 'authenticated' },
    { kind: 'guest' },
    ...[...groups].map((group) => ({ kind: 'group', group }) as const),
  ];
  return grantees.filter((grantee) => {
    const words = places.flatMap((place) => wordsFor(place, grantee));
    return words.some((word) => by.includes(word)) && !words.some((word) => needs.includes(word));
  });
}

/** What a signed-in user may do on their own comes on top of what all of them may. */
function wordsFor(place: GrantPlace, grantee: Grantee): readonly string[] {
  const granted = [
    rightsOf(place, grantee) ?? false,
    grantee.kind === 'authenticated' && place.entity,
  ];
  return granted.flatMap((words) => (typeof words === 'boolean' ? [] : words));
}
