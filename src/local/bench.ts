/** `npm run bench`: how long the main job takes here, and how many calls and waves it makes. */
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { measurePushes } from './bench-push.ts';
import { clientsFor } from './clients.ts';
import { runCommand } from './command.ts';
import { countWaves, startCountingProxy } from './counting-proxy.ts';
import { sampleRequest } from './demo-requests.ts';
import { deployStack } from './deploy.ts';
import { startEmulator } from './emulator.ts';
import { localEnvironment, withLocalEnvironment } from './environment.ts';
import { seedSample } from './seed.ts';

const rounds = 5;
const folder = resolve('.local/bench');
const command = resolve('dist/amplify-import.js');
const quiet = (): void => undefined;
const counted: readonly string[] = ['cognito-idp', 'cognito-identity', 'iam'];

type Row = { readonly what: string; readonly limit: string; readonly found: string };

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Wall time of one command from start to exit, in milliseconds. */
async function timed(words: readonly string[], endpoint: string): Promise<number> {
  const begun = performance.now();
  const { code, stdout } = await runCommand(
    command,
    words,
    withLocalEnvironment(process.env, endpoint),
    quiet,
  );
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${stdout}`);
  return performance.now() - begun;
}

/** A sample whose roles hold no foreign policy, and a file with a request for it. */
async function freshRequest(endpoint: string, env: string): Promise<string> {
  const clients = clientsFor(localEnvironment(endpoint));
  const sample = await seedSample(clients, randomBytes(3).toString('hex'));
  await clients.iam.send(
    new DeleteRolePolicyCommand({
      RoleName: sample.authenticatedRole.name,
      PolicyName: 'TeamAnalytics',
    }),
  );
  const path = join(folder, `${env}.json`);
  writeFileSync(path, JSON.stringify(sampleRequest(sample, env)));
  return path;
}

async function measureInProcess(endpoint: string): Promise<Row[]> {
  const [full, none]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const request = await freshRequest(endpoint, `run-${round}`);
    const words = ['run', request, '--store', join(folder, `store-${round}`)];
    const times = [await timed(words, endpoint), await timed(words, endpoint)] as const;
    if (round === 0) continue; // it warms the disk
    full.push(times[0]);
    none.push(times[1]);
  }
  return [
    { what: 'run, full import', limit: '0.50 s', found: seconds(median(full)) },
    { what: 'run, nothing to change', limit: '0.50 s', found: seconds(median(none)) },
  ];
}

async function measureCalls(endpoint: string): Promise<Row[]> {
  const request = await freshRequest(endpoint, 'calls');
  const words = ['run', request, '--store', join(folder, 'store-calls')];
  const rows: Row[] = [];
  for (const [what, limit] of [
    ['full import', '20 calls, 6 waves'],
    ['nothing to change', '16 calls, 4 waves'],
  ] as const) {
    const proxy = await startCountingProxy(endpoint, { hold: 60 });
    await timed(words, proxy.endpoint);
    await proxy.close();
    const calls = proxy.calls.filter(({ service }) => counted.includes(service));
    rows.push({
      what: `Cognito and IAM, ${what}`,
      limit,
      found: `${calls.length} calls, ${countWaves(calls)} waves`,
    });
  }
  return rows;
}

async function measureStepFunctions(endpoint: string): Promise<Row[]> {
  const outputs = await deployStack({ endpoint, log: quiet });
  const machine = outputs['AmplifyImport']?.['ImportMachineArn'] ?? '';
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const request = await freshRequest(endpoint, `start-${round}`);
    const time = await timedExecution(endpoint, machine, readFileSync(request, 'utf8'));
    if (round > 0) times.push(time); // the first round starts the functions
  }
  const what = 'Step Functions, warm, full import';
  return [{ what, limit: '1.50 s', found: seconds(median(times)) }];
}

async function measurePush(endpoint: string): Promise<Row> {
  const times = await measurePushes({ endpoint, command, folder, rounds });
  const what = 'push, ten functions, nothing to do';
  return { what, limit: '1.00 s', found: seconds(median(times)) };
}

/** From StartExecution to the end of the execution, in milliseconds. */
async function timedExecution(endpoint: string, machine: string, input: string): Promise<number> {
  const { sfn } = clientsFor(localEnvironment(endpoint));
  const begun = performance.now();
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machine, input }),
  );
  for (;;) {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return performance.now() - begun;
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended as ${status}.`);
    await sleep(10);
  }
}

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const emulator = await startEmulator({ port: 0, log }); // of its own, so that nobody else is measured
  try {
    await runCommand(
      resolve('scripts/build.mjs'),
      [],
      withLocalEnvironment(process.env, emulator.endpoint),
      quiet,
    );
    const rows = [
      ...(await measureInProcess(emulator.endpoint)),
      ...(await measureCalls(emulator.endpoint)),
      await measurePush(emulator.endpoint),
      ...(await measureStepFunctions(emulator.endpoint)),
    ];
    process.stdout.write(`Median of ${rounds}, whole process from start to exit.\n`);
    for (const { what, limit, found } of rows) {
      process.stdout.write(`${what.padEnd(36)} ${found.padEnd(22)} at most ${limit}\n`);
    }
  } finally {
    await emulator.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
