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
      const tell = trusts(granted, authorizer) ? otherClients : otherPool;
      return tell(
        { ...granted, path, otherAccess },
        authorizer,
        ofOthers.filter((one) => one.authorizer?.id === authorizer.id),
      );
    }),
    ...(ours.length > 0 ? [needsNoGrant(granted, path, ours)] : []),
  ];
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
  return finding('API_TRUSTS_OTHER_POOL', {
    api:
      api.kind === 'rest'
        ? { ...api, kind: api.kind, authorizer }
        : { ...api, kind: api.kind, issuer: userPool.issuer, clients },
    methods: methodFacts(routes),
    pools: userPoolIds,
    userPool: userPool.id,
    otherAccess,
  });
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
      issuer: userPool.issuer,
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

function methodFacts(routes: readonly ApiRoute[]) {
  return routes.map(({ method, path }) => ({ method, path }));
}
