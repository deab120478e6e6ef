import { finding, type Finding } from '../../contract/findings.ts';
import type { RestGrant, RestPermission } from '../../contract/grants/rest.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../ids.ts';
import { methodsAt, routesAnswering, type AnsweringRoute } from './api-routes.ts';
import { resourceKey, type NamedResource } from './granted-resource.ts';
import { methodsOf, restApi } from './rest.ts';
import {
  factsOf,
  type ApiFacts,
  type ApiRoute,
  type ResourceReadings,
} from './resource-readings.ts';

type GrantedPath = RestGrant['paths'][number];
type GrantedApi = { readonly api: NamedResource; readonly facts: ApiFacts };

/** Whether the APIs of API Gateway that a request grants have what it names, behind IAM. */
export function apiFindings(request: ImportRequest, readings: ResourceReadings): Finding[] {
  return request.grants.rest.flatMap((grant) => {
    const api = restApi(grant, regionOfPool(request.userPoolId ?? ''));
    const facts = factsOf(readings[resourceKey(api)], 'execute-api');
    if (!facts) return [];
    return [
      ...stageFindings({ api, facts }, grant.stage),
      ...grant.paths.flatMap((path) => pathFindings({ api, facts }, path)),
    ];
  });
}

function stageFindings({ api, facts }: GrantedApi, stage: string): Finding[] {
  if (facts.stages.includes(stage)) return [];
  return [
    finding('STAGE_NOT_FOUND', {
      subject: `${api.id}/${stage}`,
      message: `The API ${api.id} has no stage ${stage}.`,
      found: facts.stages.join(', ') || 'no stage',
      needed: stage,
      command: { region: api.region ?? '', ...idOf({ api, facts }) },
    }),
  ];
}

function pathFindings(granted: GrantedApi, path: GrantedPath): Finding[] {
  const everybody = [path.authenticated, path.guest, ...Object.values(path.groups)].flat();
  const answers = (methods: readonly string[]) =>
    methods.flatMap((method) => routesAnswering(path.path, method, granted.facts));
  return [
    ...missingFindings(granted, path.path, everybody),
    ...methodFindings(granted, path.path, {
      all: answers(methodsOf(everybody)),
      guests: answers(methodsOf(path.guest)),
    }),
  ];
}

/** Permissions none of whose methods is there; what grants nothing yet may be meant for later. */
function missingFindings(
  granted: GrantedApi,
  path: string,
  permissions: readonly RestPermission[],
): Finding[] {
  const { api, facts } = granted;
  const missing = methodsOf(
    permissions.filter((permission) =>
      methodsOf([permission]).every((method) => routesAnswering(path, method, facts).length === 0),
    ),
  );
  if (missing.length === 0 || facts.moreRoutes) return [];
  const there = methodsAt(path, facts.routes);
  return [
    finding(there.length > 0 ? 'METHOD_NOT_FOUND' : 'PATH_NOT_FOUND', {
      subject: `${api.id}${path}`,
      message: `The API ${api.id} has no ${missing.join(', ')} on ${path} or below it.`,
      found: there.join(', ') || 'nothing',
      needed: missing.join(', '),
      command: { region: api.region ?? '', ...idOf(granted) },
    }),
  ];
}

/** What it means that methods are authorized in another way. */
const meanings: Readonly<Record<string, string>> = {
  NONE: 'open to everybody, with or without a grant',
  COGNITO_USER_POOLS: 'opened by the tokens of a user pool, without a grant, and never to guests',
  JWT: 'opened by tokens, without a grant, and never to guests',
  CUSTOM: 'opened by an authorizer of their own, with or without a grant',
};

/** The routes that answer what is granted to anybody, and those that answer what guests are granted. */
type Answers = Readonly<Record<'all' | 'guests', readonly AnsweringRoute[]>>;

function methodFindings(granted: GrantedApi, path: string, answers: Answers): Finding[] {
  const others = answers.all.filter(({ route }) => !byIam(route));
  return [...new Set(others.map(({ route }) => route.authorization))].map((authorization) =>
    methodFinding(granted, path, authorization, answers),
  );
}

/** An error only where guests are granted nothing else: beside methods behind IAM others may be meant so. */
function methodFinding(
  granted: GrantedApi,
  path: string,
  authorization: string,
  { all, guests }: Answers,
): Finding {
  const { api } = granted;
  const those = all.filter(({ route }) => route.authorization === authorization);
  const routes = [...new Set(those.map(({ route }) => route))];
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

function byIam({ authorization }: ApiRoute): boolean {
  return authorization === 'AWS_IAM';
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

function idOf({ api, facts }: GrantedApi) {
  return facts.kind === 'rest' ? { restApi: api.id } : { httpApi: api.id };
}
