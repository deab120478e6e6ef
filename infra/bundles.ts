import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { FileSystem, Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** CommonJS packages inside an ES module call a `require` that is not there. */
const requireBanner =
  "import{createRequire as bundleRequire}from'node:module';" +
  'const require=bundleRequire(import.meta.url);';

/**
 * Bundles handlers into one ES module each, the AWS SDK included: the SDK of the runtime changes
 * under us, and a bundled one starts quicker. One run of esbuild serves them all;
 * `NodejsFunction` starts npx for each function, which costs a second apiece.
 */
export function bundleHandlers(
  scope: Construct,
  projectRoot: string,
  files: readonly string[],
): (file: string) => Code {
  if (!Stack.of(scope).bundlingRequired) {
    return () => Code.fromAsset(join(projectRoot, 'functions'));
  }
  const folder = join(Stage.of(scope)?.outdir ?? FileSystem.mkdtemp('cdk.out'), 'functions');
  const esbuild = join(projectRoot, 'node_modules', '.bin', 'esbuild');
  execFileSync(
    esbuild,
    [
      ...files.map((file) => `${file}/index=functions/${file}.ts`),
      '--bundle',
      '--platform=node',
      '--target=node24',
      '--format=esm',
      '--out-extension:.js=.mjs',
      '--main-fields=module,main',
      '--minify',
      `--banner:js=${requireBanner}`,
      `--outdir=${folder}`,
      '--log-level=warning',
    ],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  return (file) => Code.fromAsset(join(folder, file));
}
