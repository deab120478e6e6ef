import {
  DescribeGeofenceCollectionCommand,
  DescribeMapCommand,
  DescribePlaceIndexCommand,
  DescribeTrackerCommand,
} from '@aws-sdk/client-location';
import type { GeoKind } from '../../../contract/grants/geo.ts';
import { parseArn } from '../../../domain/ids.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { location } from '../../clients/location-client.ts';
import { allowTagIn, type Describe } from './describer.ts';

type Answer = {
  readonly arn: string | undefined;
  readonly tags: Record<string, string> | undefined;
  readonly style?: string | undefined;
};
type Look = {
  readonly action: string;
  readonly send: (client: ReturnType<typeof location>, name: string) => Promise<Answer>;
};

const looks: Readonly<Record<GeoKind, Look>> = {
  map: {
    action: 'geo:DescribeMap',
    send: async (client, MapName) => {
      const answer = await client.send(new DescribeMapCommand({ MapName }), sendOptions());
      return { arn: answer.MapArn, tags: answer.Tags, style: answer.Configuration?.Style };
    },
  },
  'place-index': {
    action: 'geo:DescribePlaceIndex',
    send: async (client, IndexName) => {
      const answer = await client.send(new DescribePlaceIndexCommand({ IndexName }), sendOptions());
      return { arn: answer.IndexArn, tags: answer.Tags };
    },
  },
  'geofence-collection': {
    action: 'geo:DescribeGeofenceCollection',
    send: async (client, CollectionName) => {
      const command = new DescribeGeofenceCollectionCommand({ CollectionName });
      const answer = await client.send(command, sendOptions());
      return { arn: answer.CollectionArn, tags: answer.Tags };
    },
  },
  tracker: {
    action: 'geo:DescribeTracker',
    send: async (client, TrackerName) => {
      const answer = await client.send(new DescribeTrackerCommand({ TrackerName }), sendOptions());
      return { arn: answer.TrackerArn, tags: answer.Tags };
    },
  },
};

/** A map, place index, geofence collection or tracker, with its tags in the same answer. */
export const describeLocationResource: Describe = ({ id, region: named }, { withTag }) => {
  const [kind = '', name = ''] = id.split('/');
  const { action, send } = looks[kind as GeoKind];
  return reading(action, id, async () => {
    const { arn = '', tags, style = null } = await send(location(named ?? undefined), name);
    const { partition = '', region = '', account = '' } = parseArn(arn) ?? {};
    return {
      arn,
      place: { partition, region, account },
      allowTag: withTag ? allowTagIn(tags) : null,
      facts: { service: 'geo', style },
    };
  });
};
