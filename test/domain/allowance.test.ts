import { describe, expect, it } from '@jest/globals';

import { allowedBy } from '../../src/domain/allowance.ts';

const arn = 'arn:aws:s3:::storefront-uploads';

describe('The tag of a resource', () => {
  it.each([
    ['any', true],
    ['storefront', true],
    ['warehouse storefront', true],
    ['warehouse\tstorefront ', true],
    ['storefront-eu', false],
    ['Storefront', false],
    ['anybody', false],
    ['warehouse,storefront', false],
    ['*', false],
    ['', false],
    [null, false],
  ])('with the value %j allows the app storefront: %s', (tag, allowed) => {
    expect(allowedBy({}, 'storefront', arn, tag)).toBe(allowed);
  });
});

describe('The allow list of the stack', () => {
  it.each([
    ['arn:aws:s3:::storefront-uploads', true],
    ['arn:aws:s3:::storefront-*', true],
    ['arn:aws:s3:::*-uploads', true],
    ['*', true],
    ['arn:aws:s3:::storefront', false],
    ['arn:aws:s3:::*-upload', false],
    ['s3:::storefront-uploads', false],
    ['arn:aws:s3:::storefront.uploads', false],
    ['arn:aws:s3:::storefront[-]uploads', false],
  ])('with the pattern %s allows the bucket: %s', (pattern, allowed) => {
    expect(allowedBy({ storefront: [pattern] }, 'storefront', arn, null)).toBe(allowed);
  });

  it('speaks for the app that it names', () => {
    expect(allowedBy({ warehouse: ['*'] }, 'storefront', arn, null)).toBe(false);
  });

  it('adds to the tag', () => {
    expect(allowedBy({ storefront: ['*'] }, 'storefront', arn, 'warehouse')).toBe(true);
  });
});
