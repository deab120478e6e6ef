import { readdirSync, readFileSync } from 'node:fs';
import type { Config } from 'jest';
import { testsWith } from '../../jest.config.ts';
import type { Counts } from '../support/counts.ts';

const thorough: Counts = {
  properties: 10,
  interleavings: 10,
  seeds: 20,
  faultsPerCall: 8,
  events: 10_000,
  sharedUpdates: 1_200,
  manyRoles: 300,
  callsPerDeath: 1,
  callsPerFault: 1,
  casesPerRepair: 1,
};

/** The tests whose counts the project sets: every other one proves no more by running again. */
function counting(): string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => /\/(counts|deaths)\.ts'/.test(readFileSync(`test/${name}`, 'utf8')))
    .map((name) => `<rootDir>/test/${name}`);
}

/** The same tests as at every landing, with larger counts. */
const config: Config = {
  ...testsWith(thorough),
  displayName: 'long',
  testMatch: counting(),
  testTimeout: 1_800_000,
};

export default config;
