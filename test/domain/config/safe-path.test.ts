import { describe, expect, it } from '@jest/globals';
import { isSafePath } from '../../../src/domain/config/safe-path.ts';
import { publishedPaths } from '../../../src/domain/config/files.ts';

describe('A path of a manifest', () => {
  it.each([
    ...publishedPaths,
    '.well-known.json',
    'android/amplifyconfiguration.json',
    'revisions/12-0123456789ab',
    'a..b/c...d',
  ])('stays where it is: %s', (path) => {
    expect(isSafePath(path)).toBe(true);
  });

  it.each([
    '..',
    '.',
    '../aws-exports.js',
    'android/../../aws-exports.js',
    'android/..',
    './aws-exports.js',
    'android/./a.json',
    '/etc/passwd',
    'C:/a.json',
    'C:a.json',
    'android\\..\\a.json',
    '..\\a.json',
    'android//a.json',
    'android/',
    'a\0b',
    'a\nb',
    'a\n',
    '~/a.json',
    'a b',
    '',
  ])('is refused when it could lead elsewhere: %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
});
