import {
  GetGraphqlApiCommand,
  type AdditionalAuthenticationProvider,
  type GraphqlApi,
} from '@aws-sdk/client-appsync';
import { parseArn } from '../../../domain/ids.ts';
import type {
  ResourceDescription,
  TrustedPool,
} from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { appsync } from '../../clients/graphql-client.ts';
import { allowTagIn, type Describe } from './describer.ts';
import { poolOfIssuer } from './issuer.ts';

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
      trustedPools: providers.flatMap(trustedPool),
      isPrivate: api.visibility === 'PRIVATE',
    },
  };
}

/** The user pool of a way in; one that is a provider of OpenID Connect is known by its issuer. */
function trustedPool({
  userPoolConfig,
  openIDConnectConfig,
}: AdditionalAuthenticationProvider | GraphqlApi): readonly TrustedPool[] {
  // Only the default way in may deny what names no group.
  const { userPoolId, appIdClientRegex, ...rest } = userPoolConfig ?? {};
  const deniedByDefault = 'defaultAction' in rest && rest.defaultAction === 'DENY';
  if (userPoolId) {
    return [{ userPoolId, clients: appIdClientRegex || null, deniedByDefault }];
  }
  const issuer = poolOfIssuer(openIDConnectConfig?.issuer ?? '');
  if (issuer === null) return [];
  const clients = openIDConnectConfig?.clientId || null;
  return [{ userPoolId: issuer, clients, deniedByDefault: false }];
}
