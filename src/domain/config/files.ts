import type { ClientConfig, RenderedFile } from './client-config.ts';
import { renderAmplifyOutputs } from './amplify-outputs.ts';
import { renderAmplifyConfiguration, renderAwsExports } from './aws-exports.ts';
import {
  renderDartConfiguration,
  renderNativeConfiguration,
} from './native/amplify-configuration.ts';
import { renderAwsConfiguration } from './native/aws-configuration.ts';

type Renderer = {
  readonly path: string;
  readonly contentType: string;
  readonly render: (config: ClientConfig) => string;
};

/**
 * Every file of the client config: those at the top are of the web client, those in the folder of a
 * platform of the native one. In the order of their paths.
 */
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
    path: 'android/amplifyconfiguration.json',
    contentType: 'application/json',
    render: (config) => renderNativeConfiguration('android', config),
  },
  {
    path: 'android/awsconfiguration.json',
    contentType: 'application/json',
    render: (config) => renderAwsConfiguration('android', config),
  },
  {
    path: 'aws-exports.js',
    contentType: 'text/javascript',
    render: renderAwsExports,
  },
  {
    path: 'flutter/amplifyconfiguration.dart',
    contentType: 'application/vnd.dart',
    render: renderDartConfiguration,
  },
  {
    path: 'ios/amplifyconfiguration.json',
    contentType: 'application/json',
    render: (config) => renderNativeConfiguration('ios', config),
  },
  {
    path: 'ios/awsconfiguration.json',
    contentType: 'application/json',
    render: (config) => renderAwsConfiguration('ios', config),
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
