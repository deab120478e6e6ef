import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { machinePlaceholderOf, type MachineDefinition } from '../../src/contract/definition.ts';
import { placeholderOf } from '../../src/contract/states.ts';
import { clientsFor, type LocalClients } from '../../src/local/clients.ts';
import { startEmulator } from '../../src/local/emulator.ts';
import { localEnvironment } from '../../src/local/environment.ts';
import type { Engine, SmallEnd, SmallRun } from '../machines/engines/engine-contract.ts';
import { functions } from '../machines/engines/functions.ts';
import { createFunction, someRole, zippedBundle } from './functions-there.ts';

const bucket = 'amplify-import-small-machines';

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
  const bundle = await zippedBundle(lambda, 'test/machines/engines', ['./aws/*']);
  const arns = Object.keys(functions).map(async (state) => {
    const name = placeholderOf(state);
    return [name, await createFunction(endpoint, name, bundle, { STATE: state })] as const;
  });
  return Object.fromEntries(await Promise.all(arns));
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
        roleArn: someRole,
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

/** The definition as it is deployed, but for the waiting between retries, which would be half a minute. */
function substituted(machine: MachineDefinition, values: Readonly<Record<string, string>>): string {
  const text = JSON.stringify(machine).replaceAll(/"BackoffRate":[\d.]+/g, '"BackoffRate":1');
  return text.replace(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nobody says what ${placeholder} stands for.`);
    return value;
  });
}
