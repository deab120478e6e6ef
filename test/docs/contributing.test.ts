import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeWords, headings, readPage, section } from './markdown.ts';

const page = readPage('CONTRIBUTING.md');
const recipes = headings(section(page, 'Recipes'), 3);

/** Every place of the tree that a text names. */
const placesIn = (text: string) =>
  codeWords(text).filter((word) => /^[\w.-]+\/|^[\w.-]+\.(ts|md|json)$/.test(word));

/** What must be there: a file, or the folder that a new one is put in. */
const certain = (place: string) => (place.includes('<') ? dirname(place) : place);

describe('CONTRIBUTING', () => {
  it('names what is there', () => {
    const places = placesIn(page.text);

    expect(places.map(certain).filter((place) => !existsSync(place))).toEqual([]);
    expect(places.length).toBeGreaterThan(50);
  });

  it('has a recipe for each common change', () => {
    expect(recipes.map((title) => title.split(':', 1)[0])).toEqual([
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
});
