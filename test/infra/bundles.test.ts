import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from '@jest/globals';
import { bundleHandlers } from '../../infra/bundles.ts';

const root = join(import.meta.dirname, '..', '..');

/** Bundles two handlers in an app whose output lies there, and makes a function of each. */
function synthesize(outdir: string) {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  const files = ['take-lease', 'record-link'];
  const { code, handlerOf } = bundleHandlers(stack, root, 'functions', files);
  files.forEach(
    (file) =>
      new Function(stack, file, { code, handler: handlerOf(file), runtime: Runtime.NODEJS_24_X }),
  );
  return app.synth().getStackByName('Stack');
}

const outdir = mkdtempSync(join(tmpdir(), 'amplify-import-bundles-'));
const { template } = synthesize(outdir);

test('Functions share one asset, in which the file of each handler lies', () => {
  const functions = Object.values<{ Type: string; Properties: { Handler: string } }>(
    template.Resources,
  ).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const assets = readdirSync(outdir).filter((name) => name.startsWith('asset.'));

  expect(functions.map(({ Properties }) => Properties.Handler)).toEqual([
    'take-lease.handler',
    'record-link.handler',
  ]);
  expect(assets).toHaveLength(1);
  expect(readdirSync(join(outdir, assets[0] ?? ''))).toEqual(
    expect.arrayContaining(['take-lease.mjs', 'record-link.mjs']),
  );
});

test('What an earlier build has left is no part of the next one', () => {
  const stale = join(outdir, 'bundled', 'functions', 'chunk-OLD.mjs');
  writeFileSync(stale, 'export {};');

  synthesize(outdir);

  expect(existsSync(stale)).toBe(false);
});
