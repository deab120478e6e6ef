import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { allowListOf, allowListSchema, allowListText } from '../../src/contract/allow.ts';

const lists = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/),
  fc.array(fc.stringMatching(/^arn:[A-Za-z0-9*_+=,.@:/-]+$/), { maxLength: 4 }),
  { maxKeys: 4, noNullPrototype: true },
);

describe('The list that the stack tells its functions', () => {
  it('is read as it was written, whatever the context "allow" takes', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(allowListOf(allowListText(allowListSchema().parse(list)))).toEqual(list);
      }),
    );
  });

  it('names each app before its patterns', () => {
    const list = { shop: ['arn:aws:iam::*:role/a', 'arn:aws:s3:::b'], news: [] };

    expect(allowListText(list)).toBe('shop arn:aws:iam::*:role/a arn:aws:s3:::b news');
    expect(allowListOf('')).toEqual({});
  });

  it.each(['Shop arn:aws:s3:::b', 'shop aws:s3:::b', 'shop arn:aws:s3:::${b}'])(
    'is refused where it is none: %s',
    (text) => {
      expect(() => allowListOf(text)).toThrow(/Invalid/);
    },
  );
});
