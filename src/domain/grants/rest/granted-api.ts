import type { RestGrant } from '../../../contract/grants/rest.ts';
import { routesAnswering, type AnsweringRoute } from './routes.ts';
import type { NamedResource } from '../../../contract/named-resource.ts';
import type { ApiFacts, ApiRoute, PoolAuthorizer } from '../resources/readings.ts';
import { methodsOf } from './permissions.ts';
import { takesIssuer, type TokensOfApp } from '../resources/trusted-pools.ts';

/** An API of API Gateway as it was read, and the app that is granted something on it. */
export type GrantedApi = TokensOfApp & {
  readonly api: NamedResource;
  readonly facts: ApiFacts;
};

export type GrantedPath = RestGrant['paths'][number];

/** The routes that answer what is granted on a path: to anybody, to signed-in users, to guests. */
export type Answers = Readonly<Record<'all' | 'users' | 'guests', readonly AnsweringRoute[]>>;

export function answersTo({ facts }: GrantedApi, path: GrantedPath): Answers {
  const toUsers = [path.authenticated, ...Object.values(path.groups)].flat();
  const answers = (permissions: typeof toUsers) =>
    methodsOf(permissions).flatMap((method) => routesAnswering(path.path, method, facts));
  return {
    all: answers([...toUsers, ...path.guest]),
    users: answers(toUsers),
    guests: answers(path.guest),
  };
}

/** Each route once, however many methods it answers. */
export function distinctRoutes(answers: readonly AnsweringRoute[]): readonly ApiRoute[] {
  return [...new Set(answers.map(({ route }) => route))];
}

export function byIam({ authorization }: ApiRoute): boolean {
  return authorization === 'AWS_IAM';
}

/** Whether a method takes the tokens of the app, as far as anybody can tell. */
export function takesTokensOf(app: TokensOfApp, { authorizer }: ApiRoute): boolean {
  return (
    trusts(app, authorizer) &&
    takesIssuer(authorizer, app) &&
    clientsShutOut(app, authorizer).length === 0
  );
}

/** Whether an authorizer is meant for the user pool of the app, be it for other tokens of it. */
export function trusts(
  { userPool }: TokensOfApp,
  authorizer: PoolAuthorizer | null,
): authorizer is PoolAuthorizer {
  return authorizer !== null && authorizer.userPoolIds.includes(userPool.id);
}

/** The app clients whose tokens an authorizer turns away for their audience. */
export function clientsShutOut(
  { clients }: TokensOfApp,
  { clients: audience }: PoolAuthorizer,
): readonly string[] {
  return audience === null ? [] : clients.filter((client) => !audience.includes(client));
}

/** The API as findings tell it. */
export function apiFact({ api, facts }: GrantedApi) {
  return { kind: facts.kind, id: api.id, region: api.region ?? '' };
}
