import { finding, type Finding } from '../../../contract/findings.ts';
import {
  apiFact,
  byIam,
  clientsShutOut,
  distinctRoutes,
  takesTokensOf,
  trusts,
  type Answers,
  type GrantedApi,
} from './granted-api.ts';
import type { ApiRoute, PoolAuthorizer } from '../resources/readings.ts';
import { otherIssuer, type OtherIssuer } from '../resources/trusted-pools.ts';
import { issuerOf } from '../../token-issuer.ts';

/** Granted methods that take the tokens of user pools: of this app, or of other pools or clients only. */
export function tokenFindings(granted: GrantedApi, path: string, { users }: Answers): Finding[] {
  const routes = distinctRoutes(users);
  const ours = routes.filter((route) => takesTokensOf(granted, route));
  const ofOthers = routes.filter((route) => route.authorizer && !ours.includes(route));
  const otherAccess = ours.length > 0 || routes.some(byIam);
  const authorizers = new Map(
    ofOthers.flatMap(({ authorizer }) => (authorizer ? [[authorizer.id, authorizer]] : [])),
  );
  return [
    ...[...authorizers.values()].map((authorizer) => {
      const tell = tellerOf(granted, authorizer);
      return tell(
        { ...granted, path, otherAccess },
        authorizer,
        ofOthers.filter((one) => one.authorizer?.id === authorizer.id),
      );
    }),
    ...(ours.length > 0 ? [needsNoGrant(granted, path, ours)] : []),
  ];
}

/** Why an authorizer turns the tokens of the app away: the first of three that is so. */
function tellerOf(granted: GrantedApi, authorizer: PoolAuthorizer): typeof otherPool {
  if (!trusts(granted, authorizer)) return otherPool;
  const issuers = otherIssuer(authorizer, granted);
  return issuers ? askingFor(issuers) : otherClients;
}

/** A granted path, and whether signed-in users get at something of it by the tokens of the app or by IAM. */
type TokenPath = GrantedApi & { readonly path: string; readonly otherAccess: boolean };

function otherPool(
  granted: TokenPath,
  { id: authorizer, userPoolIds }: PoolAuthorizer,
  routes: readonly ApiRoute[],
): Finding {
  const { clients, otherAccess, path, userPool } = granted;
  const api = { ...apiFact(granted), path };
  const isUpdated = granted.issuer === 'updated';
  return finding('API_TRUSTS_OTHER_POOL', {
    api:
      api.kind === 'rest'
        ? { ...api, kind: api.kind, authorizer, ...(isUpdated && { updatedIssuer: true }) }
        : {
            ...api,
            kind: api.kind,
            issuer: tokenIssuer(granted),
            clients,
            route: onlyRoute(routes),
          },
    methods: methodFacts(routes),
    pools: userPoolIds,
    userPool: userPool.id,
    otherAccess,
  });
}

/** The id of the only one; `null`: there are several. */
function onlyRoute([only, ...others]: readonly ApiRoute[]): string | null {
  return only && others.length === 0 ? only.id : null;
}

/** It looks like the right pool, and yet its tokens are turned away. */
function askingFor(issuers: OtherIssuer): typeof otherPool {
  return (granted, authorizer, routes) => {
    const { otherAccess, path, userPool } = granted;
    const api = { ...apiFact(granted), path, authorizer: authorizer.id };
    const clients = [...(authorizer.clients ?? []), ...clientsShutOut(granted, authorizer)];
    return finding('API_TRUSTS_OTHER_ISSUER', {
      api: api.kind === 'rest' ? { ...api, kind: api.kind } : { ...api, kind: api.kind, clients },
      methods: methodFacts(routes),
      userPool: userPool.id,
      ...issuers,
      otherAccess,
    });
  };
}

/** Only HTTP APIs look at the audience of a token. */
function otherClients(
  granted: TokenPath,
  authorizer: PoolAuthorizer,
  routes: readonly ApiRoute[],
): Finding {
  const { clients, otherAccess, path, userPool } = granted;
  return finding('API_TRUSTS_OTHER_CLIENTS', {
    api: {
      ...apiFact(granted),
      kind: 'http',
      path,
      authorizer: authorizer.id,
      issuer: tokenIssuer(granted),
    },
    methods: methodFacts(routes),
    userPool: userPool.id,
    taken: authorizer.clients ?? [],
    turnedAway: clientsShutOut(granted, authorizer),
    clients,
    otherAccess,
  });
}

function needsNoGrant(granted: GrantedApi, path: string, routes: readonly ApiRoute[]): Finding {
  return finding('API_NEEDS_NO_GRANT', {
    api: { ...apiFact(granted), path },
    methods: methodFacts(routes),
    userPool: granted.userPool.id,
    authorization: [...new Set(routes.map(({ authorization }) => authorization))],
    idle: false,
  });
}

/** Where nobody could read the pool, the one that a pool has unless its owner chose the other. */
function tokenIssuer({ issuer, userPool }: GrantedApi): string {
  return issuerOf(userPool.id, issuer ?? 'original');
}

function methodFacts(routes: readonly ApiRoute[]) {
  return routes.map(({ method, path }) => ({ method, path }));
}
