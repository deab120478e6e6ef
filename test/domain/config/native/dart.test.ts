import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { dartOf, jsonOfDart, outputsDart } from '../../../../src/domain/config/native/dart.ts';
import { dartConstant } from './read-native.ts';
import { runs } from '../../../support/counts.ts';

const json = (value: unknown) => JSON.stringify(value, null, 4);

describe('A constant of Dart', () => {
  it('has the layout of Gen 1', () => {
    expect(dartOf(json({ Version: '1.0' }))).toBe(
      `const amplifyconfig = '''{\n    "Version": "1.0"\n}''';\n`,
    );
  });

  it.each([
    ['a dollar sign, which would begin a variable', '${secret}'],
    ['a quote, whose backslash Dart would take away', 'the "shop"'],
    ['a backslash', String.raw`C:\new`],
    ['the end of a text', "''';\nvoid main() {}"],
    ['single quotes at any place', "'''''"],
  ])('holds %s', (_, value) => {
    const text = dartOf(json({ value }));

    expect(JSON.parse(dartConstant(text))).toEqual({ value });
  });

  it('holds any JSON, for Dart and for those who cut the text out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = dartOf(json(value));

        const expected: unknown = JSON.parse(json(value));
        expect(JSON.parse(dartConstant(text))).toEqual(expected);
        expect(JSON.parse(jsonOfDart(text) ?? '')).toEqual(expected);
      }),
      runs(100),
    );
  });

  it('is not found in another text', () => {
    expect(jsonOfDart('{}')).toBeNull();
  });
});

describe('The outputs in Dart', () => {
  it('are a raw text under the name that the official generator gives it', () => {
    expect(outputsDart('{"version":"1.5"}')).toBe(
      `const amplifyConfig = r'''{"version":"1.5"}''';\n`,
    );
  });

  it('hold what would end a text, as JSON reads it', () => {
    const [, text = ''] =
      /^const amplifyConfig = r'''(.*)''';\n$/.exec(outputsDart(`{"a":"'''"}`)) ?? [];

    expect(JSON.parse(text)).toEqual({ a: "'''" });
  });
});
