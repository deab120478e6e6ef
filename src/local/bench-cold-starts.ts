import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { clientsFor } from './clients.ts';
import { runCommand } from './command.ts';
import { sampleRequest } from './demo-requests.ts';
import { deployStack } from './deploy.ts';
import { localEnvironment, withLocalEnvironment } from './environment.ts';
import { seedSample } from './seed.ts';

/** How cold starts are measured: on an emulator in which nothing is deployed. */
type ColdStartBench = {
  readonly endpoint: string;
  /** The command, built. */
  readonly command: string;
  /** For what is written meanwhile. */
  readonly folder: string;
};

type Row = { readonly what: string; readonly limit: string; readonly found: string };

const rounds = 20;
const limit = '1.25 ×';
/** What the CDK has bundled, and what esbuild says that it is made of. */
const bundled = resolve('.local/cdk.out/bundled/functions');

/**
 * What a cold start costs: loading each function in a fresh process, against a bundle of nothing but the SDK
 * clients that are in its own; and the first import after a deployment, all of whose functions start cold.
 */
export async function measureColdStarts(bench: ColdStartBench): Promise<readonly Row[]> {
  const first = await firstStart(bench);
  return [first, ...measureLoads(bench.folder)];
}

/** `start --wait` of a full import, right after the deployment. */
async function firstStart({ endpoint, command, folder }: ColdStartBench): Promise<Row> {
  await deployStack({ endpoint, log: () => undefined });
  const sample = await seedSample(
    clientsFor(localEnvironment(endpoint)),
    randomBytes(3).toString('hex'),
  );
  const request = join(folder, 'cold.json');
  writeFileSync(request, JSON.stringify(sampleRequest(sample, 'cold')));
  const environment = withLocalEnvironment(process.env, endpoint);
  const begun = performance.now();
  const { code, stdout } = await runCommand(
    command,
    ['start', request, '--wait'],
    environment,
    () => undefined,
  );
  const elapsed = performance.now() - begun;
  if (code !== 0) throw new Error(`The first start ended with ${code}:\n${stdout}`);
  const what = 'first start --wait after a deployment';
  return { what, limit: '3.50 s', found: `${(elapsed / 1000).toFixed(2)} s` };
}

/** How long a function takes to load for each millisecond that its clients alone take. */
function measureLoads(folder: string): readonly Row[] {
  const found = loadsOf(join(folder, 'clients')).toSorted((a, b) => a.ratio - b.ratio);
  const [middle, last] = [found[Math.floor(found.length / 2)], found.at(-1)];
  return [
    { what: 'loading a function, beside its clients alone', limit, found: shown(middle) },
    { what: 'loading the function that is slowest so', limit, found: shown(last) },
  ];
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
