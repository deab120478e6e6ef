import type { ClientConfig } from '../client-config.ts';
import { apiPlugin } from './apis.ts';
import { awsConfiguration } from './aws-configuration.ts';
import { dartOf } from './dart.ts';
import { geoPlugin } from './geo.ts';
import { nativeJson, type NativePlatform } from './platform.ts';
import { predictionsPlugin } from './predictions.ts';

/** `amplifyconfiguration.json` of Android or iOS: what Amplify's native libraries read. */
export function renderNativeConfiguration(platform: NativePlatform, config: ClientConfig): string {
  return nativeJson(amplifyConfiguration(platform, config));
}

/** `amplifyconfiguration.dart`: the same tree as a constant of Flutter's. */
export function renderDartConfiguration(config: ClientConfig): string {
  return dartOf(nativeJson(amplifyConfiguration('flutter', config)));
}

/**
 * The tree of categories, keys in Gen 1's order (docs/facts/gen1-files.md). Flutter has no plugin for
 * predictions and geo. Lex V2, Kinesis and Firehose have no place in it: their native clients take
 * what they need from the app.
 */
function amplifyConfiguration(platform: NativePlatform, config: ClientConfig): object {
  const [bucket] = config.buckets;
  const flutter = platform === 'flutter';
  return {
    UserAgent: 'aws-amplify-cli/2.0',
    Version: '1.0',
    ...category('api', 'awsAPIPlugin', apiPlugin(config)),
    ...category('auth', 'awsCognitoAuthPlugin', awsConfiguration(platform, config)),
    ...category(
      'predictions',
      'awsPredictionsPlugin',
      flutter ? null : predictionsPlugin(config.predictions),
    ),
    ...category(
      'storage',
      'awsS3StoragePlugin',
      bucket ? { bucket: bucket.name, region: bucket.region, defaultAccessLevel: 'guest' } : null,
    ),
    ...category('geo', 'awsLocationGeoPlugin', flutter ? null : geoPlugin(config.locations)),
  };
}

function category(name: string, plugin: string, content: object | null): object {
  return content ? { [name]: { plugins: { [plugin]: content } } } : {};
}
