// The lint is the law of the tree: rules and import directions, names, format, types, nothing unused.
// One run tells all that is wrong.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';

const bin = 'node_modules/.bin';
const sources = ['infra', 'functions', 'src', 'statemachine', 'test', 'scripts'];

/** Names that say nothing about what is inside. */
const emptyNames = /(^|[-_.])(utils?|helpers?|managers?|misc|common|service|impl)([-_.]|$)/i;
const kebabCase = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

function misnamedFiles() {
  return sources.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.parentPath.includes('golden'))
      .filter(
        ({ name }) => emptyNames.test(name) || (!kebabCase.test(name) && name !== 'README.md'),
      )
      .map(({ parentPath, name }) => `${parentPath}/${name}`),
  );
}

/** Runs a command to its end, and then shows what it has said, in one piece; gives whether it found nothing. */
async function run(command, ...args) {
  const child = spawn(`${bin}/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const code = await new Promise((settle, reject) => child.on('error', reject).on('close', settle));
  process.stdout.write(Buffer.concat(said));
  return code === 0;
}

/** Runs commands one after the other. */
async function inTurn(...commands) {
  const clean = [];
  for (const command of commands) clean.push(await run(...command));
  return clean.every(Boolean);
}

const misnamed = misnamedFiles();
for (const path of misnamed)
  process.stderr.write(`${path}: name it for what it holds, in kebab-case\n`);

const knipOptions = ['--no-progress', '--treat-config-hints-as-errors'];

// Prettier keeps one core busy for as long as all the others together need the other one.
const clean = await Promise.all([
  inTurn(['prettier', '--check', '--log-level=warn', '.']),
  inTurn(
    ['oxlint', '--type-aware', '--deny-warnings', ...sources, 'jest.config.ts'],
    ['tsc', '-p', '.'],
    // Once with the tests, and once as if there were none: so no export is for tests alone unseen.
    ['knip', ...knipOptions],
    ['knip', '--production', ...knipOptions],
  ),
]);
process.exitCode = misnamed.length === 0 && clean.every(Boolean) ? 0 : 1;
if (process.exitCode === 0) process.stdout.write('Lint: nothing to fix.\n');
