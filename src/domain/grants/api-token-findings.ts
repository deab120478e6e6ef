import { finding, type Finding } from '../../contract/findings.ts';
import { regionOfPool } from '../ids.ts';
import {
  byIam,
  distinctRoutes,
  takesTokensOf,
  type Answers,
  type GrantedApi,
} from './granted-api.ts';
import type { ApiRoute, PoolAuthorizer } from './resource-readings.ts';

/** Granted methods of a REST API that take the tokens of user pools: of this one, or of others only. */
export function tokenFindings(granted: GrantedApi, path: string, { users }: Answers): Finding[] {
  const routes = distinctRoutes(users);
  const ours = routes.filter((route) => takesTokensOf(granted.userPoolId, route));
  const strangers = routes.filter(
    ({ authorizer }) => authorizer && !authorizer.userPoolIds.includes(granted.userPoolId),
  );
  const leftToUsers = ours.length > 0 || routes.some(byIam);
  const authorizers = new Set(strangers.flatMap(({ authorizer }) => authorizer?.id ?? []));
  return [
    ...[...authorizers].flatMap((id) =>
      otherPool(
        granted,
        path,
        leftToUsers,
        strangers.filter((one) => one.authorizer?.id === id),
      ),
    ),
    ...(ours.length > 0 ? [needsNoGrant(granted, path, ours)] : []),
  ];
}

function otherPool(
  { api, userPoolId }: GrantedApi,
  path: string,
  leftToUsers: boolean,
  routes: readonly ApiRoute[],
): Finding[] {
  const authorizer: PoolAuthorizer | null = routes[0]?.authorizer ?? null;
  if (!authorizer) return [];
  const pools = authorizer.userPoolIds;
  return [
    finding('API_TRUSTS_OTHER_POOL', {
      subject: `${api.id}${path}`,
      severity: leftToUsers ? 'warning' : 'error',
      message: `In the API ${api.id} these take the tokens of ${pools.join(' and ') || 'no user pool'}, not those of ${userPoolId}: ${listed(routes)}.`,
      found: pools.join(', ') || 'no user pool',
      needed: userPoolId,
      command: {
        region: api.region ?? '',
        restApi: api.id,
        authorizer: authorizer.id,
        userPoolId,
        poolRegion: regionOfPool(userPoolId),
      },
      resolution:
        'Let the authorizer take the tokens of this user pool as well and deploy the stage, or let the methods be authorized by IAM.',
    }),
  ];
}

function needsNoGrant(
  { api, userPoolId }: GrantedApi,
  path: string,
  routes: readonly ApiRoute[],
): Finding {
  return finding('API_NEEDS_NO_GRANT', {
    subject: `${api.id}${path}`,
    message: `In the API ${api.id} these take the tokens of ${userPoolId}, so that signed-in users need no grant for them: ${listed(routes)}.`,
    found: 'COGNITO_USER_POOLS',
    resolution: 'Leave these methods out of the grant to signed-in users and groups.',
  });
}

function listed(routes: readonly ApiRoute[]): string {
  return routes.map(({ method, path }) => `${method} ${path}`).join(', ');
}
