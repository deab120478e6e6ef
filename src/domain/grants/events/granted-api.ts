import type { EventOperation, EventsGrant } from '../../../contract/grants/events.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';
import type { EventApiFacts, ResourceReadings, TrustedPool } from '../resources/readings.ts';
import { tokensOfApp, trustIn, type TokensOfApp } from '../resources/trusted-pools.ts';
import { eventApi } from './permissions.ts';

/** A way into an Event API that needs no key: by a role, or by the tokens of the app's users. */
export type EventMode = 'AWS_IAM' | TrustedPool['by'];

/** An Event API as it was read, and what a request grants on it. */
export type GrantedEventApi = {
  readonly id: string;
  readonly region: string;
  readonly facts: EventApiFacts;
  readonly app: TokensOfApp;
  /** As what it takes the tokens of the app's users; empty: not at all. */
  readonly tokens: readonly TrustedPool['by'][];
  readonly grants: readonly EventsGrant[];
  /** What is granted to signed-in users and groups, and to guests. */
  readonly toUsers: readonly EventOperation[];
  readonly toGuests: readonly EventOperation[];
};

/** The Event APIs that a request grants something on and that were found, each once. */
export function grantedEventApis(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
  userPool: Parameters<typeof tokensOfApp>[1],
): readonly GrantedEventApi[] {
  const app = tokensOfApp(request, userPool);
  const named = (grant: EventsGrant) => eventApi(grant, app.userPool.region);
  const found = foundResources(request.grants.events, named, readings, 'appsync-events').map(
    ({ place: { region }, ...rest }) => ({ ...rest, region, key: `${region} ${rest.id}` }),
  );
  return distinctBy(found, ({ key }) => key).map(({ id, region, facts, key }) => {
    const grants = found.filter((one) => one.key === key).map(({ grant }) => grant);
    return {
      id,
      region,
      facts,
      app,
      tokens: tokensTaken(facts, app),
      grants,
      toUsers: operationsIn(grants, ({ authenticated, groups }) => [
        ...authenticated,
        ...Object.values(groups).flat(),
      ]),
      toGuests: operationsIn(grants, ({ guest }) => guest),
    };
  });
}

/** Libraries send the same tokens to a user pool and to a provider of OpenID Connect. */
function tokensTaken({ trustedPools }: EventApiFacts, app: TokensOfApp): GrantedEventApi['tokens'] {
  return (['AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT'] as const).filter((by) => {
    const pools = trustedPools.filter((pool) => pool.by === by);
    return trustIn({ trustedPools: pools }, app) === 'whole';
  });
}

const operations: readonly EventOperation[] = ['connect', 'publish', 'subscribe'];

/** What some grants give to whom `rights` picks, over all of their channels. */
export function operationsIn(
  grants: readonly EventsGrant[],
  rights: (channels: EventsGrant['channels'][number]) => readonly EventOperation[],
): readonly EventOperation[] {
  const given = grants.flatMap(({ channels }) => channels.flatMap(rights));
  return operations.filter((operation) => given.includes(operation));
}

/** What an app does to use what is granted: whoever subscribes does so on a connection. */
export function withConnection(granted: readonly EventOperation[]): readonly EventOperation[] {
  return operations.filter(
    (operation) =>
      granted.includes(operation) || (operation === 'connect' && granted.includes('subscribe')),
  );
}

/** Whether users get in by their tokens for something. */
export function takesTokens(
  { facts, tokens }: GrantedEventApi,
  operation: EventOperation,
): boolean {
  return tokens.some((mode) => facts[operation].includes(mode));
}

/** Whether signed-in users get in by their tokens for all that they are granted, as far as was read. */
export function tokensSuffice(api: GrantedEventApi): boolean {
  return withConnection(api.toUsers).every((operation) => takesTokens(api, operation));
}
