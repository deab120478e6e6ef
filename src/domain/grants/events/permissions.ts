import {
  channelsPattern,
  eventApiArnPattern,
  type EventOperation,
  type EventsGrant,
} from '../../../contract/grants/events.ts';
import { parseArn } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

/** One action each: on the API, or on a namespace of channels (Service Authorization Reference, "AWS AppSync"). */
const actions: Readonly<Record<EventOperation, string>> = {
  connect: 'appsync:EventConnect',
  publish: 'appsync:EventPublish',
  subscribe: 'appsync:EventSubscribe',
};

export function eventApi(
  { api, region }: Pick<EventsGrant, 'api' | 'region'>,
  defaultRegion: string,
): NamedResource {
  const id = eventApiArnPattern.exec(api)?.[1];
  const arn = parseArn(api);
  if (id === undefined || arn === null) {
    return { service: 'appsync-events', id: api, region: region ?? defaultRegion, owner: null };
  }
  const { partition, account } = arn;
  return { service: 'appsync-events', id, region: arn.region, owner: { partition, account } };
}

/** What one events grant gives to the role of some users: never more than the namespaces that it names. */
export function eventPermissions(
  { channels }: EventsGrant,
  grantee: Grantee,
  { id }: NamedResource,
  place: Place,
): readonly Permission[] {
  return channels.flatMap((one) =>
    (rightsOf(one, grantee) ?? []).map((operation) => ({
      action: actions[operation],
      resource: arnIn(
        place,
        'appsync',
        operation === 'connect'
          ? `apis/${id}`
          : `apis/${id}/channelNamespace/${channelsPattern.exec(one.path)?.[1]}`,
      ),
    })),
  );
}
