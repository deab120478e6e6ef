import { finding, type Finding } from '../../contract/findings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { providerNameOf } from '../ids.ts';
import {
  byIam,
  clientsShutOut,
  distinctRoutes,
  takesTokensOf,
  trusts,
  type Answers,
  type GrantedApi,
} from './granted-api.ts';
import type { ApiRoute, PoolAuthorizer } from './resource-readings.ts';

/** Granted methods that take the tokens of user pools: of this app, or of other pools or clients only. */
export function tokenFindings(granted: GrantedApi, path: string, { users }: Answers): Finding[] {
  const routes = distinctRoutes(users);
  const ours = routes.filter((route) => takesTokensOf(granted, route));
  const strangers = routes.filter((route) => route.authorizer && !ours.includes(route));
  const leftToUsers = ours.length > 0 || routes.some(byIam);
  const authorizers = new Map(
    strangers.flatMap(({ authorizer }) => (authorizer ? [[authorizer.id, authorizer]] : [])),
  );
  return [
    ...[...authorizers.values()].map((authorizer) => {
      const tell = trusts(granted, authorizer) ? otherClients : otherPool;
      return tell(
        { ...granted, path, leftToUsers },
        authorizer,
        strangers.filter((one) => one.authorizer?.id === authorizer.id),
      );
    }),
    ...(ours.length > 0 ? [needsNoGrant(granted, path, ours)] : []),
  ];
}

/** A granted path, and whether signed-in users get at something of it by the tokens of the app or by IAM. */
type TokenPath = GrantedApi & { readonly path: string; readonly leftToUsers: boolean };

function otherPool(
  { api, clients, facts, leftToUsers, path, userPoolId }: TokenPath,
  { id: authorizer, userPoolIds: pools }: PoolAuthorizer,
  routes: readonly ApiRoute[],
): Finding {
  const region = api.region ?? '';
  const details = {
    subject: `${api.id}${path}`,
    severity: leftToUsers ? ('warning' as const) : ('error' as const),
    message: `In the API ${api.id} these take the tokens of ${pools.join(' and ') || 'no user pool'}, not those of ${userPoolId}: ${listed(routes)}.`,
    found: pools.join(', ') || 'no user pool',
    needed: userPoolId,
  };
  return facts.kind === 'rest'
    ? finding('API_TRUSTS_OTHER_POOL', {
        ...details,
        command: {
          region,
          restApi: api.id,
          authorizer,
          userPoolId,
          poolRegion: regionOfPool(userPoolId),
        },
        resolution:
          'Let the authorizer take the tokens of this user pool as well and deploy the stage, or let the methods be authorized by IAM.',
      })
    : finding('API_TRUSTS_OTHER_POOL', {
        ...details,
        command: {
          region,
          httpApi: api.id,
          userPoolId,
          jwtConfiguration: jwtConfiguration(userPoolId, clients),
        },
        resolution:
          'An authorizer takes the tokens of one issuer: make one for this user pool by the command and let the routes be authorized by it, or let them be authorized by IAM.',
      });
}

/** It looks like the right pool, and yet the tokens of this app are turned away. */
function otherClients(
  { leftToUsers, path, ...granted }: TokenPath,
  authorizer: PoolAuthorizer,
  routes: readonly ApiRoute[],
): Finding {
  const { api, clients, userPoolId } = granted;
  const taken = authorizer.clients ?? [];
  const leftOut = clientsShutOut(granted, authorizer);
  return finding('API_TRUSTS_OTHER_CLIENTS', {
    subject: `${api.id}${path}`,
    severity: leftToUsers ? 'warning' : 'error',
    message: `In the API ${api.id} these take of the tokens of ${userPoolId} only those of ${taken.join(' and ') || 'no app client'}, and not those of ${leftOut.join(' and ')}: ${listed(routes)}.`,
    found: taken.join(', ') || 'no audience',
    needed: clients.join(', '),
    command: {
      region: api.region ?? '',
      httpApi: api.id,
      authorizer: authorizer.id,
      jwtConfiguration: jwtConfiguration(userPoolId, [...taken, ...leftOut]),
    },
  });
}

function jwtConfiguration(userPoolId: string, clients: readonly string[]): string {
  return JSON.stringify({ Issuer: `https://${providerNameOf(userPoolId)}`, Audience: clients });
}

function needsNoGrant(
  { api, userPoolId }: GrantedApi,
  path: string,
  routes: readonly ApiRoute[],
): Finding {
  return finding('API_NEEDS_NO_GRANT', {
    subject: `${api.id}${path}`,
    message: `In the API ${api.id} these take the tokens of ${userPoolId}, so that signed-in users need no grant for them: ${listed(routes)}.`,
    found: [...new Set(routes.map(({ authorization }) => authorization))].join(', '),
    resolution: 'Leave these methods out of the grant to signed-in users and groups.',
  });
}

function listed(routes: readonly ApiRoute[]): string {
  return routes.map(({ method, path }) => `${method} ${path}`).join(', ');
}
