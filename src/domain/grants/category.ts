import type { Finding } from '../../contract/findings.ts';
import type { Grantee } from '../../contract/grantee.ts';
import type { NamedResource, Place } from '../../contract/named-resource.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { Permission } from '../iam/permission.ts';
import type { GrantPlace } from './grant-place.ts';
import type { ConfigSource } from './resources/config-source.ts';
import type { KnownResources } from './resources/granted-resource.ts';
import type { ResourceReadings } from './resources/readings.ts';

/** What the grants of a category are judged against. */
export type Judged = {
  readonly request: RunRequest;
  readonly readings: ResourceReadings;
  /** Whose grants would need more than we write. */
  readonly roles: readonly PoolRole[];
  /** Ids of the app clients that a config would name. */
  readonly clients: readonly string[];
  /** What is unusual about the tokens of the user pool; left out: nothing. */
  readonly tokens?: Slice<'userPool'>['tokens'];
  /** Where the web app is opened; left out or empty: it is not known. */
  readonly origins?: readonly string[];
  /** All that the request gives to a role by those who hold it. */
  readonly permissions: (
    holders: readonly Grantee[],
    known: KnownResources,
  ) => readonly Permission[];
};

/** How a category names its resource, and what a grant on it gives. */
type OnResource<Grant> = {
  /** `null`: of a retired service, so that nothing can be granted, or of a service itself. */
  readonly resource: (grant: Grant, defaultRegion: string) => NamedResource | null;
  /** What a grant gives that names no resource of the account; left out: nothing. */
  readonly ofService?: (
    grant: Grant,
    holders: readonly Grantee[],
    home: Place,
  ) => readonly Permission[];
  readonly permissions: (
    grant: Grant,
    holders: readonly Grantee[],
    resource: NamedResource,
    place: Place,
    identityKey: string,
  ) => readonly Permission[];
};

/** A category that names no resource of the account. */
type OnNothing<Grant> = {
  readonly resource: null;
  readonly permissions: (
    grant: Grant,
    holders: readonly Grantee[],
    home: Place,
  ) => readonly Permission[];
};

/** One kind of grant: all that the rest of the tree asks of it, from the request to the files for apps. */
export type Category<Grant, Served = unknown> = (OnResource<Grant> | OnNothing<Grant>) & {
  /** Where a grant names its grantees: itself, or each of its paths. `where` is its field of the request. */
  readonly places: (grant: Grant, where: string) => readonly GrantPlace[];
  /** A service that AWS has closed, and what the grant names of it. */
  readonly retired?: (
    grant: Grant,
  ) => { readonly service: string; readonly resource: string } | null;
  /** Whether whoever is granted something gets in without a role; left out: never. */
  readonly needsNoRole?: (
    grant: Grant,
    judged: Pick<Judged, 'request' | 'readings' | 'clients' | 'tokens'>,
  ) => boolean;
  /** What is wrong with the resources that are granted, beside whether they are there. */
  readonly findings: (judged: Judged) => readonly Finding[];
  /** What the client config says of what is granted. */
  readonly config: (source: ConfigSource) => Served;
};

/** Where nothing is ever denied, a role is given what each of its holders is. */
export function toEach<Grant, Rest extends readonly unknown[]>(
  permissions: (grant: Grant, grantee: Grantee, ...rest: Rest) => readonly Permission[],
) {
  return (grant: Grant, holders: readonly Grantee[], ...rest: Rest) =>
    holders.flatMap((grantee) => permissions(grant, grantee, ...rest));
}
