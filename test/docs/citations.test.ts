import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allPages, headings, localLinks, readPage } from './markdown.ts';
import { ruleIdPattern } from './rule-ids.ts';

const sources = ['src', 'functions', 'infra', 'statemachine', 'scripts'];

type Comment = { readonly file: string; readonly text: string };

/** A block, or lines of `//` below each other; in JSON, what stands under "Comment". */
const comments =
  /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*(?:\n[ \t]*\/\/.*)*|[ ;{]\/\/ .*$|"Comment": ".*"/gm;

function commentsIn(...folders: readonly string[]): readonly Comment[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs|mts|json)$/.test(name) && !name.startsWith('golden'))
      .map((name) => join(folder, name))
      .flatMap((file) =>
        (readFileSync(file, 'utf8').match(comments) ?? []).map((text) => ({
          file,
          text: text.replaceAll(/\s*\n\s*(?:\*|\/\/) ?/g, ' '),
        })),
      ),
  );
}

/** Pages that runs write, of which comments speak, too. */
const written = ['plan.md'];

/** A page by its path, or by its name alone. */
const page = /(?:[\w./-]+\/)?[\w-]+\.md\b/g;
const section = /(docs\/[\w./-]+\.md), "([^"]+)"/g;
/** A section of some paper by its number: `(limits 2.1)`, `(handbook A-3; …)`. */
const numbered =
  /(?:\(|^\/\/ |^\/\*\* )(?!(?:version|schema|or|until|after|over|below) )[a-z][\w-]* (?:\d+(?:\.\d+)*|[A-Z]+-?\d+)(?:[),;]|$)/g;

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([one]) => one);
const found = (list: readonly Comment[], wrong: (text: string) => readonly string[]) =>
  list.flatMap(({ file, text }) => wrong(text).map((what) => `${file}: ${what}`));

describe('A comment', () => {
  const all = commentsIn(...sources, 'test').filter(
    ({ file }) => !file.endsWith('citations.test.ts'),
  );

  it('cites pages that are in the repository, by names and headings that they have', () => {
    const known = new Set(allPages().flatMap(({ path }) => [path, basename(path)]));
    const missing = found(all, (text) =>
      matches(text, page).filter(
        (name) => !written.includes(name) && !known.has(name) && !existsSync(name),
      ),
    );
    const unheaded = found(all, (text) =>
      [...text.matchAll(section)]
        .filter(([, path = '', title = '']) => {
          const titles = [2, 3].flatMap((level) => headings(readPage(path), level));
          return !titles.includes(title);
        })
        .map(([cited]) => cited),
    );

    expect(missing).toEqual([]);
    expect(unheaded).toEqual([]);
    expect(all.filter(({ text }) => text.includes('docs/facts/')).length).toBeGreaterThan(30);
  });

  it('cites no section of a paper that nobody can look up', () => {
    expect(found(all, (text) => matches(text, numbered))).toEqual([]);
  });

  it('of the sources names no rule by its id, which tests and docs/differences.md do', () => {
    const own = commentsIn(...sources);

    expect(found(own, (text) => matches(text, ruleIdPattern))).toEqual([]);
  });

  it.each([
    ['/** So it is (limits 2.1). */', '(limits 2.1)'],
    ['// design, as said (handbook A-3; the guide)', '(handbook A-3;'],
    ['/** What else (promise 8). */', '(promise 8)'],
    ['// gen1 P-7', '// gen1 P-7'],
  ])('would be caught: %s', (text, cited) => {
    expect(matches(text, numbered)).toEqual([cited]);
  });
});

describe('The facts that comments cite', () => {
  const facts = readdirSync('docs/facts').map((name) => `docs/facts/${name}`);

  it('are linked from one place', () => {
    const linked = localLinks(readPage('docs/architecture.md')).map(({ file }) => file);

    expect(linked.filter((file) => file.startsWith('docs/facts/')).toSorted()).toEqual(
      facts.toSorted(),
    );
  });

  it.each(facts)('%s names where they come from, and is cited', (path) => {
    expect(readPage(path).text).toMatch(/^Source: /m);
    expect(commentsIn(...sources).some(({ text }) => text.includes(path))).toBe(true);
  });
});
