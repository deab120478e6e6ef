import type { ClientConfig, RenderedFile } from './client-config.ts';
import { renderAmplifyOutputs } from './amplify-outputs.ts';
import { renderAmplifyConfiguration, renderAwsExports } from './aws-exports.ts';

/** Every file of the client config, in the order of their paths. */
export function renderFiles(config: ClientConfig): readonly RenderedFile[] {
  return [
    {
      path: 'amplify_outputs.json',
      content: renderAmplifyOutputs(config),
      contentType: 'application/json',
    },
    {
      path: 'amplifyconfiguration.json',
      content: renderAmplifyConfiguration(config),
      contentType: 'application/json',
    },
    {
      path: 'aws-exports.js',
      content: renderAwsExports(config),
      contentType: 'text/javascript',
    },
  ];
}
