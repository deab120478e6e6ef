/** `npm run bench-throttled`: how long an import takes when half of its calls are throttled. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { clientsFor } from '../clients.ts';
import { runCommand } from '../command.ts';
import { startCountingProxy } from '../counting-proxy.ts';
import { sampleRequest } from '../demo-requests.ts';
import { startEmulator } from '../emulator.ts';
import { localEnvironment, withLocalEnvironment } from '../environment.ts';
import { seedSample } from '../seed.ts';

const rounds = 3;
const folder = resolve('.local/bench-throttled');
const quiet = (): void => undefined;
const modes = ['standard', 'adaptive'] as const;
const services: Readonly<Record<string, readonly string[]>> = {
  'half of IAM': ['iam'],
  'half of Cognito and IAM': ['cognito-idp', 'cognito-identity', 'iam'],
};

/** One import whose every second call to some services is throttled, in milliseconds. */
async function timedImport(
  endpoint: string,
  throttled: readonly string[],
  mode: (typeof modes)[number],
  name: string,
): Promise<number> {
  const sample = await seedSample(
    clientsFor(localEnvironment(endpoint)),
    randomBytes(3).toString('hex'),
  );
  const request = join(folder, `${name}.json`);
  writeFileSync(request, JSON.stringify(sampleRequest(sample, 'throttled')));
  let turn = 0;
  const proxy = await startCountingProxy(endpoint, {
    throttled: (service) => throttled.includes(service) && (turn += 1) % 2 === 1,
  });
  const begun = performance.now();
  const { code, stdout } = await runCommand(
    resolve('dist/amplify-import.js'),
    ['run', request, '--store', join(folder, name)],
    { ...withLocalEnvironment(process.env, proxy.endpoint), AWS_RETRY_MODE: mode },
    quiet,
  );
  const elapsed = performance.now() - begun;
  await proxy.close();
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${stdout}`);
  return elapsed;
}

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const emulator = await startEmulator({ port: 0, log }); // of its own, so that nobody else is measured
  const { endpoint } = emulator;
  try {
    const environment = withLocalEnvironment(process.env, endpoint);
    await runCommand(resolve('scripts/build.mjs'), [], environment, quiet);
    process.stdout.write(`Each of ${rounds}, whole process from start to exit.\n`);
    for (const [what, throttled] of Object.entries(services)) {
      for (const mode of modes) {
        const times: number[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          const name = `${mode}-${throttled.length}-${round}`;
          times.push(await timedImport(endpoint, throttled, mode, name));
        }
        const found = times
          .toSorted((a, b) => a - b)
          .map((milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`)
          .join(', ');
        process.stdout.write(`${what.padEnd(26)} ${mode.padEnd(10)} ${found}\n`);
      }
    }
  } finally {
    await emulator.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
