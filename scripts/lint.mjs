// The lint is the law of the tree: rules and import directions, names, format, types, nothing unused.
// One run tells all that is wrong.
import { spawnSync } from 'node:child_process';
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

function run(command, ...args) {
  const { status } = spawnSync(`${bin}/${command}`, args, { stdio: 'inherit' });
  return status === 0;
}

const misnamed = misnamedFiles();
for (const path of misnamed)
  process.stderr.write(`${path}: name it for what it holds, in kebab-case\n`);

const knipOptions = ['--no-progress', '--treat-config-hints-as-errors'];

const results = [
  misnamed.length === 0,
  run('oxlint', '--type-aware', '--deny-warnings', ...sources, 'jest.config.ts'),
  run('prettier', '--check', '--log-level=warn', '.'),
  run('tsc', '-p', '.'),
  // Once with the tests, and once as if there were none: so no export is for tests alone unseen.
  run('knip', ...knipOptions),
  run('knip', '--production', ...knipOptions),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
if (process.exitCode === 0) process.stdout.write('Lint: nothing to fix.\n');
