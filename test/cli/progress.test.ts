import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';

/** What is told of a state that gave `output`. */
function told(state: string, output: object): string {
  const stream = new PassThrough({ encoding: 'utf8' });
  progressOn(stream as unknown as NodeJS.WriteStream).left(state, 12, output);
  return stripVTControlCharacters(String(stream.read()));
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
