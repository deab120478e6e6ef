import { describe, expect, it } from '@jest/globals';
import { retryModeFromContext } from '../../infra/retry-mode.ts';

describe('The context "retryMode"', () => {
  it('is adaptive unless said otherwise', () => {
    expect(retryModeFromContext(undefined)).toBe('adaptive');
  });

  it.each(['standard', 'adaptive'] as const)('may be %s', (mode) => {
    expect(retryModeFromContext(mode)).toBe(mode);
  });

  it.each(['legacy', '', true, 3])('is refused when it is %p', (context) => {
    expect(() => retryModeFromContext(context)).toThrow(/"adaptive" or "standard"/);
  });
});
