import type { SeenValue } from '../../../contract/push/target.ts';
import type { Reading } from '../../../domain/readings.ts';
import { hasCloudFront, type SeenDistribution } from '../../../domain/targets/site/distribution.ts';
import { siteOpenness } from '../../../domain/targets/site/open.ts';
import { placeOfSite, siteArn } from '../../../domain/targets/site/place.ts';
import type { SiteFacts } from '../../../domain/targets/site/rules.ts';
import type { Services } from '../../ports.ts';
import type { TargetSteps } from '../target-steps.ts';

type ReadSite = TargetSteps<SiteFacts>['read'];

/**
 * Looks at a site: its bucket, then its objects beside the distribution in front of it. What its owner has not
 * opened is not looked into: that would be denied, and say less.
 */
export const readSite: ReadSite = async ({ id, names, distribution: front }, link, services) => {
  const place = placeOfSite(id);
  const { allowList } = services;
  const bucket = await services.sites.bucket(place.bucket, allowList !== null);
  if (bucket.status !== 'found') return bucket;
  const { region, tag, kmsKey } = bucket.value;
  const openness = siteOpenness(allowList, link.app, place, names, bucket.value);
  const isClosed = openness !== 'open' || (kmsKey !== null && allowList !== null);
  const [objects, distribution] = await Promise.all([
    isClosed ? notLookedAt : objectsOf(place, names, services),
    front && hasCloudFront(region) ? distributionOf(front.id, services) : null,
  ]);
  if (objects.status !== 'found') return objects;
  return {
    status: 'found',
    value: {
      arn: siteArn(place, region),
      tag,
      ours: objects.value,
      foreign: null,
      executionRole: null,
      facts: { region, openness, kmsKey, distribution },
    },
  };
};

const notLookedAt = { status: 'found', value: {} } as const;

async function objectsOf(
  { bucket, prefix }: ReturnType<typeof placeOfSite>,
  names: readonly string[],
  { sites }: Pick<Services, 'sites'>,
): Promise<Reading<Record<string, SeenValue>>> {
  const readings = await Promise.all(
    names.map(async (name) => [name, await sites.object(bucket, `${prefix}${name}`)] as const),
  );
  const ours: Record<string, SeenValue> = {};
  for (const [name, reading] of readings) {
    if (reading.status === 'denied') return reading;
    if (reading.status === 'found') ours[name] = { sha256: reading.value.sha256 };
  }
  return { status: 'found', value: ours };
}

function distributionOf(
  id: string,
  { distributions, allowList }: Pick<Services, 'distributions' | 'allowList'>,
): Promise<Reading<SeenDistribution>> {
  return distributions.distribution(id, allowList !== null);
}
