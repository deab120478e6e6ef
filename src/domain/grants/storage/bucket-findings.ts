import { finding, type Finding } from '../../../contract/findings.ts';
import type { StorageGrant } from '../../../contract/grants/storage.ts';
import { deniedActions } from '../../findings/denied-readings.ts';
import type { Judged } from '../category.ts';
import { corsFindings } from './cors-findings.ts';
import { libraryCallFindings } from './library-call-findings.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { keyFindings } from '../resources/key-findings.ts';
import { factsOf } from '../resources/readings.ts';
import { storageBucket } from './permissions.ts';

/** Whether the buckets that a request grants are where it says, and would let an app in. */
export function bucketFindings(judged: Judged): Finding[] {
  const { request, readings, origins = [] } = judged;
  const buckets = [...new Set(request.grants.storage.map(({ bucket }) => bucket))];
  return buckets.flatMap((bucket) => {
    const grants = request.grants.storage.filter((grant) => grant.bucket === bucket);
    const resource = storageBucket({ bucket });
    const reading = readings[resourceKey(resource)];
    const facts = factsOf(reading, 's3');
    if (reading?.status !== 'found' || !facts) return [];
    const { cors, kmsKey, policy } = facts;
    const encrypted = { resource, description: reading.value };
    return [
      ...grants.flatMap((grant) => regionFindings(grant, reading.value.place.region)),
      ...deniedActions([cors, kmsKey, policy]).map((action) =>
        finding('READ_DENIED', { of: bucket, action, unsure: 'effect' }),
      ),
      ...corsFindings(bucket, grants, cors, origins),
      ...libraryCallFindings(bucket, grants),
      ...(kmsKey.status === 'found'
        ? keyFindings({ code: 'BUCKET_KMS_KEY', ...encrypted, key: kmsKey.value }, judged)
        : []),
    ];
  });
}

function regionFindings({ bucket, region: said }: StorageGrant, region: string): Finding[] {
  if (said === null || said === region) return [];
  return [finding('BUCKET_REGION_MISMATCH', { bucket, region, requested: said })];
}
