import { expect, test } from '@jest/globals';
import { pauseAfter } from '../../src/cli/execution.ts';

/** When an execution is looked at, in milliseconds, until one of them finds it ended. */
function looksAt(endsAfter: number): readonly number[] {
  const looks = [0];
  for (let waited = 0; waited < endsAfter; looks.push(waited)) waited += pauseAfter(waited);
  return looks;
}

test.each([900, 3_000, 7_000, 20_000])(
  'Whoever waits for an execution of %d ms waits a fifth longer at most',
  (endsAfter) => {
    expect(looksAt(endsAfter).at(-1)).toBeLessThanOrEqual(endsAfter * 1.2);
  },
);

test('A long execution is looked at every four seconds, a short one no more than twenty times', () => {
  expect(pauseAfter(60_000)).toBe(4_000);
  expect(looksAt(5_000).length).toBeLessThanOrEqual(20);
});
