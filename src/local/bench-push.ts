import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clientsFor } from './clients.ts';
import { runCommand } from './command.ts';
import { sampleRequest } from './demo-requests.ts';
import { localEnvironment, withLocalEnvironment } from './environment.ts';
import { seedFunction } from './seed-functions.ts';
import { seedSample } from './seed.ts';

const functionsOfBench = 10;

/** How a push of ten functions that change nothing is measured. */
export type PushBench = {
  readonly endpoint: string;
  readonly command: string;
  readonly folder: string;
  readonly rounds: number;
};

/**
 * Milliseconds from "Read push request" to the end of the process, of each round: Node's start and the
 * loading of the command are left out, since a deployed push has neither.
 *
 * @throws Error when a push ends badly, or writes
 */
export async function measurePushes(bench: PushBench): Promise<readonly number[]> {
  const { endpoint, folder } = bench;
  const clients = clientsFor(localEnvironment(endpoint));
  const sample = await seedSample(clients, 'tenfns');
  const names = Array.from({ length: functionsOfBench }, (_, index) => `bench-fn-${index}`);
  for (const name of names) await seedFunction(clients, name);
  const request = join(folder, 'push.json');
  const functions = names.map((name) => ({ name }));
  writeFileSync(request, JSON.stringify({ ...sampleRequest(sample, 'push'), functions }));
  const store = join(folder, 'store-push');
  await ended(bench, ['run', request, '--store', store]);
  const words = ['push', '--app', 'storefront', '--env', 'push', '--store', store, '--json'];
  const times: number[] = [];
  for (let round = 0; round <= bench.rounds; round += 1) {
    const time = await timedPush(bench, words);
    if (round > 0) times.push(time); // the first round warms the disk
  }
  return times;
}

async function timedPush(bench: PushBench, words: readonly string[]): Promise<number> {
  let begun = Number.NaN;
  const stdout = await ended(bench, words, (line) => {
    const [, milliseconds] = /Read push request\s+(\d+) ms/.exec(line) ?? [];
    if (milliseconds !== undefined) begun = performance.now() - Number(milliseconds);
  });
  const elapsed = performance.now() - begun;
  const { status } = JSON.parse(stdout) as { status?: string };
  if (status !== 'unchanged') throw new Error(`A push that changes nothing was ${status}.`);
  return elapsed;
}

async function ended(
  { endpoint, command }: PushBench,
  words: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<string> {
  const environment = withLocalEnvironment(process.env, endpoint);
  const { code, stdout } = await runCommand(command, words, environment, onLine);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${stdout}`);
  return stdout;
}
