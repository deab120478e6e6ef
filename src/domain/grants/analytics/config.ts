import type { RunRequest } from '../../../contract/request.ts';
import { stream } from './permissions.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

/** A stream that an app sends records to. */
export type RecordStream = {
  readonly service: 'kinesis' | 'firehose';
  readonly name: string;
  readonly region: string;
};

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
