import { finding, type Finding } from '../../../contract/findings.ts';
import type { RestPermission } from '../../../contract/grants/rest.ts';
import type { Judged } from '../category.ts';
import { methodFindings } from './method-findings.ts';
import { methodsAt, routesAnswering } from './routes.ts';
import { restReachFindings } from './reach-findings.ts';
import { tokenFindings } from './token-findings.ts';
import { tokensOfApp } from '../resources/trusted-pools.ts';
import { answersTo, apiFact, type GrantedApi, type GrantedPath } from './granted-api.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { methodsOf, restApi } from './permissions.ts';
import { factsOf } from '../resources/readings.ts';

/** Whether the APIs of API Gateway that a request grants have what it names, behind IAM. */
export function apiFindings(judged: Judged): Finding[] {
  const { request, readings } = judged;
  const app = tokensOfApp(request, judged);
  const { region } = app.userPool;
  const keys = request.grants.rest.map((grant) => resourceKey(restApi(grant, region)));
  return request.grants.rest.flatMap((grant, index) => {
    const api = restApi(grant, region);
    const key = resourceKey(api);
    const facts = factsOf(readings[key], 'execute-api');
    if (!facts) return [];
    const granted = { ...app, api, facts };
    return [
      // Two stages of one API are as far away.
      ...(keys.indexOf(key) === index ? restReachFindings(granted, judged) : []),
      ...stageFindings(granted, grant.stage),
      ...grant.paths.flatMap((path) => pathFindings(granted, path)),
    ];
  });
}

function stageFindings(granted: GrantedApi, stage: string): Finding[] {
  const { stages } = granted.facts;
  if (stages.includes(stage)) return [];
  return [finding('STAGE_NOT_FOUND', { api: apiFact(granted), stage, stages })];
}

function pathFindings(granted: GrantedApi, path: GrantedPath): Finding[] {
  const answers = answersTo(granted, path);
  const everybody = [path.authenticated, path.guest, ...Object.values(path.groups)].flat();
  return [
    ...missingFindings(granted, path.path, everybody),
    ...tokenFindings(granted, path.path, answers),
    ...methodFindings(granted, path.path, answers),
  ];
}

/** Permissions none of whose methods is there; what grants nothing yet may be meant for later. */
function missingFindings(
  granted: GrantedApi,
  path: string,
  permissions: readonly RestPermission[],
): Finding[] {
  const { facts } = granted;
  const missing = methodsOf(
    permissions.filter((permission) =>
      methodsOf([permission]).every((method) => routesAnswering(path, method, facts).length === 0),
    ),
  );
  if (missing.length === 0 || facts.moreRoutes) return [];
  const methods = methodsAt(path, facts.routes);
  const absent = { api: apiFact(granted), path, missing };
  return [
    methods.length > 0
      ? finding('METHOD_NOT_FOUND', { ...absent, methods })
      : finding('PATH_NOT_FOUND', absent),
  ];
}
