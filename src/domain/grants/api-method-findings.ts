import { finding, type Finding } from '../../contract/findings.ts';
import type { AnsweringRoute } from './api-routes.ts';
import {
  byIam,
  distinctRoutes,
  idOf,
  takesTokensOf,
  type Answers,
  type GrantedApi,
} from './granted-api.ts';
import type { ApiRoute } from './resource-readings.ts';

/** What it means that methods are authorized in another way. */
const meanings: Readonly<Record<string, string>> = {
  NONE: 'open to everybody, with or without a grant',
  COGNITO_USER_POOLS: 'opened by the tokens of a user pool, without a grant, and never to guests',
  JWT: 'opened by tokens, without a grant, and never to guests',
  CUSTOM: 'opened by an authorizer of their own, with or without a grant',
};

/** Methods that a grant on a path does not open, since IAM does not decide about them. */
export function methodFindings(granted: GrantedApi, path: string, answers: Answers): Finding[] {
  const toGuests = distinctRoutes(answers.guests);
  const others = answers.all.filter(
    ({ route }) => !byIam(route) && (!takesTokensOf(granted, route) || toGuests.includes(route)),
  );
  return [...new Set(others.map(({ route }) => route.authorization))].map((authorization) =>
    methodFinding(
      granted,
      path,
      others.filter(({ route }) => route.authorization === authorization),
      answers.guests,
    ),
  );
}

/** An error only where guests are granted nothing else: beside methods behind IAM others may be meant so. */
function methodFinding(
  granted: GrantedApi,
  path: string,
  those: readonly AnsweringRoute[],
  guests: readonly AnsweringRoute[],
): Finding {
  const { api } = granted;
  const routes = distinctRoutes(those);
  const authorization = routes[0]?.authorization ?? '';
  const byToken = authorization === 'COGNITO_USER_POOLS' || authorization === 'JWT';
  const shutOut = guests.some(({ route }) => routes.includes(route));
  const left = guests.some(({ route }) => byIam(route));
  const list = routes.map((route) =>
    wordsFor(
      route,
      path,
      those.every((some) => some.route !== route || some.belowOnly),
    ),
  );
  const meaning = meanings[authorization] ?? `authorized by ${authorization}`;
  return finding('METHOD_WITHOUT_IAM', {
    subject: `${api.id}${path}`,
    ...(byToken && shutOut && !left && { severity: 'error' }),
    message: `In the API ${api.id} these are ${meaning}: ${list.join(', ')}. The grant on ${path} does not open them.`,
    found: authorization,
    needed: 'AWS_IAM',
    command: commandFor(granted, routes),
    ...(granted.facts.kind === 'rest' && {
      resolution:
        'Let the method be authorized by IAM and deploy the stage, or leave the grant out.',
    }),
  });
}

/** A method by its path, and what it has to do with the granted one where that is not to be seen. */
function wordsFor({ method, path }: ApiRoute, granted: string, belowOnly: boolean): string {
  const catchesRest = path === '$default' || path.endsWith('+}');
  const below = belowOnly && catchesRest ? ` (for calls below ${granted})` : '';
  return `${method} ${path}${below}`;
}

/** The command that changes the method; for several of them the one that shows them. */
function commandFor(granted: GrantedApi, [route, ...others]: readonly ApiRoute[]) {
  const { api, facts } = granted;
  const region = api.region ?? '';
  if (!route || others.length > 0) return { region, ...idOf(granted) };
  return facts.kind === 'rest'
    ? { region, restApi: api.id, resource: route.id, method: route.method }
    : { region, httpApi: api.id, route: route.id };
}
