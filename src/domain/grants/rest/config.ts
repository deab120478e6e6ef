import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import { dnsSuffixOf } from '../../ids.ts';
import { restApi } from './permissions.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { distinctNames } from '../resources/distinct-names.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

/** How an app calls one stage of an API of API Gateway. */
export type RestApi = {
  readonly name: string;
  readonly region: string;
  /** With scheme and stage, without a `/` at its end. */
  readonly endpoint: string;
};

/**
 * Stages of APIs by name. One that answers under a domain of its owner only is left out: where that is
 * no answer tells.
 */
export function restApisOf(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
): readonly RestApi[] {
  const apis = grantedStages(request, readings).filter(({ facts }) => facts.openEndpoint);
  const names = distinctNames(
    apis.map(({ id, facts: { name }, grant: { stage } }) => [
      name,
      `${name}-${stage}`,
      `${name}-${stage}-${id}`,
    ]),
  );
  return apis.map(({ id, place: { region }, grant: { stage }, facts }, index) => {
    const host = `https://${id}.execute-api.${region}.${dnsSuffixOf(region)}`;
    return {
      name: names[index] ?? facts.name,
      region,
      // The default stage of an HTTP API answers at the root of its host.
      endpoint: stage === '$default' ? host : `${host}/${stage}`,
    };
  });
}

/** Each granted stage once. */
export function grantedStages(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
) {
  const { rest } = request.grants;
  const { region } = userPoolOf(request);
  const named = (grant: (typeof rest)[number]) => restApi(grant, region);
  const found = foundResources(rest, named, readings, 'execute-api');
  return distinctBy(found, ({ id, place, grant }) => `${place.region} ${id} ${grant.stage}`);
}
