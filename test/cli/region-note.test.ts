import { afterEach, expect, it } from '@jest/globals';
import { settle } from '../../src/cli/everywhere.ts';
import { regionNote } from '../../src/cli/region-note.ts';

const request = { app: 'storefront', env: 'prod', userPoolId: 'eu-west-1_AbCdEfGhI' };
const named = (region: string) => settle(new Map([['region', region]]), {});

afterEach(() => settle(new Map(), {}));

it('Whoever names another region than that of the user pool is told where it is read', async () => {
  await named('us-east-1');

  expect(regionNote(request)).toBe(
    '--region us-east-1 is not where the user pool is read: eu-west-1_AbCdEfGhI lies in eu-west-1.',
  );
});

it.each([
  ['the same region is named', 'eu-west-1', request],
  ['the id is none', 'us-east-1', { ...request, userPoolId: 'shop' }],
  ['the pool is that of before', 'us-east-1', { app: 'storefront', env: 'prod' }],
  ['it is no request', 'us-east-1', null],
])('Nothing is said where %s', async (_, region, input) => {
  await named(region);

  expect(regionNote(input)).toBeNull();
});

it('Nothing is said where the region is that of the profile', () => {
  expect(regionNote(request)).toBeNull();
});
