import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileSystem, Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { bundleHandlers, bundleIn } from './bundles.ts';
import type { Handler } from './handler-entry.ts';
import { projectRoot } from './project-root.ts';

/**
 * What functions are made of, one asset for all of them: as the package brings it, and bundled now in a clone.
 *
 * @param folder of the handlers, below the project's root
 */
export function codeOf(scope: Construct, folder: string, handlers: readonly Handler[]): Code {
  const finished = bundleIn(projectRoot, folder);
  if (existsSync(finished)) return Code.fromAsset(finished);
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(join(projectRoot, folder));
  const outdir = bundleIn(Stage.of(scope)?.outdir ?? FileSystem.mkdtemp('cdk.out'), folder);
  bundleHandlers(folder, handlers, outdir);
  return Code.fromAsset(outdir);
}

/** Where in it the handler of a file is. */
export function handlerOf(file: string): string {
  return `${file}.handler`;
}
