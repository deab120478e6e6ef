import { GetGraphqlApiCommand, type GraphqlApi } from '@aws-sdk/client-appsync';
import { parseArn } from '../../../domain/ids.ts';
import type { ResourceDescription } from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { appsync } from '../../clients/graphql-client.ts';
import { allowTagIn, type Describe } from './describer.ts';
import { trustedPool } from './trusted-pool.ts';

/** A GraphQL API: whom it lets in, and its tags, in one answer. */
export const describeGraphqlApi: Describe = ({ id, region }, { withTag }) =>
  reading('appsync:GetGraphqlApi', id, async () => {
    const { graphqlApi: api = {} } = await appsync(region ?? undefined).send(
      new GetGraphqlApiCommand({ apiId: id }),
      sendOptions(),
    );
    return description(api, withTag);
  });

function description(api: GraphqlApi, withTag: boolean): ResourceDescription {
  const { arn = '', name = '', tags, uris, additionalAuthenticationProviders = [] } = api;
  const { partition = '', region = '', account = '' } = parseArn(arn) ?? {};
  const providers = [api, ...additionalAuthenticationProviders];
  return {
    arn,
    place: { partition, region, account },
    allowTag: withTag ? allowTagIn(tags) : null,
    facts: {
      service: 'appsync',
      name,
      endpoint: uris?.['GRAPHQL'] ?? '',
      authenticationTypes: providers.flatMap(({ authenticationType: type }) => type ?? []),
      // Only the default way in may deny what names no group.
      trustedPools: providers.flatMap(({ userPoolConfig, openIDConnectConfig }) =>
        trustedPool({ userPool: userPoolConfig, openIdConnect: openIDConnectConfig }),
      ),
      isPrivate: api.visibility === 'PRIVATE',
    },
  };
}
