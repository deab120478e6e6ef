import { GetGraphqlApiCommand, type GraphqlApi } from '@aws-sdk/client-appsync';
import { parseArn } from '../../../domain/ids.ts';
import type { ResourceDescription } from '../../../domain/grants/resource-readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { appsync } from '../../clients/graphql-client.ts';
import { allowTagIn, type Describe } from './describer.ts';

/** A GraphQL API: whom it lets in, and its tags, in one answer. */
export const graphqlApi: Describe = ({ id, region }, { withTag }) =>
  reading('appsync:GetGraphqlApi', id, async () => {
    const { graphqlApi: api = {} } = await appsync(region ?? undefined).send(
      new GetGraphqlApiCommand({ apiId: id }),
      sendOptions(),
    );
    return description(api, withTag);
  });

function description(api: GraphqlApi, withTag: boolean): ResourceDescription {
  const { arn = '', tags, additionalAuthenticationProviders = [] } = api;
  const { partition = '', region = '', account = '' } = parseArn(arn) ?? {};
  const providers = [api, ...additionalAuthenticationProviders];
  return {
    arn,
    place: { partition, region, account },
    allowTag: withTag ? allowTagIn(tags) : null,
    facts: {
      service: 'appsync',
      authenticationTypes: providers.flatMap(({ authenticationType: type }) => type ?? []),
      userPoolIds: providers.flatMap(({ userPoolConfig }) => userPoolConfig?.userPoolId ?? []),
    },
  };
}
