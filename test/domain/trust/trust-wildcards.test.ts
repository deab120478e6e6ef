import { describe, expect, it } from '@jest/globals';

import { judgeStatements, rightAmr, aud, withCondition } from '../../support/builders/trust.ts';
import { trustStatement } from '../../support/builders/identity-pool.ts';
import { millisecondsOf } from '../../support/processor-time.ts';
import { codes } from '../../support/builders/codes.ts';

/** An id or an action may be parted among so many wildcards in millions of ways. */
const wildcards = '*?'.repeat(13);

describe('Very many wildcards in a trust policy', () => {
  it.each([
    [
      'a condition',
      'TRUST_OPEN_TO_ANY_POOL',
      withCondition({ ...rightAmr, StringLike: { [aud]: `${wildcards}x` } }),
    ],
    [
      'a condition of stars',
      'TRUST_OPEN_TO_ANY_POOL',
      withCondition({ ...rightAmr, StringLike: { [aud]: `${'*'.repeat(17)}x` } }),
    ],
    ['an action', 'TRUST_MISSING', { ...trustStatement('authenticated'), Action: `${wildcards}x` }],
  ])('in %s are judged at once', (_, code, statement) => {
    const found: string[] = [];

    const time = millisecondsOf(() => found.push(...codes(judgeStatements([statement]))));

    expect(found).toEqual([code]);
    expect(time).toBeLessThan(200);
  });
});
