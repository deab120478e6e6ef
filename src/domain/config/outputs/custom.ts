import type { OAuth } from '../../pools/oauth.ts';
import type { ClientConfig } from '../client-config.ts';
import {
  analyticsConfig,
  graphqlConfig,
  interactionsConfig,
  predictionsConfig,
} from '../resources-config.ts';
import { customProviders } from './auth.ts';

/**
 * What the schema has no keys for. `API` is the documented convention for REST; `Predictions`,
 * `Interactions` and `Analytics` are as the library has them, so that an app spreads them. `null`: none.
 */
export function customSection(config: ClientConfig, oauth: OAuth | null) {
  const { graphqlApis, restApis, streams } = config;
  const [eventApi] = config.eventApis;
  const providers = oauth ? customProviders(oauth) : [];
  const [, ...moreGraphqlApis] = graphqlApis;
  const [predictions, interactions, analytics] = [
    predictionsConfig(config.predictions),
    interactionsConfig(config.bots),
    analyticsConfig(streams),
  ];
  const section = {
    ...(providers.length > 0 && { auth: { custom_identity_providers: providers } }),
    ...(restApis.length > 0 && {
      API: Object.fromEntries(
        restApis.map(({ name, endpoint, region }) => [name, { endpoint, region, apiName: name }]),
      ),
    }),
    ...(moreGraphqlApis.length > 0 && {
      graphql: Object.fromEntries(moreGraphqlApis.map((api) => [api.name, graphqlConfig(api)])),
    }),
    // The library knows one (docs/facts/javascript-library.md, "Keys of the outputs").
    ...(eventApi && {
      events: {
        url: eventApi.endpoint,
        aws_region: eventApi.region,
        default_authorization_type: eventApi.authentication,
      },
    }),
    ...(analytics && { Analytics: analytics }),
    // A call that sends a record names the stream.
    ...(streams.length > 0 && {
      streams: streams.map(({ service, name, region }) => ({ service, name, region })),
    }),
    ...(predictions && { Predictions: predictions }),
    ...(interactions && { Interactions: interactions }),
  };
  return Object.keys(section).length > 0 ? section : null;
}
