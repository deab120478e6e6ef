import type { PredictionsGrant } from '../../../contract/grants/predictions.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { predictionsOf } from './config.ts';
import { predictionPermissions } from './permissions.ts';
import { predictionFindings } from './region-findings.ts';
import { wildcardFindings } from './wildcard-findings.ts';

/** Calls of AI services, which name no resource. */
export const predictionsCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: null,
  permissions: toEach(predictionPermissions),
  findings: ({ request, roles }) => [
    ...predictionFindings(request, roles),
    ...wildcardFindings(request),
  ],
  config: ({ request }) => predictionsOf(request),
} satisfies Category<PredictionsGrant>;
