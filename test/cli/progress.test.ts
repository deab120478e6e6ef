import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';

/** What is told of a state that gave `output`. */
function told(state: string, output: object): string {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
  progressOn(stream).left(state, 12, output);
  return stripVTControlCharacters(lines.join(''));
}

describe('Progress', () => {
  it('ticks a request that was read, and crosses out one that cannot be', () => {
    const link = { app: 'storefront', env: 'prod' };

    expect(told('Read request', { outcome: null, link })).toMatch(/^✓ .* storefront\/prod\n$/);
    expect(told('Read request', { outcome: {}, link: null })).toMatch(/^✗ .* cannot be read\n$/);
  });

  it.each([
    [1, '1 error\n'],
    [2, '2 errors\n'],
  ])('counts %i in good grammar', (errors, words) => {
    expect(told('Plan role policies', { errors })).toContain(words);
  });
});
