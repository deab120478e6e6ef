import type { ImportRequest } from '../../contract/request.ts';
import { requestedGrants } from '../../domain/grants/categories.ts';
import {
  resourceKey,
  type NamedResource,
  type Place,
} from '../../domain/grants/granted-resource.ts';
import type { ResourceReadings } from '../../domain/grants/resource-readings.ts';
import type { BucketDescription, Reading } from '../../domain/readings.ts';

type ReadBuckets = Readonly<Record<string, Reading<BucketDescription>>>;

/** Buckets as they were read; everything else is taken to be where the request says. */
export function namedResources(
  request: ImportRequest,
  buckets: ReadBuckets,
  home: Place | null,
): ResourceReadings {
  const readings = requestedGrants(request).flatMap(({ resource }) => {
    const reading = resource && home && readingOf(resource, buckets, home);
    return reading ? [[resourceKey(resource), reading] as const] : [];
  });
  return Object.fromEntries(readings);
}

function readingOf(
  { service, id, region, owner }: NamedResource,
  buckets: ReadBuckets,
  home: Place,
): ResourceReadings[string] | null {
  if (service === 's3') {
    const bucket = buckets[id];
    if (bucket?.status !== 'found') return bucket ?? null;
    const place = { ...home, region: bucket.value.region };
    const facts = { service, cors: null, kmsKeyArn: null } as const;
    const { allowTag } = bucket.value;
    return {
      status: 'found',
      value: { arn: `arn:${home.partition}:s3:::${id}`, place, allowTag, facts },
    };
  }
  const place = { ...home, ...owner, region: region ?? home.region };
  const arn = `arn:${place.partition}:${service}:${place.region}:${place.account}:${id}`;
  return { status: 'found', value: { arn, place, allowTag: null, facts: factsOf(service) } };
}

function factsOf(service: Exclude<NamedResource['service'], 's3'>) {
  switch (service) {
    case 'appsync':
      return { service, authenticationTypes: [], userPoolIds: [] } as const;
    case 'execute-api':
      return { service, stages: [], methods: {} } as const;
    case 'kinesis':
    case 'firehose':
    case 'geo':
    case 'lex':
      return { service } as const;
  }
}
