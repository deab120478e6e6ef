import { describe, expect, it } from '@jest/globals';
import { commandsPage } from '../../scripts/commands-page.ts';
import { flagOf } from '../../src/cli/command-line.ts';
import type { Command, Commands } from '../../src/cli/command.ts';
import { commands as declared } from '../../src/cli/commands.ts';
import { everywhere } from '../../src/cli/everywhere.ts';
import { exits } from '../../src/cli/exit-codes.ts';
import { refusals } from '../../src/contract/errors/user-error.ts';
import { codeBlock, codeWords, localLinks, readPage, section, table } from './markdown.ts';

const commands: Commands = declared;
const page = readPage('docs/commands.md');
const each = Object.entries(commands);

describe('docs/commands.md', () => {
  it('is what the commands declare: write it anew by npm run docs', () => {
    expect(page.text).toBe(commandsPage(commands));
  });

  it('lists every command', () => {
    const listed = table(page).map(([name = '']) => codeWords(name)[0]);

    expect(listed).toEqual(each.map(([name]) => name));
  });

  it('tells the options of every command', () => {
    const rows = table(section(page, 'For every command'));

    expect(rows.map(([option = '']) => codeWords(option)[0]?.split(' ')[0])).toEqual(
      Object.keys(everywhere).map(flagOf),
    );
  });

  it('is linked from the README', () => {
    const links = localLinks(readPage('README.md')).map(({ file }) => file);

    expect(links).toContain('docs/commands.md');
  });

  it('tells every exit code, and what is refused', () => {
    const rows = table(section(page, 'Exit codes'));

    expect(rows.map(([code]) => Number(code))).toEqual(
      Object.values(exits).map(({ code }) => code),
    );
    expect(codeWords(rows[1]?.[1] ?? '').toSorted()).toEqual(refusals.toSorted());
  });
});

describe.each(each)('The section of %s', (name, command: Command) => {
  const { text } = section(page, `amplify-import ${name}`);
  const told = { ...page, text };
  const usage = codeBlock(told, 'text');

  it('tells every option of its usage, and no other', () => {
    const rows = table(told).map(([argument = '']) => /--[a-z-]+/.exec(argument)?.[0] ?? []);
    const used = usage.match(/--[a-z-]+/g) ?? [];

    expect(rows.flat()).toEqual(used);
    expect(used).toEqual(Object.keys(command.options).map(flagOf));
  });

  it('names each word that can be chosen', () => {
    const choices = [
      ...Object.values(command.positionals),
      ...Object.values(command.options),
    ].flatMap((argument) => Object.keys(argument.choices));

    for (const choice of choices) expect(text).toContain(`- \`${choice}\`: `);
  });

  it('links the page that says more, where the command is told about', () => {
    expect(localLinks(told).map(({ file }) => file)).toContain(`docs/${command.page}`);
    expect(readPage(`docs/${command.page}`).text).toContain(`amplify-import ${name}`);
  });
});
