import * as z from 'zod';
import type { GeoKind } from './grants/geo.ts';
import { once } from './when-asked.ts';

/** A resource of the account as a request names it, and as findings speak of it. */

/** Services whose resources a request can grant. */
const grantedServices = [
  's3',
  'appsync',
  'appsync-events',
  'execute-api',
  'kinesis',
  'firehose',
  'geo',
  'lex',
] as const;
export type GrantedService = (typeof grantedServices)[number];

export const namedResourceSchema = once(() =>
  z.strictObject({
    service: z.enum(grantedServices),
    /** As its ARN ends: a bucket, an API id, `stream/clicks`, `map/streets`, `<bot>/<alias>`. */
    id: z.string(),
    /** `null`: a bucket, whose region is looked up. */
    region: z.string().nullable(),
    /** The owner that the request says, by an ARN; `null`: it gives an id only. */
    owner: z.strictObject({ partition: z.string(), account: z.string() }).readonly().nullable(),
  }),
);

export type NamedResource = Readonly<z.infer<ReturnType<typeof namedResourceSchema>>>;

/** Where something lies and whose it is: what a fully qualified ARN needs. */
export type Place = {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
};

/** The ARN of something in a place; `resource` may hold wildcards. */
export function arnIn({ partition, region, account }: Place, service: string, resource: string) {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** APIs are known by their ids. */
const namedById: readonly GrantedService[] = ['appsync', 'appsync-events', 'execute-api'];

/** What a finding about a resource has as its subject: its ARN where the request has one, else its id. */
export function resourceSubject({ service, id, region, owner }: NamedResource): string {
  const byArn = owner !== null && !namedById.includes(service);
  return byArn ? arnIn({ ...owner, region: region ?? '' }, service, id) : id;
}

/** `bucket storefront-uploads`, `Kinesis stream clicks`, `place index towns`. */
export function resourceWords({ service, id }: Pick<NamedResource, 'service' | 'id'>): string {
  const [first = '', last = ''] = id.split('/');
  switch (service) {
    case 's3':
      return `bucket ${id}`;
    case 'appsync':
      return `GraphQL API ${id}`;
    case 'appsync-events':
      return `Event API ${id}`;
    case 'execute-api':
      return `API ${id}`;
    case 'kinesis':
      return `Kinesis stream ${last}`;
    case 'firehose':
      return `Firehose stream ${last}`;
    case 'geo':
      return `${first.replace('-', ' ')} ${last}`;
    case 'lex':
      return `bot ${first} with the alias ${last}`;
  }
}

/** Commands that show a resource, one for each service and kind; a bucket has one of its own. */
export const lookUpCommands = [
  'aws appsync get-graphql-api --region <region> --api-id <graphqlApi>',
  'aws appsync get-api --region <region> --api-id <eventApi>',
  'aws apigateway get-rest-api --region <region> --rest-api-id <restApi>',
  'aws kinesis describe-stream-summary --region <region> --stream-name <stream>',
  'aws firehose describe-delivery-stream --region <region> --delivery-stream-name <deliveryStream>',
  'aws location describe-map --region <region> --map-name <map>',
  'aws location describe-place-index --region <region> --index-name <placeIndex>',
  'aws location describe-geofence-collection --region <region> --collection-name <collection>',
  'aws location describe-tracker --region <region> --tracker-name <tracker>',
  'aws lexv2-models describe-bot-alias --region <region> --bot-id <bot> --bot-alias-id <alias>',
] as const;

/** What stands in the command that looks a resource up again. */
export function lookedUpBy({ service, id, region: named }: NamedResource) {
  const [first = '', last = ''] = id.split('/');
  const region = named ?? '';
  switch (service) {
    case 's3':
      return undefined;
    case 'appsync':
      return { region, graphqlApi: id };
    case 'appsync-events':
      return { region, eventApi: id };
    case 'execute-api':
      return { region, restApi: id };
    case 'kinesis':
      return { region, stream: last };
    case 'firehose':
      return { region, deliveryStream: last };
    case 'geo':
      return { region, ...locationNames[first as GeoKind](last) };
    case 'lex':
      return { region, bot: first, alias: last };
  }
}

const locationNames = {
  map: (map: string) => ({ map }),
  'place-index': (placeIndex: string) => ({ placeIndex }),
  'geofence-collection': (collection: string) => ({ collection }),
  tracker: (tracker: string) => ({ tracker }),
} as const satisfies Record<GeoKind, (name: string) => object>;
