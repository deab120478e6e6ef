import type { RestGrant } from '../../../contract/grants/rest.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { apiFindings } from './api-findings.ts';
import { restApisOf } from './config.ts';
import { restApi, restPermissions } from './permissions.ts';

/** Methods of APIs of API Gateway, REST and HTTP. */
export const restCategory = {
  places: ({ paths }, where) =>
    paths.map((path, index) => placeAt(`${where}.paths.${index}`, path)),
  resource: restApi,
  permissions: toEach(restPermissions),
  findings: apiFindings,
  config: ({ request, resources }) => restApisOf(request, resources),
} satisfies Category<RestGrant>;
