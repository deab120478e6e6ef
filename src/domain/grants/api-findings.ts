import { finding, type Finding } from '../../contract/findings.ts';
import type { RestGrant } from '../../contract/grants/rest.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../ids.ts';
import { routesAt } from './api-routes.ts';
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
  const { api, facts } = granted;
  const methods = methodsOf([path.authenticated, path.guest, ...Object.values(path.groups)].flat());
  if (methods.length === 0) return [];
  const there = routesAt(path.path, facts.routes);
  const meant = there.filter(({ method }) => method === 'ANY' || methods.includes(method));
  if (meant.length === 0 && !facts.moreRoutes) {
    const found = [...new Set(there.map(({ method }) => method))].join(', ');
    return [
      finding('PATH_NOT_FOUND', {
        subject: `${api.id}${path.path}`,
        // What is there and granted nothing yet may be meant for later.
        ...(there.length > 0 && { severity: 'warning' }),
        message: `The API ${api.id} has no ${methods.join(', ')} on ${path.path} or below it.`,
        found: found || 'nothing',
        needed: methods.join(', '),
        command: { region: api.region ?? '', ...idOf(granted) },
      }),
    ];
  }
  const others = meant.filter(({ authorization }) => authorization !== 'AWS_IAM');
  return [...new Set(others.map(({ authorization }) => authorization))].map((authorization) =>
    methodFinding(granted, path, {
      authorization,
      routes: others.filter((route) => route.authorization === authorization),
    }),
  );
}

/** What it means that methods are authorized in another way. */
const meanings: Readonly<Record<string, string>> = {
  NONE: 'open to everybody, with or without a grant',
  COGNITO_USER_POOLS: 'opened by the tokens of a user pool, without a grant, and never to guests',
  JWT: 'opened by tokens, without a grant, and never to guests',
  CUSTOM: 'opened by an authorizer of their own, with or without a grant',
};

function methodFinding(
  granted: GrantedApi,
  path: GrantedPath,
  { authorization, routes }: { authorization: string; routes: readonly ApiRoute[] },
): Finding {
  const { api } = granted;
  const list = routes.map(({ method, path: at }) => `${method} ${at}`).join(', ');
  const byToken = authorization === 'COGNITO_USER_POOLS' || authorization === 'JWT';
  const guests = methodsOf(path.guest);
  const shutOut = routes.some(
    ({ method }) => guests.length > 0 && (method === 'ANY' || guests.includes(method)),
  );
  return finding('METHOD_WITHOUT_IAM', {
    subject: `${api.id}${path.path}`,
    ...(byToken && shutOut && { severity: 'error' }),
    message: `In the API ${api.id} these are ${meanings[authorization] ?? `authorized by ${authorization}`}: ${list}.`,
    found: authorization,
    needed: 'AWS_IAM',
    command: commandFor(granted, routes),
    ...(granted.facts.kind === 'rest' && {
      resolution:
        'Let the method be authorized by IAM and deploy the stage, or leave the grant out.',
    }),
  });
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
