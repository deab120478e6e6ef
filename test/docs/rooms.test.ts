import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPage, section, table } from './markdown.ts';

const domain = 'src/domain';
const ground = 'the ground';

/** Floor of each room, as the page tells it. */
const floors = new Map(
  table(section(readPage('docs/architecture.md'), 'The rooms of the domain')).map(
    ([floor = '', room = '']) => [room.replaceAll('`', ''), Number(floor)],
  ),
);

type Arrow = { readonly from: string; readonly to: string };

const imports = /(?:from|import\()\s*'(\.[^']+)'/g;

/** Every import between two files of some folders, types included. */
function arrowsIn(...folders: readonly string[]): readonly Arrow[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(imports)]
      .map(([, path = '']) => ({ from, to: join(dirname(from), path) }))
      .filter(({ to }) => files.includes(to)),
  );
}

function roomOf(file: string): string {
  const [room = '', inside] = file.slice(domain.length + 1).split('/');
  return inside === undefined ? ground : room;
}

/** Everything from which an arrow leads back to where it began. */
function circlesOf(arrows: readonly Arrow[]): readonly string[] {
  let left = arrows.filter(({ from, to }) => from !== to);
  for (;;) {
    const reached = new Set(left.map(({ to }) => to));
    const leading = new Set(left.map(({ from }) => from));
    const inner = left.filter(({ from, to }) => reached.has(from) && leading.has(to));
    if (inner.length === left.length) return [...leading].toSorted();
    left = inner;
  }
}

const betweenRooms = arrowsIn(domain).filter(({ from, to }) => roomOf(from) !== roomOf(to));

describe('The rooms of the domain', () => {
  it('are the folders that are there, each with a floor', () => {
    const folders = readdirSync(domain, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect([...floors.keys()].toSorted()).toEqual([ground, ...folders].toSorted());
    expect([...floors.values()].every((floor) => floor > 0)).toBe(true);
  });

  it('import only from floors below, types included', () => {
    const upwards = betweenRooms.filter(
      ({ from, to }) => (floors.get(roomOf(to)) ?? 0) >= (floors.get(roomOf(from)) ?? 0),
    );

    expect(upwards).toEqual([]);
    expect(betweenRooms.length).toBeGreaterThan(100);
  });

  it('know each other in no circle', () => {
    expect(
      circlesOf(betweenRooms.map(({ from, to }) => ({ from: roomOf(from), to: roomOf(to) }))),
    ).toEqual([]);
  });
});

describe('The files of the tree', () => {
  it('import each other in no circle, types included', () => {
    expect(circlesOf(arrowsIn('src', 'functions', 'infra'))).toEqual([]);
  });

  it('would be caught in a circle', () => {
    const arrows = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
      { from: 'c', to: 'd' },
    ];

    expect(circlesOf(arrows)).toEqual(['b', 'c']);
  });
});
