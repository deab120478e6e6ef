import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';
import { eventApi } from './permissions.ts';

/** How an app calls an Event API, by IAM. */
export type EventApi = {
  readonly id: string;
  readonly region: string;
  /** Where events are published by HTTP; libraries know from it where channels are subscribed to. */
  readonly endpoint: string;
};

/** Event APIs, each once; one that does not take IAM at all is left out, since no grant opens it. */
export function eventApisOf(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
): readonly EventApi[] {
  const { events } = request.grants;
  const { region: home } = userPoolOf(request);
  const named = (grant: (typeof events)[number]) => eventApi(grant, home);
  const found = foundResources(events, named, readings, 'appsync-events')
    .filter(({ facts }) => facts.providers.includes('AWS_IAM'))
    .map(({ id, place: { region }, facts }) => ({ id, region, endpoint: facts.endpoint }));
  return distinctBy(found, ({ id, region }) => `${region} ${id}`);
}
