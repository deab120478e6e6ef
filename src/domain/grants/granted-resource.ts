/** What a grant names, and what is known of it once somebody has looked it up. */

/** Services whose resources a request can grant. */
export type GrantedService =
  's3' | 'appsync' | 'execute-api' | 'kinesis' | 'firehose' | 'geo' | 'lex';

/** A resource as the request names it. */
export type NamedResource = {
  readonly service: GrantedService;
  /** As its ARN ends: a bucket, an API id, `stream/clicks`, `map/streets`, `<bot>/<alias>`. */
  readonly id: string;
  /** `null`: a bucket, whose region is looked up. */
  readonly region: string | null;
  /** The owner that the request says, by an ARN; `null`: it gives an id only. */
  readonly owner: { readonly partition: string; readonly account: string } | null;
};

/** Where something lies and whose it is: what a fully qualified ARN needs. */
export type Place = {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
};

/** What is known when permissions are written. */
export type KnownResources = {
  /** The user pool's region and the account of its roles, for what names no resource. */
  readonly home: Place;
  /** By `resourceKey`. What is not found there is granted to nobody. */
  readonly places: Readonly<Record<string, Place>>;
};

/** One name for each resource, however often a request grants it. */
export function resourceKey({ service, region, id }: NamedResource): string {
  return `${service}:${region ?? ''}:${id}`;
}

/** Where a named resource was found; `null` when it was not. */
export function placeOf(resource: NamedResource, { places }: KnownResources): Place | null {
  const key = resourceKey(resource);
  return Object.hasOwn(places, key) ? (places[key] ?? null) : null;
}

/** The ARN of something in a place; `resource` may hold wildcards. */
export function arnIn({ partition, region, account }: Place, service: string, resource: string) {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
