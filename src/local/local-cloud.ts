/** `npm run local`: the local cloud in the foreground, until Ctrl-C. */
import { parseArgs } from 'node:util';

import { clientsFor } from './clients.ts';
import { startEmulator } from './emulator.ts';
import { localEnvironment } from './environment.ts';
import { emptyEmulator } from './health.ts';
import { endOfLog } from './log-file.ts';
import { movingLine } from './moving-line.mjs';
import { seedSample } from './seed.ts';

const USAGE = `npm run local -- [--port <number>] [--reset] [--sample]

Starts the local cloud and keeps it until Ctrl-C.
  --port   4566 by default
  --reset  empties the one that runs, or starts an empty one
  --sample puts pools, roles and a bucket of a team there, to try an import on`;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

const waiting = (what: string) => movingLine(process.stderr, () => what);

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      reset: { type: 'boolean', default: false },
      sample: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);

  const port = Number(values.port);
  if (values.port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`--port ${values.port} is no port number.`);
  }
  const emulator = await startEmulator({
    ...(values.port !== undefined && { port }),
    log,
    waiting,
  });
  if (values.reset) {
    await emptyEmulator(emulator.endpoint);
    log('the local cloud is empty');
  }

  if (values.sample) {
    const sample = await seedSample(clientsFor(localEnvironment(emulator.endpoint)), 'sample');
    log(`a team has the user pool ${sample.userPoolId} and the bucket ${sample.bucket} there`);
  }

  // What would win over what follows, or was left by a local cloud before.
  process.stdout.write('unset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL_AMPLIFY\n');
  const { endpoint, hosting } = emulator;
  for (const [name, value] of Object.entries(localEnvironment(endpoint, hosting))) {
    process.stdout.write(`export ${name}=${value}\n`);
  }
  if (!emulator.startedHere) return;

  log('Ctrl-C stops it; everything in it is gone then');
  await emulator.died;
  await emulator.stop(); // removes what it left behind
  throw new Error(`The emulator has ended by itself. ${endOfLog('.local/emulator.log')}`);
};

main().catch((error: unknown) => {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
