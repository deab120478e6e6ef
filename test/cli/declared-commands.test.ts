import { describe, expect, it } from '@jest/globals';
import { sortWords, valuesOf } from '../../src/cli/command-line.ts';
import { command, exitsOf, type Command, type Commands } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';

const declaredCommands: Commands = commands;

const sample = {
  summary: 'a sample',
  page: 'running.md',
  positionals: {},
  options: {},
  examples: {},
};

describe('A command', () => {
  it('ends in what it declares, or in what every command can end in', () => {
    const declared = command({
      ...sample,
      exits: ['changes'],
      run: () => Promise.resolve('changes'),
    });
    command({
      ...sample,
      exits: ['changes'],
      // @ts-expect-error: it does not declare this end
      run: () => Promise.resolve('refused'),
    });

    expect(exitsOf(declared)).toEqual(['done', 'failed', 'changes', 'usage', 'interrupted']);
  });
});

describe.each(Object.entries(declaredCommands))('The examples of %s', (_, declared: Command) => {
  it.each(Object.entries(declared.examples))(
    'are command lines that it takes: it %s',
    (_about, words) => {
      const sorted = sortWords(declared, words.split(' ').filter(Boolean));

      expect(() => valuesOf(declared, sorted)).not.toThrow();
    },
  );

  it('are at least one', () => {
    expect(Object.keys(declared.examples)).not.toEqual([]);
  });
});
