import os from 'node:os';
import { beforeEach, expect, it, jest } from '@jest/globals';
import { cacheFolder } from '../../src/cli/compile-cache.ts';

const home = jest.spyOn(os, 'homedir');

beforeEach(() => {
  home.mockReturnValue('/home/ada');
});

it.each([
  [{}, '/home/ada/.cache/amplify-import'],
  [{ XDG_CACHE_HOME: '/var/cache' }, '/var/cache/amplify-import'],
  [{ LOCALAPPDATA: '/local' }, '/local/amplify-import'],
  [{ XDG_CACHE_HOME: '' }, '/home/ada/.cache/amplify-import'],
  [{ XDG_CACHE_HOME: 'cache', LOCALAPPDATA: '' }, '/home/ada/.cache/amplify-import'],
])('The cache of a user whose environment has %j is %s', (environment, folder) => {
  expect(cacheFolder(environment)).toBe(folder);
});

it('A user without a home has no cache, unless the environment names one', () => {
  home.mockImplementation(() => {
    throw new Error('uv_os_homedir returned ENOENT (no such file or directory)');
  });

  expect(cacheFolder({})).toBeNull();
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache' })).toBe('/var/cache/amplify-import');
});

it('A home that is empty is none', () => {
  home.mockReturnValue('');

  expect(cacheFolder({})).toBeNull();
});
