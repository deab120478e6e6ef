import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import { dnsSuffixOf } from '../../ids.ts';
import { restApi } from '../../grants/rest.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import type { RestApi } from '../client-config.ts';
import { distinctNames } from '../distinct-names.ts';
import { distinctBy, foundResources } from './found-resources.ts';

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
