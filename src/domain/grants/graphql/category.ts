import type { GraphqlGrant } from '../../../contract/grants/graphql.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { graphqlApiFindings, opensByTokensAlone } from './api-findings.ts';
import { graphqlApisOf } from './config.ts';
import { graphqlApi, graphqlPermissions } from './permissions.ts';

/** Fields of AppSync APIs. */
export const graphqlCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: graphqlApi,
  permissions: toEach(graphqlPermissions),
  needsNoRole: opensByTokensAlone,
  findings: graphqlApiFindings,
  config: graphqlApisOf,
} satisfies Category<GraphqlGrant>;
