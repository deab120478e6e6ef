import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commandEnvironment } from './bench-environment.ts';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';

let here: Bench;

eachOnItsBench((itsBench) => {
  here = itsBench;
});

/** What a command loads, as one text. */
async function loadedBy(words: readonly string[]): Promise<string> {
  const note = join(here.folder, 'loaded.json');
  const environment = {
    // Nothing answers there: a command that asks AWS does not come to an end of its own.
    ...commandEnvironment(here.folder, 'http://127.0.0.1:1'),
    NODE_OPTIONS: `--import=${resolve('test/cli/note-loaded.ts')}`,
    NOTE_LOADED: note,
  };
  await here.run(words, '', environment);
  const paths = JSON.parse(await readFile(note, 'utf8')) as string[];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return texts.join('');
}

const ofLink = ['--app', 'storefront', '--env', 'prod'];

describe('A command loads what it needs, and little else', () => {
  it.each([
    ['list', ['list'], 250_000],
    ['init --from-env', ['init', '--from-env', 'dev', ...ofLink], 250_000],
    ['fetch', ['fetch', ...ofLink], 750_000],
    ['history', ['history', ...ofLink], 850_000],
  ])('no SDK where it looks into a folder: %s', async (_, words, most) => {
    const loaded = await loadedBy(words);

    expect(loaded.length).toBeGreaterThan(100_000);
    expect(loaded).not.toMatch(/amz-sdk|smithy/);
    expect(loaded.length).toBeLessThan(most);
  });
});
