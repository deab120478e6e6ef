import type { PathAccess } from './storage-access.ts';
import type { GeoKind } from '../../contract/grants/geo.ts';
import type { PredictionUse } from '../../contract/grants/predictions.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AuthSettings, IdentitySettings } from '../../contract/pool-settings.ts';

/**
 * Everything that a renderer may say: the one source of all published files. Each list is in the
 * order of the request and names a resource once; the first of a kind is the default of libraries
 * that know one only.
 */
export type ClientConfig = {
  readonly auth: AuthSettings;
  readonly identity: IdentitySettings | null;
  readonly buckets: readonly ConfigBucket[];
  readonly graphqlApis: readonly GraphqlApi[];
  readonly restApis: readonly RestApi[];
  readonly streams: readonly RecordStream[];
  readonly locations: readonly LocationResource[];
  readonly predictions: readonly Prediction[];
  readonly bots: readonly Bot[];
  readonly options: Pick<RunRequest, 'oauth' | 'redirects' | 'outputsVersion'>;
};

/** A bucket, and who may do what below which path of it. */
export type ConfigBucket = {
  readonly name: string;
  readonly region: string;
  /** By prefix with `/*` at its end; `identityWord` in it stands for the identity of the user. */
  readonly paths: Readonly<Record<string, PathAccess>>;
};

/** Ways into a GraphQL API for which an app needs no key. */
export type GraphqlAuthentication =
  'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS' | 'OPENID_CONNECT' | 'AWS_LAMBDA';

/** How an app calls an AppSync API. No API key is ever read. */
export type GraphqlApi = {
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /**
   * Those that this config can serve, and the default of libraries first: `AWS_IAM`,
   * `AMAZON_COGNITO_USER_POOLS`, `OPENID_CONNECT`, `AWS_LAMBDA`.
   */
  readonly authenticationTypes: readonly [GraphqlAuthentication, ...GraphqlAuthentication[]];
};

/** How an app calls one stage of an API of API Gateway. */
export type RestApi = {
  readonly name: string;
  readonly region: string;
  /** With scheme and stage, without a `/` at its end. */
  readonly endpoint: string;
};

/** A stream that an app sends records to. */
export type RecordStream = {
  readonly service: 'kinesis' | 'firehose';
  readonly name: string;
  readonly region: string;
};

export type LocationResource = {
  readonly kind: GeoKind;
  readonly name: string;
  readonly region: string;
  /** Of a map only: `VectorEsriStreets`, … */
  readonly style: string | null;
};

export type Prediction = { readonly use: PredictionUse; readonly region: string };

/** A bot of Lex V2 under one alias. */
export type Bot = {
  readonly botId: string;
  readonly aliasId: string;
  readonly region: string;
  /** Languages of the alias, sorted: `en_US`, … */
  readonly locales: readonly string[];
};

/** A rendered file, its path relative to the link's folder. */
export type RenderedFile = {
  readonly path: string;
  readonly content: string;
  readonly contentType: string;
};
