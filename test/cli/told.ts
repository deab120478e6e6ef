import { afterEach, beforeEach, jest } from '@jest/globals';

/** Catches what each test of a file tells people on standard error; gives what that was. */
export function catchTold(): () => string {
  let told = '';
  beforeEach(() => {
    told = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return () => told;
}
