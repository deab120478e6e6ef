import type { RunRequest } from '../../../contract/request.ts';
import { stream } from '../../grants/analytics.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import type { RecordStream } from '../client-config.ts';
import { distinctBy, foundResources } from './found-resources.ts';

export function streamsOf(
  { grants: { analytics } }: Pick<RunRequest, 'grants'>,
  readings: ResourceReadings,
): readonly RecordStream[] {
  const found = foundResources(analytics, stream, readings, 'kinesis', 'firehose');
  const streams = found.map(({ id, place, facts }) => ({
    service: facts.service,
    name: id.slice(id.indexOf('/') + 1),
    region: place.region,
  }));
  return distinctBy(streams, ({ service, name, region }) => `${service} ${region} ${name}`);
}
