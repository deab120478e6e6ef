import type { Prediction } from '../../grants/predictions/config.ts';
import type { PredictionUse } from '../../../contract/grants/predictions.ts';

/** What an app asks for at each call: languages and voices are its own, no account knows them. */
const conversions: ReadonlySet<PredictionUse> = new Set(['translate', 'speech', 'transcribe']);
const defaultNetworkPolicy = 'auto';

/**
 * `awsPredictionsPlugin` (docs/facts/gen1-files.md); `null` without predictions. Android refuses the
 * file when `convert` has no languages and voices. Without `convert` both libraries take those of the
 * call and the default region, so that this is where conversions are, if there are any.
 */
export function predictionsPlugin(predictions: readonly Prediction[]): object | null {
  const [first] = predictions;
  if (!first) return null;
  const { region } = predictions.find(({ use }) => conversions.has(use)) ?? first;
  const image = predictions.find(({ use }) => use === 'image');
  const text = predictions.find(({ use }) => use === 'text');
  return {
    defaultRegion: region,
    ...(image && { identify: identify(image.region) }),
    ...(text && {
      interpret: { interpretText: { region: text.region, type: 'ALL', defaultNetworkPolicy } },
    }),
  };
}

/** Everything that the grant of images allows: faces of a collection are not among it. */
function identify(region: string): object {
  return {
    identifyText: { region, format: 'ALL', defaultNetworkPolicy },
    // A text, as Gen 1 writes it: both libraries expect one.
    identifyEntities: { region, celebrityDetectionEnabled: 'true', defaultNetworkPolicy },
    identifyLabels: { region, type: 'ALL', defaultNetworkPolicy },
  };
}
