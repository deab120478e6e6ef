// Bundles the construct for CDK apps of others, with all that it takes from its package.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleHandlers, bundleIn } from '../infra/bundles.ts';
import { handlers } from '../infra/handlers.ts';

/**
 * Below a folder that stands there for the project's root: the construct in `cdk/`, finished bundles of the
 * functions, and the definitions of the machines.
 *
 * @returns the metafiles of all that is bundled
 */
export async function buildConstruct(root) {
  // One file for `require` and `import` alike: it knows the constructs of its class, and CDK apps are
  // CommonJS as often as not, for which Node 20 requires no ES module.
  const { metafile } = await build({
    entryPoints: ['infra/amplify-import.ts'],
    outdir: join(root, 'cdk'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['aws-cdk-lib', 'constructs'],
    define: { 'import.meta.dirname': '__dirname' },
    minify: true,
    // Metadata and messages of the CDK name constructs by their classes.
    keepNames: true,
    metafile: true,
    legalComments: 'none',
  });
  await declareConstruct(join(root, 'cdk', 'amplify-import.d.cts'));

  await mkdir(join(root, 'statemachine'));
  for (const name of await readdir('statemachine')) {
    if (name.endsWith('.asl.json'))
      await copyFile(join('statemachine', name), join(root, 'statemachine', name));
  }

  const functions = Object.entries(handlers).map(async ([folder, list]) => {
    bundleHandlers(folder, list, bundleIn(root, folder));
    return JSON.parse(await readFile(`${bundleIn(root, folder)}.json`, 'utf8'));
  });
  return [metafile, ...(await Promise.all(functions))];
}

/** What the construct shows names types of the CDK alone, so that its own file declares all of it. */
async function declareConstruct(path) {
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-types-'));
  // The lint checks; here the file is only read.
  const options =
    '--ignoreConfig --noCheck --noResolve --declaration --emitDeclarationOnly ' +
    '--module nodenext --target es2023 --allowImportingTsExtensions';
  const tsc = join('node_modules', '.bin', 'tsc');
  execFileSync(tsc, ['infra/amplify-import.ts', ...options.split(' '), '--outDir', folder]);
  await copyFile(join(folder, 'amplify-import.d.ts'), path);
  await rm(folder, { recursive: true });
}
