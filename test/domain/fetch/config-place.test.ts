import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { configFolder } from '../../../src/contract/manifest.ts';
import { linkPartPattern } from '../../../src/contract/name-patterns.ts';
import { configPlaceOf, type ConfigStoreName } from '../../../src/domain/fetch/config-place.ts';
import { runs } from '../../support/counts.ts';

const bucket = { kind: 'bucket', bucket: 'acme-config' } as const;
const rootOf = (store: ConfigStoreName) =>
  store.kind === 'bucket' ? `s3://${store.bucket}` : store.folder;
const folder = (path: string) => ({ kind: 'folder', folder: path }) as const;

describe('The address of published config', () => {
  it.each([
    ['s3://acme-config/config/storefront/prod/', bucket, 'storefront', 'prod'],
    ['s3://acme-config/config/storefront/prod', bucket, 'storefront', 'prod'],
    ['s3://acme-config/config/storefront/', bucket, 'storefront', null],
    ['s3://acme-config/config', bucket, null, null],
    ['s3://acme-config', bucket, null, null],
    ['s3://acme-config/', bucket, null, null],
    ['.amplify-import/config/storefront/prod/', folder('.amplify-import'), 'storefront', 'prod'],
    ['.amplify-import', folder('.amplify-import'), null, null],
    ['config/storefront/prod', folder('.'), 'storefront', 'prod'],
    ['/config/storefront/prod', folder('/'), 'storefront', 'prod'],
    ['/srv/store/config/storefront', folder('/srv/store'), 'storefront', null],
    ['/srv/my-config', folder('/srv/my-config'), null, null],
    ['../store/', folder('../store'), null, null],
    ['file:///srv/a%20store/config/storefront/prod/', folder('/srv/a store'), 'storefront', 'prod'],
  ])('%s names a store, and what of a link it says', (address, store, app, env) => {
    expect(configPlaceOf(address)).toEqual({ store, app, env });
  });

  it.each([
    'https://acme-config.s3.amazonaws.com/config/storefront/prod/',
    's3://acme-config/other/storefront/prod/',
    's3://acme-config/config/storefront/prod/amplify_outputs.json',
    's3://',
    's3:///config/storefront/prod/',
    'file://server/srv/store',
    '',
  ])('%j is none', (address) => {
    expect(configPlaceOf(address)).toBeNull();
  });

  it('comes back as it was written', () => {
    const name = fc.stringMatching(linkPartPattern);
    const store = fc.constantFrom(bucket, folder('/srv/store'), folder('.amplify-import'));
    fc.assert(
      fc.property(store, name, name, (of, app, env) => {
        const address = `${rootOf(of)}/${configFolder({ app, env })}/`;
        expect(configPlaceOf(address)).toEqual({ store: of, app, env });
      }),
      runs(100),
    );
  });
});
