import * as z from 'zod';

/** A resource of the account as a request names it, and as findings speak of it. */

/** Services whose resources a request can grant. */
const grantedServices = [
  's3',
  'appsync',
  'execute-api',
  'kinesis',
  'firehose',
  'geo',
  'lex',
] as const;
export type GrantedService = (typeof grantedServices)[number];

export const namedResourceSchema = z.strictObject({
  service: z.enum(grantedServices),
  /** As its ARN ends: a bucket, an API id, `stream/clicks`, `map/streets`, `<bot>/<alias>`. */
  id: z.string(),
  /** `null`: a bucket, whose region is looked up. */
  region: z.string().nullable(),
  /** The owner that the request says, by an ARN; `null`: it gives an id only. */
  owner: z.strictObject({ partition: z.string(), account: z.string() }).readonly().nullable(),
});

export type NamedResource = Readonly<z.infer<typeof namedResourceSchema>>;

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

/** What a finding about a resource has as its subject: its ARN where the request has one, else its id. */
export function resourceSubject({ service, id, region, owner }: NamedResource): string {
  const byArn = owner !== null && service !== 'appsync' && service !== 'execute-api';
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
