import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';

import type { LocalClients } from './clients.ts';
import { clientsFor } from './clients.ts';
import { LOCAL_ACCOUNT, localEnvironment, withLocalEnvironment } from './environment.ts';
import type { Log } from './log-file.ts';
import { endOfLog } from './log-file.ts';

/** The outputs of each stack, by the stack's name. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type DeployOptions = {
  readonly endpoint: string;
  /** The project's folder; the current one by default. */
  readonly root?: string;
  /** Context of the CDK app, as `--context` takes it. */
  readonly context?: Readonly<Record<string, string>>;
  /** The command of another CDK app than the one in cdk.json. */
  readonly app?: string;
  readonly log: Log;
};

/** Stands in for `cdk bootstrap`: of its whole stack the deployment needs these two things. */
const bootstrap = async ({ s3, ssm }: LocalClients): Promise<void> => {
  const Bucket = `cdk-hnb659fds-assets-${LOCAL_ACCOUNT}-us-east-1`;
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  }
  await ssm.send(
    new PutParameterCommand({
      Name: '/cdk-bootstrap/hnb659fds/version',
      Type: 'String',
      Value: '30',
      Overwrite: true,
    }),
  );
};

/** Runs the pinned CDK; gives its exit code when its whole output has been seen. */
const runCdk = async (
  command: readonly string[],
  { endpoint, root = process.cwd(), app, context = {}, log }: DeployOptions,
): Promise<number | null> => {
  const words = [...command, '--no-notices', '--output', join(root, '.local', 'cdk.out')];
  if (app !== undefined) words.push('--app', app);
  for (const [name, value] of Object.entries(context)) words.push('--context', `${name}=${value}`);
  const env = {
    ...withLocalEnvironment(process.env, endpoint),
    // The CDK starts the app by `node`: the one that runs this.
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  };
  const cdk = spawn(process.execPath, [join(root, 'node_modules/.bin/cdk'), ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = new PassThrough();
  const file = output.pipe(createWriteStream(join(root, '.local', 'deploy.log')));
  const lines = createInterface({ input: output });
  lines.on('line', (line) => {
    const text = stripVTControlCharacters(line).trim();
    if (text !== '') log(text);
  });
  cdk.stdout.pipe(output, { end: false });
  cdk.stderr.pipe(output, { end: false });

  const code = await new Promise<number | null>((resolve, reject) => {
    cdk.once('error', reject).once('close', resolve);
  });
  output.end();
  await finished(file);
  return code;
};

/**
 * Deploys the real stack to the local cloud by the real CDK, and gives the outputs. Everything that
 * the CDK says goes to `.local/deploy.log` and, line by line, to `log`.
 */
export const deployStack = async (options: DeployOptions): Promise<StackOutputs> => {
  const { endpoint, root = process.cwd() } = options;
  await bootstrap(clientsFor(localEnvironment(endpoint)));

  const folder = join(root, '.local');
  const outputsFile = join(folder, 'outputs.json');
  const logFile = join(folder, 'deploy.log');
  mkdirSync(folder, { recursive: true });
  rmSync(outputsFile, { force: true }); // never take those of an earlier run
  const words = ['deploy', '--all', '--require-approval', 'never', '--progress', 'events'];
  words.push('--outputs-file', outputsFile);

  const code = await runCdk(words, options);
  if (code !== 0) {
    throw new Error(`Deploying to the local cloud failed (${code}). ${endOfLog(logFile, 30)}`);
  }
  return JSON.parse(readFileSync(outputsFile, 'utf8')) as StackOutputs;
};

/**
 * Deletes the stack from the local cloud as `npx cdk destroy` does; gives whether that went through.
 *
 * @internal for the test that deletes as docs/deploying.md says
 */
export const destroyStack = async (options: DeployOptions): Promise<boolean> =>
  (await runCdk(['destroy', '--all', '--force'], {
    ...options,
    // As it was deployed: not made anew.
    app: join(options.root ?? process.cwd(), '.local', 'cdk.out'),
  })) === 0;
