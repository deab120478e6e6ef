import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { sortWords, valuesOf } from '../../src/cli/command-line.ts';
import type { Commands } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import {
  headings,
  allPages,
  anchors,
  codeBlocks,
  codeWords,
  localLinks,
  readPage,
  type Page,
} from './markdown.ts';

const pages = allPages();

/** A command line of ours: what stands behind a pipe, a redirection or another command is none of its words. */
const commandLine = /(?:^|[\s"(;])amplify-import(?:\.js)? ([a-z]+)([^|<>&;)\n]*)/gm;

/** Every command line in the code of a page that a shell is to run: words without quotes, hashes in full. */
function commandLines(page: Page): readonly (readonly [name: string, words: readonly string[]])[] {
  const shell = codeBlocks(page, 'sh').join('\n').replaceAll(/ #.*$/gm, '');
  return [...shell.matchAll(commandLine)].map(([, name = '', rest = '']) => [
    name,
    rest
      .replaceAll(/["']/g, '')
      .replaceAll('sha256:…', `sha256:${'0'.repeat(64)}`)
      .split(/\s+/)
      .filter(Boolean),
  ]);
}

describe.each(pages.map((page) => [page.path, page] as const))('%s', (path, page) => {
  it('links to what is there', () => {
    const broken = localLinks(page).filter(
      ({ file, anchor }) =>
        !existsSync(file) || (anchor !== '' && !anchors(readPage(file)).includes(anchor)),
    );

    expect(broken).toEqual([]);
  });

  it('names files of the project that are there', () => {
    const named = page.text.match(/`(?:src|infra|functions|test|statemachine)\/[\w./-]+`/g) ?? [];
    const missing = named.map((name) => name.slice(1, -1)).filter((name) => !existsSync(name));

    expect(missing).toEqual([]);
  });

  it('prints commands of npm that the package has', () => {
    const scripts = [...page.text.matchAll(/npm (?:run )?([a-z-]+)/g)].map(([, name = '']) => name);
    const known = [
      ...Object.keys(packageJson.scripts),
      'ci',
      'install',
      'pack',
      'publish',
      'run',
      'version',
    ];

    expect(scripts.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('prints commands that the CDK and the command line have', () => {
    const code = [...codeBlocks(page, 'sh'), ...codeWords(page.text)].join('\n');
    const called = [...code.matchAll(/amplify-import(?:\.js)? ([a-z]+)\b/g)];

    expect([...code.matchAll(/npx (\S+)/g)].filter(([, name]) => name !== 'cdk')).toEqual([]);
    expect(called.filter(([, name = '']) => !Object.hasOwn(commands, name))).toEqual([]);
  });

  it('prints command lines that a command takes', () => {
    const declared: Commands = commands;
    const refused = commandLines(page).flatMap(([name, words]) => {
      const one = declared[name];
      if (!one) return [name];
      try {
        valuesOf(one, sortWords(one, words));
        return [];
      } catch (error) {
        return [`${name} ${words.join(' ')}: ${String(error)}`];
      }
    });

    expect(refused).toEqual([]);
  });

  it('names no registry and no place of a machine', () => {
    expect(page.text).not.toMatch(/registry\.|pypi\.org|npmjs|artifactory|nexus\./i);
    expect(page.text).not.toMatch(/(?:^|[\s`"'(])\/(?:home|root|work|Users|tmp|opt|var)\//m);
  });

  it('has one title, and every page of docs is linked from another one', () => {
    expect(headings(page, 1)).toHaveLength(1);
    if (!path.startsWith('docs/')) return;
    const linking = pages.filter((other) => other !== page).flatMap(localLinks);
    expect(linking.map(({ file }) => file)).toContain(path);
  });
});

describe('The command lines of all pages', () => {
  it('are of every command', () => {
    const printed = new Set(pages.flatMap(commandLines).map(([name]) => name));

    expect(Object.keys(commands).filter((name) => !printed.has(name))).toEqual([]);
  });
});

describe('The tests that a page names as proof', () => {
  it('are tests', () => {
    const proofs = ['docs/local.md', 'docs/secrets.md', 'SECURITY.md']
      .flatMap((path) => localLinks(readPage(path)))
      .filter(({ file }) => file.startsWith('test/'));

    expect(proofs.length).toBeGreaterThan(15);
    for (const { file } of proofs)
      expect(readFileSync(file, 'utf8')).toMatch(/\b(it|test)(\.each)?[(<]/);
  });
});
