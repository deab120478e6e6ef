import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { slow } from '../../jest.config.ts';

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`);
const isSlow = (path: string) => slow.some((place) => path.startsWith(place));

/** What is there when a file runs: imports of types are not. */
const imports = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm;

/** Whether a file imports a module, itself or by other files of the tests. */
function reaches(path: string, module: string, seen = new Set<string>()): boolean {
  if (seen.has(path) || !path.startsWith('test/') || !existsSync(path)) return false;
  seen.add(path);
  return [...readFileSync(path, 'utf8').matchAll(imports)].some(
    ([, name = '']) => name === module || reaches(join(dirname(path), name), module, seen),
  );
}

describe('The slow tests', () => {
  it('are there', () => {
    expect(slow.filter((place) => !existsSync(place))).toEqual([]);
    expect(slow).toEqual(slow.toSorted());
  });

  it('are all that start processes', () => {
    const starting = tests.filter((path) => reaches(path, 'node:child_process'));

    expect(starting.filter((path) => !isSlow(path))).toEqual([]);
    expect(starting.length).toBeGreaterThan(15);
  });
});

describe('What tests leave behind', () => {
  it('lies in a temporary folder of their own, which goes with them', () => {
    expect(tmpdir()).toMatch(/amplify-import-tests-\w{6}$/);
  });
});

describe('A count', () => {
  it('is what the project says', () => {
    const counting = /numRuns\s*:|jest\.setTimeout\(/;

    expect(tests.filter((path) => counting.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
