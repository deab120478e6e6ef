import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../src/cli/exit-codes.ts';
import { fetchSource } from '../../src/cli/fetch-source.ts';

const uri = (path: string) => ({ AMPLIFY_IMPORT_CONFIG_URI: `s3://acme-config/${path}` });
const named = { app: 'storefront', env: 'prod' };
const none = { app: null, env: null, store: null };
const sourceOf = (given: Partial<Record<string, string>>, environment: NodeJS.ProcessEnv) =>
  fetchSource({ ...none, ...given }, environment);
const linkOf = (given: Partial<Record<string, string>>, environment: NodeJS.ProcessEnv) => {
  const { link, branch } = sourceOf(given, environment);
  return [link.app, link.env, branch];
};
const bucket = { kind: 'bucket', bucket: 'acme-config' };

describe('The link of a fetch', () => {
  const all = {
    AMPLIFY_IMPORT_APP: 'a-variable',
    AMPLIFY_IMPORT_ENV: 'e-variable',
    AWS_BRANCH: 'a-branch',
  };

  it.each([
    ['options before everything', named, { ...uri('config/a/e'), ...all }, 'storefront', 'prod'],
    ['the address before variables', {}, { ...uri('config/a/e'), ...all }, 'a', 'e'],
    [
      'what the address leaves out from variables',
      {},
      { ...uri('config/a'), ...all },
      'a',
      'e-variable',
    ],
    ['variables before the branch', {}, all, 'a-variable', 'e-variable'],
    ['one option and the rest of the address', { env: 'dev' }, uri('config/a/e'), 'a', 'dev'],
    [
      'no address beside --store',
      { store: 'x' },
      { ...uri('config/a/e'), ...all },
      'a-variable',
      'e-variable',
    ],
  ])('takes %s', (_, values, environment, app, env) => {
    expect(linkOf(values, environment)).toEqual([app, env, null]);
  });

  it.each([
    ['main', 'prod'],
    ['dev', 'dev'],
    ['feature/login', 'feature-login'],
  ])('takes the branch "%s" as the last resort', (branch, env) => {
    const environment = { AMPLIFY_IMPORT_APP: 'a', AMPLIFY_IMPORT_ENV: '', AWS_BRANCH: branch };

    expect(linkOf({}, environment)).toEqual(['a', env, branch]);
  });

  it.each([
    ['no app', {}, { AWS_BRANCH: 'main' }, 'No app is named.'],
    ['no environment', { app: 'a' }, {}, 'No environment is named.'],
    [
      'a branch without a name',
      { app: 'a' },
      { AWS_BRANCH: '2026' },
      'The branch "2026" gives no name',
    ],
    ['an app that can be none', { app: '../x', env: 'prod' }, {}, '"../x" is no name for --app'],
    [
      'an environment that can be none',
      { app: 'a', env: 'Prod' },
      {},
      '"Prod" is no name for --env',
    ],
    [
      'an app of the address that can be none',
      {},
      uri('config/A/prod'),
      '"A" is no name for --app',
    ],
    [
      'an address of another kind',
      named,
      { AMPLIFY_IMPORT_CONFIG_URI: 'https://x/y' },
      'it needs s3://',
    ],
  ])('is not understood with %s', (_, values, environment, message) => {
    const read = () => sourceOf(values, environment);

    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});

describe('The store of a fetch', () => {
  it.each([
    [{}, uri('config/a/e'), bucket],
    [{}, { AMPLIFY_IMPORT_CONFIG_URI: '/srv/store' }, { kind: 'folder', folder: '/srv/store' }],
    [{}, {}, { kind: 'folder', folder: '.amplify-import' }],
    [{ store: 'aws' }, uri('config/a/e'), null],
    [
      { store: '.amplify-import' },
      uri('config/a/e'),
      { kind: 'folder', folder: '.amplify-import' },
    ],
  ])('of %j with %j is %j', (values, environment, store) => {
    expect(sourceOf({ ...named, ...values }, environment).store).toEqual(store);
  });
});
