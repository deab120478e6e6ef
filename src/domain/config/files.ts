import type { ClientConfig, RenderedFile } from './client-config.ts';
import { renderAmplifyOutputs } from './amplify-outputs.ts';
import { renderAmplifyConfiguration, renderAwsExports } from './aws-exports.ts';

type Renderer = {
  readonly path: string;
  readonly contentType: string;
  readonly render: (config: ClientConfig) => string;
};

/** Every file of the client config, in the order of their paths. */
const renderers: readonly Renderer[] = [
  {
    path: 'amplify_outputs.json',
    contentType: 'application/json',
    render: renderAmplifyOutputs,
  },
  {
    path: 'amplifyconfiguration.json',
    contentType: 'application/json',
    render: renderAmplifyConfiguration,
  },
  {
    path: 'aws-exports.js',
    contentType: 'text/javascript',
    render: renderAwsExports,
  },
];

/** Paths of the files that a link publishes. */
export const publishedPaths: readonly string[] = renderers.map(({ path }) => path);

/** Renders every file of the client config, in the order of their paths. */
export function renderFiles(config: ClientConfig): readonly RenderedFile[] {
  return renderers.map(({ path, contentType, render }) => ({
    path,
    content: render(config),
    contentType,
  }));
}
