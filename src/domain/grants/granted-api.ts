import type { RestGrant } from '../../contract/grants/rest.ts';
import { routesAnswering, type AnsweringRoute } from './api-routes.ts';
import type { NamedResource } from './granted-resource.ts';
import type { ApiFacts, ApiRoute } from './resource-readings.ts';
import { methodsOf } from './rest.ts';

/** An API of API Gateway as it was read, and the user pool of the app that is granted something on it. */
export type GrantedApi = {
  readonly api: NamedResource;
  readonly facts: ApiFacts;
  readonly userPoolId: string;
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

/** Whether a method takes the tokens of a user pool, as far as anybody can tell. */
export function takesTokensOf(userPoolId: string, { authorizer }: ApiRoute): boolean {
  return authorizer !== null && authorizer.userPoolIds.includes(userPoolId);
}

/** What the commands on an API of each kind call it. */
export function idOf({ api, facts }: GrantedApi) {
  return facts.kind === 'rest' ? { restApi: api.id } : { httpApi: api.id };
}
