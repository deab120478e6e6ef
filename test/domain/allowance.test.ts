import { describe, expect, it } from '@jest/globals';

import type { AllowList } from '../../src/contract/allow.ts';
import { allowanceFindings, type Owned } from '../../src/domain/allowance.ts';

const arn = 'arn:aws:s3:::storefront-uploads';
const bucket: Owned = {
  kind: 'resource',
  resource: { service: 's3', id: 'storefront-uploads', region: null, owner: null },
  arn,
  region: 'eu-west-1',
};
const isAllowed = (allowList: AllowList, tag: string | null) =>
  allowanceFindings(bucket, tag, 'storefront', allowList).length === 0;

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
    expect(isAllowed({}, tag)).toBe(allowed);
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
    expect(isAllowed({ storefront: [pattern] }, null)).toBe(allowed);
  });

  it('speaks for the app that it names', () => {
    expect(isAllowed({ warehouse: ['*'] }, null)).toBe(false);
  });

  it('adds to the tag', () => {
    expect(isAllowed({ storefront: ['*'] }, 'warehouse')).toBe(true);
  });
});
