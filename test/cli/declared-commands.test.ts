import { describe, expect, it } from '@jest/globals';
import { command, exitsOf } from '../../src/cli/command.ts';

const sample = { summary: 'a sample', page: 'running.md', positionals: {}, options: {} };

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
