import { runInNewContext } from 'node:vm';

import * as z from 'zod';

import type { ClientConfig, RenderedFile } from '../../../src/domain/config/client-config.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import { outputsSchema } from '../../../src/domain/config/outputs/outputs-schema.ts';

const document = z.record(z.string(), z.json());

/** What a browser makes of `aws-exports.js`. */
export function readAwsExports(text: string): z.infer<typeof document> {
  const script = text.replace(/^export default (\w+);$/m, '$1;');
  return document.parse(JSON.parse(JSON.stringify(runInNewContext(script))));
}

/** Every published file, read as its library reads it; `amplify_outputs.json` by its schema. */
export function readFiles(files: readonly RenderedFile[]) {
  const text = (path: string) => files.find((file) => file.path === path)?.content ?? '';
  return {
    exports: readAwsExports(text('aws-exports.js')),
    configuration: document.parse(JSON.parse(text('amplifyconfiguration.json'))),
    outputs: outputsSchema.parse(JSON.parse(text('amplify_outputs.json'))),
  };
}

/** The files of a config, rendered and read. */
export function renderAndRead(config: ClientConfig) {
  return readFiles(renderFiles(config));
}
