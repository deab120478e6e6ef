import type { RunRequest } from '../../../contract/request.ts';
import type { Reading } from '../../readings.ts';
import { identityKeyOf } from '../../trust/cognito-principal.ts';
import type { Place } from '../../../contract/named-resource.ts';
import { poolsOf } from '../../named-pools.ts';
import type { AskedIssuer } from '../../token-issuer.ts';
import { homeOf, type KnownResources } from './granted-resource.ts';

/** What was read of a resource that a request grants, in the words of this project. */
export type ResourceDescription = {
  /** As its owner tags it and as the stack allows it; for an API of API Gateway the ARN that manages it. */
  readonly arn: string;
  /** The account is empty for a bucket of which nobody could say whose it is: its ARN names none. */
  readonly place: Place;
  /** Value of the tag `amplify-import`; `null` when unset, or when it was not asked for. */
  readonly allowTag: string | null;
  readonly facts: ResourceFacts;
};

/** What says whether a grant on the resource would work. */
export type ResourceFacts =
  BucketFacts | GraphqlApiFacts | EventApiFacts | ApiFacts | StreamFacts | LocationFacts | BotFacts;

/** What only warnings need may be denied without the bucket itself being so. */
type BucketFacts = {
  readonly service: 's3';
  /** Not found: the bucket has no CORS configuration. */
  readonly cors: Reading<readonly CorsRule[]>;
  /** The customer key that encrypts by default, by its ARN, id or alias; not found: none. */
  readonly kmsKey: Reading<string>;
  /** Its own policy, as it stands there; not found: it has none, or nobody asked. Judged where it is read, and kept nowhere. */
  readonly policy: Reading<string>;
};

export type CorsRule = {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly exposedHeaders: readonly string[];
};

export type GraphqlApiFacts = {
  readonly service: 'appsync';
  readonly name: string;
  /** Where it answers queries, with its path. */
  readonly endpoint: string;
  /** The default one first: `AWS_IAM`, `AMAZON_COGNITO_USER_POOLS`, `API_KEY`, … */
  readonly authenticationTypes: readonly string[];
  readonly trustedPools: readonly TrustedPool[];
  /** It answers within a VPC only. */
  readonly isPrivate: boolean;
};

export type EventApiFacts = {
  readonly service: 'appsync-events';
  readonly name: string;
  /** Where events are published, with its path. */
  readonly endpoint: string;
  /** Every way to get in that it knows: `AWS_IAM`, `API_KEY`, … */
  readonly providers: readonly string[];
  /** Those of them that it takes for each; of a namespace that says otherwise, other ones. */
  readonly connect: readonly string[];
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  readonly trustedPools: readonly TrustedPool[];
};

/** A user pool whose tokens an API takes, as a pool or as a provider of OpenID Connect. */
export type TrustedPool = {
  /** The way in, as the API calls it. */
  readonly by: 'AMAZON_COGNITO_USER_POOLS' | 'OPENID_CONNECT';
  readonly userPoolId: string;
  /** The issuer that the tokens have to name; `null`: either. */
  readonly issuer: AskedIssuer | null;
  /** A regular expression of the app clients whose tokens it takes; `null`: of all. */
  readonly clients: string | null;
  /** Users get at those fields only that name their group. */
  readonly deniedByDefault: boolean;
};

export type ApiFacts = {
  readonly service: 'execute-api';
  readonly kind: 'rest' | 'http';
  readonly name: string;
  /** It answers under the name of API Gateway; `false`: under a domain of its owner only. */
  readonly openEndpoint: boolean;
  /** It answers within a VPC only, as no HTTP API does. */
  readonly isPrivate: boolean;
  /** Its own policy as JSON, which an HTTP API has none of; `null`: none. */
  readonly policy: string | null;
  readonly stages: readonly string[];
  readonly routes: readonly ApiRoute[];
  /** There are more routes than are read. */
  readonly moreRoutes: boolean;
};

/** A method of an API. */
export type ApiRoute = {
  /** Id of the resource that has the method, or of the route. */
  readonly id: string;
  /** `ANY` is every method. */
  readonly method: string;
  /** `/items/{id}`; `$default`, which an HTTP API takes for whatever has no route of its own. */
  readonly path: string;
  /** `AWS_IAM`, `COGNITO_USER_POOLS`, `JWT`, `CUSTOM`, `NONE`. */
  readonly authorization: string;
  /** What takes the tokens of user pools, by `COGNITO_USER_POOLS` or `JWT`; `null`: nothing does. */
  readonly authorizer: PoolAuthorizer | null;
};

/** An authorizer that takes the tokens of user pools. */
export type PoolAuthorizer = {
  readonly id: string;
  readonly userPoolIds: readonly string[];
  /** The issuer that the tokens have to name. */
  readonly issuer: AskedIssuer;
  /** The app clients whose tokens it takes; `null`: of all, as an authorizer of a REST API does. */
  readonly clients: readonly string[] | null;
};

export type StreamFacts =
  | {
      readonly service: 'kinesis';
      /** The customer key that encrypts it, by its ARN, id or alias; `null`: none. */
      readonly kmsKey: string | null;
    }
  | {
      readonly service: 'firehose';
      /** Where its records come from: `DirectPut` takes them from apps. */
      readonly source: string;
    };

type LocationFacts = {
  readonly service: 'geo';
  /** Of a map only: `VectorEsriStreets`, … */
  readonly style: string | null;
};

type BotFacts = {
  readonly service: 'lex';
  /** Languages in which the alias answers, sorted: `en_US`, … */
  readonly locales: readonly string[];
};

/** One look at a resource; `foreign`: of another account or partition, where nobody looked. */
export type ResourceReading = Reading<ResourceDescription> | { readonly status: 'foreign' };

/** By `resourceKey`. */
export type ResourceReadings = Readonly<Record<string, ResourceReading>>;

/**
 * What the permissions of a role are written on: where the resources are that were found, and whose
 * the role is. `null`: the ARN is that of no role, or there is no identity pool that could give it.
 */
export function knownResources(
  request: Pick<RunRequest, 'userPoolId' | 'identityPoolId'>,
  roleArn: string,
  readings: ResourceReadings,
): KnownResources | null {
  const { userPool, identityPool } = poolsOf(request);
  const home = homeOf(userPool, roleArn);
  if (home === null || identityPool === null) return null;
  const places = Object.entries(readings).flatMap(([key, reading]) =>
    reading.status === 'found' ? [[key, reading.value.place] as const] : [],
  );
  const identityKey = identityKeyOf(identityPool.id);
  return { home, identityKey, places: Object.fromEntries(places) };
}

/** What a resource is like, once it was found. */
export function factsOf<Service extends ResourceFacts['service']>(
  reading: ResourceReading | undefined,
  service: Service,
): Extract<ResourceFacts, { service: Service }> | null {
  const facts = reading?.status === 'found' ? reading.value.facts : null;
  return facts?.service === service
    ? (facts as Extract<ResourceFacts, { service: Service }>)
    : null;
}
