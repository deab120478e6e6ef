import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeBlock, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/architecture.md');

/** Where the sources of a part lie. */
const placeOf: Readonly<Record<string, string>> = {
  functions: 'functions',
  infra: 'infra',
  step: 'src/step.ts',
  scheduled: 'src/scheduled.ts',
  ...Object.fromEntries(
    ['aws', 'procedures', 'domain', 'contract', 'engine', 'cli', 'local'].map((name) => [
      name,
      `src/${name}`,
    ]),
  ),
};

function filesAt(place: string): readonly string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(place, name));
}

/** Every folder below one, at any depth, unless it is empty. */
function foldersBelow(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readdirSync(path).length > 0)
    .map((path) => path.slice(place.length + 1));
}

/** The other parts that a part imports. */
function importsOf(part: string): readonly string[] {
  const imported = filesAt(placeOf[part] ?? '').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
      ([, path = '']) => join(dirname(file), path),
    ),
  );
  return Object.entries(placeOf)
    .filter(([name, place]) => name !== part && imported.some((path) => liesIn(path, place)))
    .map(([name]) => name);
}

function liesIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

describe('docs/architecture.md', () => {
  it('draws a tree of folders that are there', () => {
    const lines = codeBlock(section(page, 'The tree'), 'text').trim().split('\n');
    const places = lines.map((line) => line.split(/\s/, 1)[0] ?? '');

    expect(places.filter((place) => !existsSync(place))).toEqual([]);
    expect(places).toEqual(
      expect.arrayContaining(Object.values(placeOf).map((place) => place.replace(/(?<!ts)$/, '/'))),
    );
  });

  it('lets each part import what it says, and every part stands there', () => {
    const told = new Map(
      table(section(page, 'Who may import whom')).map(([part = '', imports = '']) => [
        part.slice(1, -1),
        codeWords(imports),
      ]),
    );

    expect([...told.keys()].toSorted()).toEqual(Object.keys(placeOf).toSorted());
    for (const [part, imports] of told) {
      const untold = importsOf(part).filter((name) => !imports.includes(name));
      expect([part, untold]).toEqual([part, []]);
    }
  });

  it('says a sentence for every arrow, and counts them rightly', () => {
    const picture = codeBlock(section(page, 'One import'), 'mermaid');
    const arrows = picture.match(/^ +\w->>\w: .+$/gm) ?? [];

    expect(picture).toContain('autonumber');
    expect(arrows[7 - 1]).toContain('stores the plan');
    expect(arrows[11 - 1]).toContain('which is the commit');
    expect(page.text).toContain('A plan stops after step 7.');
    expect(page.text).toContain('A failure up to step 11 ');
  });

  it('says of each folder of tests what it mirrors, or what its story is', () => {
    const told = section(page, 'The tests');
    const folders = foldersBelow('test').filter((folder) => !folder.includes('/'));
    const stories = table(told).map(([folder = '']) => folder.slice(1, -1));
    const others = codeWords(told.text).flatMap((word) => /^test\/(\w+)$/.exec(word)?.[1] ?? []);
    const mirroring = folders.filter((folder) => ![...stories, ...others].includes(folder));

    expect([...stories, ...others].filter((folder) => !folders.includes(folder))).toEqual([]);
    expect(mirroring.toSorted()).toEqual(
      Object.keys(placeOf)
        .filter((part) => !['step', 'scheduled'].includes(part))
        .toSorted(),
    );
    for (const part of mirroring) {
      const mirrored = foldersBelow(placeOf[part] ?? '');
      expect([
        part,
        foldersBelow(`test/${part}`).filter((room) => !mirrored.includes(room)),
      ]).toEqual([part, []]);
    }
  });
});
