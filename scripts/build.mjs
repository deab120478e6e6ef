// Bundles the command into dist/: no run-time dependencies, one chunk per command, fast to start.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * What the in-process engine imports but never uses here: every task runs a handler of this process,
 * and definitions are validated in tests. Leaving these out halves the time to start.
 */
const unused = /^(asl-validator|@aws-sdk\/client-lambda|@aws-sdk\/credential-providers)$/;

/** @type {import('esbuild').Plugin} */
const withoutUnused = {
  name: 'without-unused',
  setup(bundler) {
    bundler.onResolve({ filter: unused }, ({ path, importer }) =>
      importer.includes('aws-local-stepfunctions') ? { path, namespace: 'unused' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: `const refuse = () => { throw new Error('${path} is not part of this bundle'); };
        export default refuse;
        export { refuse as LambdaClient, refuse as InvokeCommand, refuse as fromCognitoIdentityPool };`,
    }));
  },
};

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { 'amplify-import': 'src/cli/amplify-import.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'linked',
  plugins: [withoutUnused],
  define: { 'process.env.AMPLIFY_IMPORT_VERSION': JSON.stringify(version) },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});

const path = 'dist/amplify-import.js';
await writeFile(path, `#!/usr/bin/env node\n${await readFile(path, 'utf8')}`, { mode: 0o755 });
