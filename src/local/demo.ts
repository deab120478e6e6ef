/** `npm run demo`: the main job on this machine, told while it happens. */
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';

import { resultSchema } from '../contract/result.ts';
import { clientsFor, type LocalClients } from './clients.ts';
import { runCommand } from './command.ts';
import {
  allowedFor,
  countPushes,
  describeTargets,
  requestFor,
  seedTargets,
  tellPush,
  tellRestored,
} from './demo-push.ts';
import { demoApp, refusedRequest, sampleRequest } from './demo-requests.ts';
import { deployStack } from './deploy.ts';
import { startEmulator, type Emulator } from './emulator.ts';
import { localEnvironment, withLocalEnvironment } from './environment.ts';
import { movingLine } from './moving-line.mjs';
import { fetchPublished, waitForPublished, type PublishedFiles } from './published-files.ts';
import { seedRefusedPool, seedSample } from './seed.ts';

const folder = join('.local', 'demo');
const command = resolve('dist/amplify-import.js');
const begun = performance.now();

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const log = (line: string): void => say(`  ${line}`);
const waiting = (what: string) => movingLine(process.stdout, () => `  ${what}`);
const chapter = (title: string): void => {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
  say(`\n${styleText(['bold', 'cyan'], title)} ${styleText('dim', `(at ${seconds} s)`)}`);
};

/** Writes a request where a person can look at it, and gives its path. */
function requestFile(name: string, request: object): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(request, null, 2)}\n`);
  return path;
}

function expectCode(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what} ended with exit code ${found}, not ${wanted}.`);
}

function expectSame(what: string, a: PublishedFiles, b: PublishedFiles): void {
  for (const [name, text] of Object.entries(a)) {
    if (b[name] !== text) throw new Error(`${what}: ${name} differs.`);
    log(`${styleText('green', '=')} ${name}, ${Buffer.byteLength(text)} bytes`);
  }
}

async function tell({ endpoint, hosting }: Emulator): Promise<void> {
  const environment = withLocalEnvironment(process.env, endpoint, hosting);
  const clients = clientsFor(localEnvironment(endpoint, hosting));
  const run = (...words: string[]) => runCommand(command, words, environment, log);

  chapter('1. A team that has its pools already');
  const sample = await seedSample(clients, randomBytes(3).toString('hex'));
  log(`user pool ${sample.userPoolId}: a web client without a secret, a native one with`);
  log(`identity pool ${sample.identityPoolId}: guests welcome, two roles, one foreign policy`);
  log(`bucket ${sample.bucket}`);
  const targets = await seedTargets(clients, sample.suffix);
  for (const line of describeTargets(targets)) log(line);

  chapter('2. What discover makes of them');
  const discovered = await run('discover');
  say(discovered.stdout);
  expectCode('discover', discovered.code, 0);

  chapter('3. The import in this process');
  const request = sampleRequest(sample, 'dev');
  const store = join(folder, 'store');
  const inProcess = await run('run', requestFile('dev', request), '--store', store);
  say(inProcess.stdout);
  expectCode('run', inProcess.code, 0);

  chapter('4. The same stack as in an account, deployed here');
  const outputs = await deployStack({
    endpoint,
    context: { allow: JSON.stringify({ [demoApp]: allowedFor(targets) }) },
    log: (line) => /^(✅|✨|Stack)/.test(line) && log(line),
  });
  const bucket = outputs['AmplifyImport']?.['ConfigBucketName'] ?? '';
  log(`config bucket ${bucket}`);

  chapter('5. The import through its Step Functions, with targets to push to');
  const deployed = requestFile('dev-pushed', { ...request, ...requestFor(targets) });
  const started = await run('start', deployed, '--wait');
  say(started.stdout);
  expectCode('start', started.code, 0);

  chapter('6. What its event brought to the targets');
  const pushMachine = outputs['AmplifyImport']?.['PushMachineArn'] ?? '';
  await tellPush(clients, pushMachine, targets, { log, waiting });
  const again = await run('start', deployed, '--wait');
  expectCode('the second start', again.code, 0);
  log(`the same import once more: ${again.stdout.split('\n', 1)[0]?.toLowerCase()}`);
  log(`pushes so far: ${await countPushes(clients, pushMachine)}`);

  chapter('7. One more environment, by an event');
  const next = sampleRequest(sample, 'staging');
  const seen = requestFile('staging-plan', { ...next, mode: 'plan' });
  const planned = await run('start', seen, '--wait', '--json');
  expectCode('the plan', planned.code, 0);
  const { plan } = resultSchema().parse(JSON.parse(planned.stdout));
  log('guests get something new, so the event has the hash of a plan that somebody has seen:');
  log(plan?.hash ?? '');
  await putImportEvent(clients, { ...next, expectPlan: plan?.hash });
  const staging = await waitForPublished(clients.s3, bucket, demoApp, 'staging', 60);
  log('an event "Auth Import Requested" was put on the bus; staging is published');

  chapter('8. An import that is refused');
  const refused = await seedRefusedPool(clients, randomBytes(3).toString('hex'));
  const refusal = await run(
    'start',
    requestFile('refused', refusedRequest(refused, sample)),
    '--wait',
  );
  say(refusal.stdout);
  expectCode('the refused start', refusal.code, 1);

  chapter('9. What a frontend fetches');
  const dev = await fetchPublished(clients.s3, bucket, demoApp, 'dev');
  log('in process and through Step Functions:');
  expectSame('the two runs', readStore(join(store, 'config', demoApp, 'dev'), dev), dev);
  log('and by the event:');
  expectSame('the run by an event', dev, staging);
  say(`\n${dev['aws-exports.js']}`);

  chapter('10. The environments, and how one is taken away');
  const listed = await run('list', '--store', 'aws');
  say(listed.stdout);
  expectCode('list', listed.code, 0);
  const away = requestFile('remove-dev', { app: demoApp, env: 'dev' });
  const removed = await run('start', away, '--machine', 'remove-auth', '--wait');
  say(removed.stdout);
  expectCode('the removal', removed.code, 0);
  await tellRestored(clients, targets, log);
  const left = await run('list', '--store', 'aws');
  say(left.stdout);

  chapter('Done');
  log(`look at ${folder}: the requests, and the store of the run in process`);
  log(
    '"npm run local" keeps such a cloud running; "node dist/amplify-import.js --help" tells the commands',
  );
}

/** The files of a folder store, read as a frontend's build would. */
function readStore(path: string, like: PublishedFiles): PublishedFiles {
  return Object.fromEntries(
    Object.keys(like).map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );
}

async function putImportEvent({ events }: LocalClients, request: object): Promise<void> {
  const entry = {
    EventBusName: 'amplify-import',
    Source: `amplify-import.${demoApp}`,
    DetailType: 'Auth Import Requested',
    Detail: JSON.stringify({ version: '1', ...request }),
  };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
}

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  chapter('0. A cloud on this machine');
  const [emulator] = await Promise.all([startEmulator({ port: 0, log, waiting }), buildCommand()]);
  try {
    await tell(emulator);
  } finally {
    await emulator.stop();
  }
}

async function buildCommand(): Promise<void> {
  const { code } = await runCommand(
    resolve('scripts/build.mjs'),
    [],
    { ...process.env } as never,
    log,
  );
  expectCode('the build', code, 0);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
