import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machinePlaceholderOf, type MachineDefinition } from '../../src/contract/definition.ts';
import { placeholderOf } from '../../src/contract/states.ts';
import { clientsFor, type LocalClients } from '../../src/local/clients.ts';
import { startEmulator } from '../../src/local/emulator.ts';
import { LOCAL_ACCOUNT, localEnvironment } from '../../src/local/environment.ts';
import type { Engine, SmallEnd, SmallRun } from '../machines/engines/engine-contract.ts';
import { functions } from '../machines/engines/functions.ts';

const bucket = 'amplify-import-small-machines';
const role = `arn:aws:iam::${LOCAL_ACCOUNT}:role/small-machines`;

/** The local cloud with the functions of the tests and nothing else: no stack is deployed. */
export async function startMachinesThere(): Promise<Engine> {
  const emulator = await startEmulator({ port: 0, log: () => undefined });
  const { endpoint } = emulator;
  try {
    const clients = clientsFor(localEnvironment(endpoint));
    await clients.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const values = await createFunctions(endpoint);
    let count = 0;
    return {
      run: (run) => runThere(run, clients, values, () => `small-${(count += 1)}`),
      stop: () => emulator.stop(),
    };
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

/** A function of the tests as Lambda calls it; none of them asks for a service. */
const lambda = `
  import { functions } from './functions.ts';
  export const handler = (event) => functions[process.env['STATE']](event, { services: {} });
`;

/** One function per state of the tests, of one bundle; gives what their placeholders stand for. */
async function createFunctions(endpoint: string): Promise<Record<string, string>> {
  const ZipFile = await zippedBundle();
  const arns = Object.keys(functions).map(async (state) => {
    const FunctionName = placeholderOf(state);
    // A client of the SDK for this one call would be one package more.
    const answer = await fetch(`${endpoint}/2015-03-31/functions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/lambda/aws4_request',
      },
      body: JSON.stringify({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: role,
        Timeout: 30,
        Environment: { Variables: { STATE: state } },
        Code: { ZipFile },
      }),
    });
    const { FunctionArn } = (await answer.json()) as { FunctionArn?: string };
    if (FunctionArn === undefined) throw new Error(`${FunctionName}: ${answer.status}`);
    return [FunctionName, FunctionArn] as const;
  });
  return Object.fromEntries(await Promise.all(arns));
}

/** The bundle as Lambda takes it; none of the functions asks for services, so none are in it. */
async function zippedBundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-functions-'));
  try {
    await build({
      stdin: { contents: lambda, resolveDir: 'test/machines/engines', loader: 'ts' },
      outfile: join(folder, 'index.js'),
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      external: ['./aws/*'],
      logLevel: 'error',
    });
    const zip = join(folder, 'functions.zip');
    execFileSync('python3', ['-m', 'zipfile', '-c', zip, join(folder, 'index.js')]);
    return readFileSync(zip).toString('base64');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runThere(
  { definition, input, machines = {}, objects = {} }: SmallRun,
  { s3, sfn }: LocalClients,
  values: Readonly<Record<string, string>>,
  nextName: () => string,
): Promise<SmallEnd> {
  for (const [Key, Body] of Object.entries(objects)) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  }
  const known = { ...values, Partition: 'aws', ConfigBucketName: bucket };
  const create = async (machine: MachineDefinition, also: Readonly<Record<string, string>>) => {
    const { stateMachineArn = '' } = await sfn.send(
      new CreateStateMachineCommand({
        name: nextName(),
        roleArn: role,
        definition: substituted(machine, { ...known, ...also }),
      }),
    );
    return stateMachineArn;
  };
  const others: Record<string, string> = {};
  for (const [name, machine] of Object.entries(machines)) {
    others[machinePlaceholderOf(name)] = await create(machine, {});
  }
  const stateMachineArn = await create(definition, others);
  const begun = performance.now();
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  for (;;) {
    const end = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (end.status !== 'RUNNING') {
      const output: unknown = end.status === 'SUCCEEDED' ? JSON.parse(end.output ?? 'null') : null;
      const milliseconds = performance.now() - begun;
      return { status: end.status ?? '', output, error: end.error ?? null, milliseconds };
    }
    await sleep(25);
  }
}

function substituted(machine: MachineDefinition, values: Readonly<Record<string, string>>): string {
  return JSON.stringify(machine).replace(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nobody says what ${placeholder} stands for.`);
    return value;
  });
}
