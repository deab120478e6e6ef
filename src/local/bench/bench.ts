/**
 * `npm run bench [-- --delay <ms>]`: how long everything takes here, as the table of docs/performance.md.
 * With a delay each answer of AWS to a command is held back so long, as on the way to a region.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { runCommand } from '../command.ts';
import { startCountingProxy } from '../counting-proxy.ts';
import { startEmulator } from '../emulator.ts';
import { withLocalEnvironment } from '../environment.ts';
import type { BenchPlace } from './bench-place.ts';
import { measureDiscovery } from './discovery.ts';
import { measureExecutions } from './executions.ts';
import { goals, type Figures, type Measured } from './goals.ts';
import { measureCalls, measureImports } from './imports.ts';
import { measureLoads } from './loads.ts';
import { measurePlans } from './plans.ts';
import { measurePushes } from './pushes.ts';
import { measureStarts } from './starts.ts';
import { measureStores } from './stores.ts';

const folder = resolve('.local/bench');
const command = resolve('dist/amplify-import.js');
const rounds = 5;

const measurements: readonly ((place: BenchPlace) => Promise<Figures>)[] = [
  measureDiscovery, // first: later ones leave pools behind
  measureStarts,
  measureImports,
  measureCalls,
  measurePlans,
  measurePushes,
  measureStores,
  measureExecutions,
  measureLoads,
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { delay: { type: 'string', default: '0' } } });
  const delay = Number(values.delay);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const emulator = await startEmulator({ port: 0, log }); // of its own, so that nobody else is measured
  const cloud = emulator.endpoint;
  const held = await startCountingProxy(cloud, { hold: delay });
  const place = { cloud, endpoint: delay > 0 ? held.endpoint : cloud, command, folder, rounds };
  try {
    const environment = withLocalEnvironment(process.env, cloud);
    await runCommand(resolve('scripts/build.mjs'), [], environment, log);
    const found: Figures[] = [];
    for (const measure of measurements) {
      log(`${measure.name} …`);
      found.push(await measure(place));
    }
    process.stdout.write(table(Object.assign({}, ...found) as Figures, delay));
  } finally {
    await held.close();
    await emulator.stop();
  }
}

/** As Markdown. */
function table(found: Figures, delay: number): string {
  const header = ['What', 'At most', `Found: ${availableParallelism()} cores, ${delay} ms a call`];
  const rows = (Object.keys(goals) as Measured[]).map((what) => [
    what,
    goals[what],
    found[what] ?? '',
  ]);
  const lines = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
