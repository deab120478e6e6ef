import { describe, expect, it } from '@jest/globals';
import { countText } from '../../src/cli/comparison-text.ts';

describe('The count of differences', () => {
  it.each([
    [['none'], '1 difference: none may break something or change what the app does.'],
    [
      ['breaking', 'none'],
      '2 differences: 1 of them may break something, 0 change what the app does.',
    ],
  ] as const)('of %j is told by what they do', (effects, told) => {
    expect(countText(effects.map((effect) => ({ effect })))).toBe(told);
  });
});
