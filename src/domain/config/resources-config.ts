import type { PredictionUse } from '../../contract/grants/predictions.ts';
import type { Bot } from '../grants/interactions/config.ts';
import type { GraphqlApi } from '../grants/graphql/config.ts';
import type { Prediction } from '../grants/predictions/config.ts';
import type { RecordStream } from '../grants/analytics/config.ts';
import { distinctNames } from '../grants/resources/distinct-names.ts';
import { byFirstRegion } from './first-region.ts';

/**
 * Parts of the `ResourcesConfig` of aws-amplify 6 that `amplify_outputs.json` has no keys for: they
 * stand under its `custom` as they are, so that an app spreads them into its configuration.
 */

/** `Predictions`; `null`: none. What a call does not say has no default, unless nothing would be done. */
export function predictionsConfig(predictions: readonly Prediction[]) {
  if (predictions.length === 0) return null;
  const at = (use: PredictionUse) => predictions.find((one) => one.use === use)?.region;
  const [translate, speech, transcribe] = [at('translate'), at('speech'), at('transcribe')];
  const [image, text] = [at('image'), at('text')];
  return {
    ...((translate ?? speech ?? transcribe) && {
      convert: {
        ...(translate && { translateText: { region: translate, proxy: false } }),
        ...(speech && { speechGenerator: { region: speech, proxy: false } }),
        ...(transcribe && { transcription: { region: transcribe, proxy: false } }),
      },
    }),
    ...(image && {
      identify: {
        identifyText: { proxy: false, region: image },
        identifyEntities: { proxy: false, region: image, celebrityDetectionEnabled: true },
        identifyLabels: { proxy: false, region: image },
      },
    }),
    ...(text && {
      interpret: {
        // The library does nothing without a type, and knows it in small letters only.
        interpretText: { region: text, proxy: false, defaults: { type: 'all' } },
      },
    }),
  };
}

/** `Interactions`: each language of a bot under a name of its own; `null`: none. */
export function interactionsConfig(bots: readonly Bot[]) {
  const spoken = bots.flatMap(({ locales, ...bot }) =>
    locales.map((localeId) => ({ ...bot, localeId })),
  );
  if (spoken.length === 0) return null;
  const names = distinctNames(
    spoken.map(({ botId, aliasId, localeId, region }) => [
      `${botId}_${localeId}`,
      `${botId}_${aliasId}_${localeId}`,
      `${botId}_${aliasId}_${localeId}_${region}`,
    ]),
  );
  return {
    LexV2: Object.fromEntries(
      spoken.map(({ botId, aliasId, localeId, region }, index) => [
        names[index] ?? botId,
        { botId, aliasId, localeId, region },
      ]),
    ),
  };
}

/** `Analytics`: where records go; the names of the streams are said by each call. `null`: none. */
export function analyticsConfig(streams: readonly RecordStream[]) {
  if (streams.length === 0) return null;
  const regionOf = (service: RecordStream['service']) =>
    byFirstRegion(streams.filter((stream) => stream.service === service)).region;
  const [kinesis, firehose] = [regionOf('kinesis'), regionOf('firehose')];
  return {
    ...(kinesis && { Kinesis: { region: kinesis } }),
    ...(firehose && { KinesisFirehose: { region: firehose } }),
  };
}

/** What the library calls the ways into a GraphQL API (`parseAWSExports`, `parseAmplifyOutputs`). */
const authModes = {
  AWS_IAM: 'iam',
  AMAZON_COGNITO_USER_POOLS: 'userPool',
  OPENID_CONNECT: 'oidc',
  AWS_LAMBDA: 'lambda',
} as const;

/** `API.GraphQL` of one API. */
export function graphqlConfig({ endpoint, region, authenticationTypes: [first] }: GraphqlApi) {
  return { endpoint, region, defaultAuthMode: authModes[first] };
}
