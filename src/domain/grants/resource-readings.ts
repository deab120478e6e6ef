import type { Reading } from '../readings.ts';
import type { KnownResources, Place } from './granted-resource.ts';

/** What was read of a resource that a request grants, in the words of this project. */
export type ResourceDescription = {
  readonly arn: string;
  readonly place: Place;
  /** Value of the tag `amplify-import`; `null` when unset, or when it was not asked for. */
  readonly allowTag: string | null;
  readonly facts: ResourceFacts;
};

/** What says whether a grant on the resource would work. */
export type ResourceFacts =
  | {
      readonly service: 's3';
      /** `null`: the bucket has no CORS configuration. */
      readonly cors: readonly CorsRule[] | null;
      /** ARN of the customer key that encrypts by default; `null`: none. */
      readonly kmsKeyArn: string | null;
    }
  | {
      readonly service: 'appsync';
      /** The default one first: `AWS_IAM`, `AMAZON_COGNITO_USER_POOLS`, `API_KEY`, … */
      readonly authenticationTypes: readonly string[];
      /** Pools whose tokens it takes. */
      readonly userPoolIds: readonly string[];
    }
  | {
      readonly service: 'execute-api';
      readonly stages: readonly string[];
      /** Authorization of each method, such as `GET /items`: `AWS_IAM`, `COGNITO_USER_POOLS`, `NONE`, `CUSTOM`. */
      readonly methods: Readonly<Record<string, string>>;
    }
  | { readonly service: 'kinesis' | 'firehose' | 'geo' | 'lex' };

export type CorsRule = {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly exposedHeaders: readonly string[];
};

/** By `resourceKey`. */
export type ResourceReadings = Readonly<Record<string, Reading<ResourceDescription>>>;

/** Where the resources are that were found: what permissions are written on. */
export function knownResources(home: Place, readings: ResourceReadings): KnownResources {
  const places = Object.entries(readings).flatMap(([key, reading]) =>
    reading.status === 'found' ? [[key, reading.value.place] as const] : [],
  );
  return { home, places: Object.fromEntries(places) };
}
