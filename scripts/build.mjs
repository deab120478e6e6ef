// Bundles the command into dist/: no run-time dependencies, one chunk per command, fast to start.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/**
 * Importing `node:http` as a module makes Node evaluate all its exports, a whole WebSocket among
 * them; requiring it does not.
 * @type {import('esbuild').Plugin}
 */
const requiredHttp = {
  name: 'required-http',
  setup(bundler) {
    bundler.onResolve({ filter: /^(node:)?https?$/ }, ({ path, kind }) =>
      kind === 'require-call' ? undefined : { path, namespace: 'required' },
    );
    bundler.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

/** The licences of what is bundled, as they ask to be shipped. */
async function licencesOf(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    ),
  );
  const texts = [...packages].toSorted().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(`${folder}/${file}`, 'utf8') : '';
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { 'amplify-import': 'src/cli/amplify-import.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  metafile: true,
  legalComments: 'none',
  plugins: [withoutUnused, requiredHttp],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});

await writeFile('dist/LICENCES.txt', await licencesOf(metafile));
const path = 'dist/amplify-import.js';
await writeFile(path, `#!/usr/bin/env node\n${await readFile(path, 'utf8')}`, { mode: 0o755 });
