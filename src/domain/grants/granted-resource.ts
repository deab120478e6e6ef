import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn } from '../ids.ts';

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

/**
 * Where the account of a role keeps what names no place of its own: the user pool's region, the
 * account and the partition of the role.
 */
export function homeOf(userPoolId: string, roleArn: string): Place | null {
  const role = parseArn(roleArn);
  return (
    role && { partition: role.partition, region: regionOfPool(userPoolId), account: role.account }
  );
}

/** What is known when permissions are written. */
export type KnownResources = {
  /** The user pool's region and the account of its roles, for what names no resource. */
  readonly home: Place;
  /** The condition key that holds the identity of whoever has the role. */
  readonly identityKey: string;
  /** By `resourceKey`. What is not found there is granted to nobody. */
  readonly places: Readonly<Record<string, Place>>;
};

/**
 * One name for each resource, however often a request grants it: streams of one name in two accounts
 * are two resources.
 */
export function resourceKey({ service, region, id, owner }: NamedResource): string {
  return owner
    ? arnIn({ ...owner, region: region ?? '' }, service, id)
    : `${service}:${region ?? ''}:${id}`;
}

/**
 * Where a named resource was found; `null` when it was not, is not the one that was named, or is
 * somebody else's, on which no role is granted anything.
 */
export function placeOf(resource: NamedResource, { home, places }: KnownResources): Place | null {
  const key = resourceKey(resource);
  const place = Object.hasOwn(places, key) ? places[key] : undefined;
  const { owner } = resource;
  if (!place || !isOwnedBy(place, home) || (owner && !isOwnedBy(place, owner))) return null;
  return place;
}

/** Whether a place is somebody's. That of a bucket has no account where nobody could say whose it is. */
export function isOwnedBy(
  { partition, account }: Pick<Place, 'partition' | 'account'>,
  owner: Pick<Place, 'partition' | 'account'>,
): boolean {
  return partition === owner.partition && (account === '' || account === owner.account);
}

/** The ARN of something in a place; `resource` may hold wildcards. */
export function arnIn({ partition, region, account }: Place, service: string, resource: string) {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
