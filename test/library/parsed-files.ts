import type { ResourcesConfig } from 'aws-amplify';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import type { RenderedFile } from '../../src/domain/config/client-config.ts';
import { readAwsExports } from '../domain/config/read-files.ts';

/** Text of each published file that a web app may load, by its name. */
export type WebFiles = Readonly<
  Record<'aws-exports.js' | 'amplifyconfiguration.json' | 'amplify_outputs.json', string>
>;

/** What the library knows after `Amplify.configure` of each file. */
export type Parsed = {
  readonly exports: ResourcesConfig;
  readonly configuration: ResourcesConfig;
  readonly outputs: ResourcesConfig;
};

/** The files of a web app out of all that were rendered. */
export function webFiles(files: readonly Pick<RenderedFile, 'path' | 'content'>[]): WebFiles {
  const text = (path: string) => files.find((file) => file.path === path)?.content ?? '';
  return {
    'aws-exports.js': text('aws-exports.js'),
    'amplifyconfiguration.json': text('amplifyconfiguration.json'),
    'amplify_outputs.json': text('amplify_outputs.json'),
  };
}

/** Reads each file with aws-amplify's own parser. A key whose value is `undefined` is none. */
export function parseFiles(files: WebFiles): Parsed {
  return {
    exports: parse(readAwsExports(files['aws-exports.js'])),
    configuration: parse(JSON.parse(files['amplifyconfiguration.json']) as object),
    outputs: parse(JSON.parse(files['amplify_outputs.json']) as object),
  };
}

/** What the library makes of any object that an app hands to it. */
export function parse(config: object): ResourcesConfig {
  return JSON.parse(JSON.stringify(parseAmplifyConfig(config))) as ResourcesConfig;
}
