import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/cli/commands.ts';
import { grantsSchema } from '../../src/contract/grants.ts';
import { machineNames, machines } from '../../src/contract/machines.ts';
import { codeWords, headings, readPage, section } from './markdown.ts';

const page = readPage('CONTRIBUTING.md');
const recipes = headings(section(page, 'Recipes'), 3);

/** Every place of the tree that a text names. */
const placesIn = (text: string) =>
  codeWords(text).filter((word) => /^[\w.-]+\/|^[\w.-]+\.(ts|md|json)$/.test(word));

/** What must be there: a file, or the folder that a new one is put in. */
const certain = (place: string) => (place.includes('<') ? dirname(place) : place);

/** Whether a place like `functions/<state>.ts` stands for a path. */
function isOneOf(place: string, path: string): boolean {
  const [before = '', after = ''] = place.split(/<[^>]+>/);
  return place.includes('<') && path.startsWith(before) && path.endsWith(after);
}

const hasWord = (text: string, word: string) =>
  new RegExp(String.raw`(?<![\w-])${word}(?![\w-])`).test(text);

/** Every source but those of the local cloud. */
const sources = ['src', 'infra', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((path) => /\.m?ts$/.test(path) && !path.startsWith('src/local/'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('CONTRIBUTING', () => {
  it('names what is there', () => {
    const places = placesIn(page.text);

    expect(places.map(certain).filter((place) => !existsSync(place))).toEqual([]);
    expect(places.length).toBeGreaterThan(50);
  });

  it('has a recipe for each common change', () => {
    expect(recipes.map((title) => title.split(':', 1)[0])).toEqual([
      'A page',
      'A key of a request',
      'A finding',
      'A command',
      'An output format',
      'A state',
      'A machine',
      'A grant category',
      'A kind of push target',
    ]);
  });

  it.each(recipes)('counts the files of a recipe rightly: %s', (title) => {
    const steps = section(page, title).text.match(/^\d+\. .*$/gm) ?? [];
    const [, told] = /: (\d+) (?:shared )?files$/.exec(title) ?? [];

    expect(steps).toHaveLength(Number(told));
    for (const step of steps) expect(placesIn(step)).not.toEqual([]);
  });

  /** What the tree has several of, by the recipe that adds one more. */
  const severals: readonly (readonly [recipe: string, names: readonly string[]])[] = [
    ['A command', Object.keys(commands)],
    ['An output format', ['exports', 'json', 'android', 'ios', 'flutter']],
    ['A state', Object.keys(machines['import-auth'].states)],
    ['A state', Object.keys(machines['push-auth'].states)],
    ['A machine', machineNames],
    ['A grant category', Object.keys(grantsSchema().shape)],
    ['A kind of push target', ['functions', 'hosting', 'sites', 'parameters']],
  ];

  it.each(severals)('names every file that lists all there are: %s, with %s', (recipe, names) => {
    const title = recipes.find((one) => one.startsWith(`${recipe}:`)) ?? '';
    const told = placesIn(section(page, title).text);
    const isTold = (path: string) =>
      told.includes(path) || told.some((place) => isOneOf(place, path));

    const listing = sources.filter(({ text }) => names.every((name) => hasWord(text, name)));

    expect(listing.length).toBeGreaterThan(0);
    expect(listing.map(({ path }) => path).filter((path) => !isTold(path))).toEqual([]);
  });
});
