import { GetApiCommand, type Api, type AuthMode } from '@aws-sdk/client-appsync';
import { parseArn } from '../../../domain/ids.ts';
import type { ResourceDescription } from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { appsync } from '../../clients/graphql-client.ts';
import { allowTagIn, type Describe } from './describer.ts';
import { trustedPool } from './trusted-pool.ts';

/** An Event API of AppSync: whom it lets in, and its tags, in one answer. Its namespaces are not read. */
export const describeEventApi: Describe = ({ id, region }, { withTag }) =>
  reading('appsync:GetApi', id, async () => {
    const { api = {} } = await appsync(region ?? undefined).send(
      new GetApiCommand({ apiId: id }),
      sendOptions(),
    );
    return description(api, withTag);
  });

function description(
  { apiArn = '', name = '', dns, tags, eventConfig }: Api,
  withTag: boolean,
): ResourceDescription {
  const { partition = '', region = '', account = '' } = parseArn(apiArn) ?? {};
  return {
    arn: apiArn,
    place: { partition, region, account },
    allowTag: withTag ? allowTagIn(tags) : null,
    facts: {
      service: 'appsync-events',
      name,
      endpoint: `https://${dns?.['HTTP'] ?? ''}/event`,
      providers: modesOf(eventConfig?.authProviders),
      connect: modesOf(eventConfig?.connectionAuthModes),
      publish: modesOf(eventConfig?.defaultPublishAuthModes),
      subscribe: modesOf(eventConfig?.defaultSubscribeAuthModes),
      trustedPools: (eventConfig?.authProviders ?? []).flatMap(
        ({ cognitoConfig, openIDConnectConfig }) =>
          trustedPool({ userPool: cognitoConfig, openIdConnect: openIDConnectConfig }),
      ),
    },
  };
}

function modesOf(modes: readonly Partial<AuthMode>[] = []): readonly string[] {
  return modes.flatMap(({ authType }) => authType ?? []);
}
