import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { median, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';

const rounds = 20;
/** What the CDK has bundled, and what esbuild says that it is made of. */
const bundled = resolve('.local/cdk.out/bundled/functions');

/**
 * How long each function of the stack that was deployed before takes to load in a fresh process, against a
 * bundle of nothing but the SDK clients that are in its own.
 */
export async function measureLoads({ folder }: BenchPlace): Promise<Figures> {
  const found = loadsOf(join(folder, 'clients')).toSorted((a, b) => a.ratio - b.ratio);
  return {
    'A function loads, against its SDK clients alone': shown(found[Math.floor(found.length / 2)]),
    '… the slowest of all': shown(found.at(-1)),
  };
}

type Load = { readonly name: string; readonly ratio: number; readonly milliseconds: number };

function shown(load: Load | undefined): string {
  if (!load) throw new Error(`No function is bundled in ${bundled}.`);
  return `${load.ratio.toFixed(2)} × (${load.name}, ${Math.round(load.milliseconds)} ms)`;
}

function loadsOf(folder: string): readonly Load[] {
  const names = readdirSync('functions')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'));
  const alone = new Map(names.map((name) => [name, clientsOf(name)] as const));
  bundleClients([...new Set(alone.values())], folder);
  const files = [
    ...names.map((name) => join(bundled, `${name}.mjs`)),
    ...new Set([...alone.values()].map((clients) => join(folder, `${clients}.mjs`))),
  ];
  const times = new Map(files.map((file) => [file, [] as number[]]));
  // In turn, so that whatever else the machine does meanwhile meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [file, taken] of times) taken.push(loadedIn(file));
  }
  const medianOf = (file: string): number => median(times.get(file) ?? []);
  return [...alone].map(([name, clients]) => {
    const milliseconds = medianOf(join(bundled, `${name}.mjs`));
    return { name, milliseconds, ratio: milliseconds / medianOf(join(folder, `${clients}.mjs`)) };
  });
}

/** Milliseconds in which a fresh process loads a module. */
function loadedIn(file: string): number {
  const module = JSON.stringify(pathToFileURL(file).href);
  const source = `const begun = performance.now(); await import(${module}); process.stdout.write(String(performance.now() - begun));`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', source],
    { env: functionEnvironment, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout);
}

/** What a function is told; none calls anything while it loads. */
const functionEnvironment = {
  ACCOUNT_ID: '111122223333',
  CONFIG_BUCKET: 'bucket',
  LINK_TABLE: 'table',
  AWS_REGION: 'eu-west-1',
};

/** Bundles clients, each made once, for every list of their names. */
function bundleClients(lists: readonly string[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const entries = lists.map((list) => {
    const made = list
      .split('+')
      .map(
        (client) =>
          `import { ${classOf[client]} } from '@aws-sdk/client-${client}';\nnew ${classOf[client]}({});\n`,
      );
    const entry = join(folder, `${list}.js`);
    writeFileSync(entry, made.join(''));
    return entry;
  });
  execFileSync(resolve('node_modules/.bin/esbuild'), [
    ...entries,
    '--bundle',
    '--platform=node',
    '--target=node24',
    '--format=esm',
    '--out-extension:.js=.mjs',
    '--main-fields=module,main',
    '--minify',
    "--banner:js=import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
    `--outdir=${folder}`,
    '--log-level=warning',
  ]);
}

const classOf: Readonly<Record<string, string>> = {
  'cognito-identity': 'CognitoIdentityClient',
  'cognito-identity-provider': 'CognitoIdentityProviderClient',
  dynamodb: 'DynamoDBClient',
  iam: 'IAMClient',
  s3: 'S3Client',
};

/** esbuild's documentation, "Metafile". */
type Metafile = {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
};

/** The clients that a function loads while it starts, their names joined. */
function clientsOf(name: string): string {
  const { outputs } = JSON.parse(readFileSync(`${bundled}.json`, 'utf8')) as Metafile;
  const entry = Object.keys(outputs).find((path) => path.endsWith(`/${name}.mjs`)) ?? '';
  const parts = new Set([entry]);
  for (const part of parts) {
    for (const { path, kind } of outputs[part]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[path]) parts.add(path);
    }
  }
  const inputs = [...parts].flatMap((part) => Object.keys(outputs[part]?.inputs ?? {}));
  return Object.keys(classOf)
    .filter((client) => inputs.some((input) => input.includes(`/@aws-sdk/client-${client}/`)))
    .join('+');
}
