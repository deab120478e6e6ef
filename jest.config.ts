import type { Config } from 'jest';
import type { Counts } from './test/support/counts.ts';

/** What starts processes, compiles, synthesizes, runs whole imports, or tries thousands of plans. */
export const slow: readonly string[] = [
  'test/cli/bridge.test.ts',
  'test/cli/central-pool.test.ts',
  'test/cli/compare.test.ts',
  'test/cli/completion.test.ts',
  'test/cli/discover.test.ts',
  'test/cli/init.test.ts',
  'test/cli/interrupted.test.ts',
  'test/cli/invalid-requests.test.ts',
  'test/cli/loaded.test.ts',
  'test/cli/push.test.ts',
  'test/cli/readers-that-go-away.test.ts',
  'test/cli/remove.test.ts',
  'test/cli/run.test.ts',
  'test/cli/start.test.ts',
  'test/cli/usage.test.ts',
  'test/contract/patterns.test.ts',
  'test/contract/shown.test.ts',
  'test/docs/fetching.test.ts',
  'test/domain/bridges/cdk.test.ts',
  'test/domain/bridges/companion.test.ts',
  'test/domain/bridges/terraform.test.ts',
  'test/domain/bridges/texts.test.ts',
  'test/domain/bridges/typecheck.test.ts',
  'test/domain/config/environment.test.ts',
  'test/domain/report/who-can-what.test.ts',
  'test/domain/roles/undo.test.ts',
  'test/domain/trust/repair-matrix.test.ts',
  'test/domain/trust/trust-properties.test.ts',
  'test/emulator/',
  'test/engine/engine-contract.test.ts',
  'test/infra/',
  'test/library/',
  'test/local/',
  'test/package/',
  'test/plans/plan-properties.test.ts',
  'test/push/',
  'test/removal/',
  'test/runs/',
  'test/scripts/installing.test.ts',
  'test/scripts/make-release.test.ts',
  'test/stores/folder-lock.test.ts',
  'test/stores/two-namespaces.test.ts',
];

/** What is tried at every landing. */
export const usual: Counts = {
  properties: 0.5,
  interleavings: 0.5,
  seeds: 0.5,
  faultsPerCall: 1,
  callsPerDeath: 15,
  callsPerFault: 9,
  events: 300,
  sharedUpdates: 100,
  manyRoles: 110,
  casesPerRepair: 6,
};

/**
 * How tests run, whatever they are. Jest compiles TypeScript by swc into CommonJS; packages that are
 * only ESM are compiled too, and middy 7, which exports nothing else, is mapped.
 */
export function testsWith(counts: Counts) {
  return {
    rootDir: import.meta.dirname,
    testEnvironment: 'node',
    globalSetup: '<rootDir>/test/support/own-temporary-folder.ts',
    globals: { counts },
    transform: {
      '^.+\\.(ts|js|mjs)$': [
        '@swc/jest',
        {
          jsc: {
            parser: { syntax: 'typescript' },
            target: 'es2023',
            experimental: { keepImportAttributes: false },
          },
          module: { type: 'commonjs' },
        },
      ] satisfies [string, object],
    },
    transformIgnorePatterns: [
      '/node_modules/(?!@middy/|@sveltejs/|fast-wrap-ansi/|fast-string-|p-limit/|yocto-queue/)',
    ],
    moduleNameMapper: {
      '^@middy/core$': '<rootDir>/node_modules/@middy/core/index.js',
      '^@middy/util$': '<rootDir>/node_modules/@middy/util/index.js',
    },
    modulePathIgnorePatterns: [
      '<rootDir>/examples',
      '<rootDir>/dist',
      '<rootDir>/release',
      '<rootDir>/cdk.out',
      '<rootDir>/.local',
    ],
  };
}

/** Before tests that run the command: it is bundled once for all of them. */
export const buildOnce = '<rootDir>/test/cli/build-once.ts';

const placesOf = (ending: string) =>
  slow.map((place) => `<rootDir>/${place}${place.endsWith('/') ? ending : ''}`);

/** `fast` is for every save, `slow` for what it leaves out; a landing runs both. */
const config: Config = {
  projects: [
    {
      ...testsWith(usual),
      displayName: 'fast',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: placesOf(''),
    },
    {
      ...testsWith(usual),
      displayName: 'slow',
      globalSetup: buildOnce,
      testMatch: placesOf('**/*.test.ts'),
    },
  ],
  // Jest's own default leaves a core to the one who watches.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/longest-first.ts',
  // What a test file has loaded lingers in its worker, by some 9 MB: after hundreds of files each full
  // collection of garbage takes seconds. A worker that holds more than this between two is exchanged.
  workerIdleMemoryLimit: '500MB',
  // Whole runs by the thousand share two cores with whatever else runs there.
  testTimeout: 120_000,
};

export default config;
