// Bundles the command into dist/, or the folder that is named: no run-time dependencies, one chunk per
// command, fast to start. Beside it lies the construct for CDK apps.
import { chmod, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { makeRequire } from '../infra/bundles.ts';
import { buildConstruct } from './build-construct.mjs';

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

/**
 * The licences of what is bundled, as they ask to be shipped: each text once, under its packages.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
async function licencesOf(metafiles) {
  const folders = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((path) => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const packages = await Promise.all([...folders].toSorted().map(readLicence));
  const texts = new Map();
  for (const { title, license, text, readme } of packages) {
    // A package that leaves its licence out of its tarball says in its README whose work it is.
    const standard = packages.find((other) => other.license === license && other.text)?.text ?? '';
    const shown = text || [readme, withoutOwner(standard)].filter(Boolean).join('\n\n');
    if (!shown) throw new Error(`${title} comes without a licence.`);
    texts.set(shown, [...(texts.get(shown) ?? []), title]);
  }
  return [...texts]
    .map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

async function readLicence(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const entries = await readdir(folder);
  const read = async (pattern) => {
    const file = entries.find((entry) => pattern.test(entry));
    return file ? (await readFile(`${folder}/${file}`, 'utf8')).trim() : '';
  };
  const readme = /^## License\s+([^]*?)(?=\n#|$(?![^]))/m.exec(await read(/^readme/i))?.[1] ?? '';
  const title = `${name} ${version} (${license})`;
  return { title, license, text: await read(/^licen[cs]e/i), readme: readme.trim() };
}

function withoutOwner(text) {
  return text.replace(/^.*Copyright( \(c\)|) \d{4}.*\n*/m, '');
}

const outdir = process.argv[2] ?? 'dist';
await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { 'amplify-import': 'src/cli/amplify-import.ts' },
  outdir,
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
});

makeRequire(Object.keys(metafile.outputs));

const metafiles = [metafile, ...(await buildConstruct(outdir))];
await writeFile(`${outdir}/LICENCES.txt`, await licencesOf(metafiles));
await copyFile('docs/request.schema.json', `${outdir}/request.schema.json`);
const path = `${outdir}/amplify-import.js`;
await writeFile(path, `#!/usr/bin/env node\n${await readFile(path, 'utf8')}`);
await chmod(path, 0o755);
