import type { Api, GraphqlApi } from '@aws-sdk/client-appsync';
import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { DescribeBotAliasResponse } from '@aws-sdk/client-lex-models-v2';
import { awsError } from './aws-error.ts';

/** The services of granted resources: each knows what was seeded, in its own region only. */

/** Things of one kind by region and name. */
export class Regional<Thing> {
  readonly things = new Map<string, Thing>();
  readonly #missing: string;

  /** @param missing the error that the service answers for what is not there */
  constructor(missing = 'ResourceNotFoundException') {
    this.#missing = missing;
  }

  put(region: string, name: string, thing: Thing): void {
    this.things.set(`${region}/${name}`, thing);
  }

  get(region: string, name: string | undefined): Thing {
    const thing = this.things.get(`${region}/${name}`);
    if (thing) return thing;
    throw awsError(this.#missing, 404, `There is no ${name} in ${region}.`);
  }
}

type Tagged = { readonly tags?: Record<string, string> };

export function appsync() {
  const apis = new Regional<GraphqlApi>('NotFoundException');
  const eventApis = new Regional<Api>('NotFoundException');
  return {
    apis,
    eventApis,
    effects: {
      GetApi: ({ apiId }: { apiId?: string }, region: string) => ({
        api: {
          apiId,
          name: `events-${apiId}`,
          dns: { HTTP: `${apiId}.appsync-api.${region}.amazonaws.com` },
          ...eventApis.get(region, apiId),
        },
      }),
      GetGraphqlApi: ({ apiId }: { apiId?: string }, region: string) => ({
        graphqlApi: {
          apiId,
          name: `api-${apiId}`,
          uris: { GRAPHQL: `https://${apiId}.appsync-api.${region}.amazonaws.com/graphql` },
          ...apis.get(region, apiId),
        },
      }),
    },
  };
}

const tagList = ({ tags = {} }: Tagged) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export function kinesis() {
  const streams = new Regional<Tagged & Partial<StreamDescriptionSummary>>();
  type Input = { StreamName?: string };
  return {
    streams,
    effects: {
      DescribeStreamSummary: ({ StreamName }: Input, region: string) => ({
        StreamDescriptionSummary: { StreamName, ...streams.get(region, StreamName) },
      }),
      ListTagsForStream: ({ StreamName }: Input, region: string) => ({
        Tags: tagList(streams.get(region, StreamName)),
        HasMoreTags: false,
      }),
    },
  };
}

export function firehose() {
  const streams = new Regional<Tagged & Partial<DeliveryStreamDescription>>();
  type Input = { DeliveryStreamName?: string };
  return {
    streams,
    effects: {
      DescribeDeliveryStream: ({ DeliveryStreamName }: Input, region: string) => ({
        DeliveryStreamDescription: streams.get(region, DeliveryStreamName),
      }),
      ListTagsForDeliveryStream: ({ DeliveryStreamName }: Input, region: string) => ({
        Tags: tagList(streams.get(region, DeliveryStreamName)),
        HasMoreTags: false,
      }),
    },
  };
}

/** Amazon Location: by the kind and the name that an ARN ends with, `map/streets`. */
export function location() {
  const resources = new Regional<Tagged & { readonly arn: string; readonly style?: string }>();
  const answer =
    (kind: string, nameField: string, arnField: string) =>
    (input: Record<string, string>, region: string) => {
      const { arn, tags, style } = resources.get(region, `${kind}/${input[nameField]}`);
      return {
        [arnField]: arn,
        Tags: tags ?? {},
        ...(style && { Configuration: { Style: style } }),
      };
    };
  return {
    resources,
    effects: {
      DescribeMap: answer('map', 'MapName', 'MapArn'),
      DescribePlaceIndex: answer('place-index', 'IndexName', 'IndexArn'),
      DescribeGeofenceCollection: answer('geofence-collection', 'CollectionName', 'CollectionArn'),
      DescribeTracker: answer('tracker', 'TrackerName', 'TrackerArn'),
    },
  };
}

/** Lex V2: aliases by `<bot>/<alias>`. */
export function lex() {
  const aliases = new Regional<Tagged & Pick<DescribeBotAliasResponse, 'botAliasLocaleSettings'>>();
  return {
    aliases,
    effects: {
      DescribeBotAlias: (
        { botId, botAliasId }: { botId?: string; botAliasId?: string },
        region: string,
      ) => {
        const { tags: _tags, ...alias } = aliases.get(region, `${botId}/${botAliasId}`);
        return { botId, botAliasId, botAliasStatus: 'Available', ...alias };
      },
      ListTagsForResource: ({ resourceARN = '' }: { resourceARN?: string }, region: string) => ({
        tags: aliases.get(region, resourceARN.split(':bot-alias/')[1]).tags ?? {},
      }),
    },
  };
}
