import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlerEntry, type Handler } from './handler-entry.ts';
import { projectRoot } from './project-root.ts';

/** CommonJS packages inside an ES module call a `require` that is not there; making it takes time, part by part. */
const madeRequire =
  "import{createRequire as bundleRequire}from'node:module';" +
  'const require=bundleRequire(import.meta.url);\n';

/** Where the bundle of a folder of handlers lies, below the output of the CDK as well as in the package. */
export function bundleIn(root: string, folder: string): string {
  return join(root, 'bundled', folder.replaceAll('/', '-'));
}

/**
 * Bundles handlers with the services that each needs, the AWS SDK included: the SDK of the runtime changes
 * under us, and a bundled one starts quicker. What several of them need lies once beside them, and what one of
 * them needs only for some requests is loaded with those; so a deployment has one small asset to build, to
 * upload and to keep. One run of esbuild serves them all; `NodejsFunction` starts npx for each function, which
 * costs a second apiece. What each function holds stands in the metafile beside the folder of the bundle.
 *
 * @param folder of the handlers, below the project's root
 * @param outdir is made anew
 */
export function bundleHandlers(folder: string, handlers: readonly Handler[], outdir: string): void {
  const entries = `${outdir}.entries`;
  // The names of shared parts change with what is in them: those of an earlier build would be deployed as well.
  for (const stale of [outdir, entries]) rmSync(stale, { recursive: true, force: true });
  mkdirSync(entries, { recursive: true });
  const files = handlers.map((handler) => {
    const path = join(entries, `${handler.file}.ts`);
    writeFileSync(path, handlerEntry(projectRoot, folder, handler));
    return path;
  });
  execFileSync(
    join(projectRoot, 'node_modules', '.bin', 'esbuild'),
    [
      ...files,
      '--bundle',
      '--splitting',
      '--platform=node',
      '--target=node24',
      '--format=esm',
      '--out-extension:.js=.mjs',
      '--main-fields=module,main',
      '--minify',
      `--inject:${join(projectRoot, 'infra', 'jitless-zod.mjs')}`,
      `--alias:node:http=${join(projectRoot, 'infra', 'required-http.cjs')}`,
      `--alias:node:http2=${join(projectRoot, 'infra', 'no-http2.cjs')}`,
      `--outdir=${outdir}`,
      `--metafile=${outdir}.json`,
      '--log-level=warning',
    ],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  rmSync(entries, { recursive: true });
  makeRequire(readdirSync(outdir).map((file) => join(outdir, file)));
}

/** Makes `require` in those parts of a bundle that name it. */
export function makeRequire(parts: readonly string[]): void {
  for (const part of parts) {
    const text = readFileSync(part, 'utf8');
    if (/\brequire\b/.test(text)) writeFileSync(part, madeRequire + text);
  }
}
