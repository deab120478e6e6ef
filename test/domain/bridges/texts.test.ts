import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { hclHeredoc, hclMap, hclString } from '../../../src/domain/bridges/hcl-text.ts';
import { typescriptString, typescriptValue } from '../../../src/domain/bridges/typescript-text.ts';
import { anyText, fromTemplate } from './any-text.ts';
import { valueOf } from './evaluate.ts';
import { runs } from '../../support/counts.ts';

const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('A text in TypeScript', () => {
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (text) => {
        expect(valueOf(typescriptString(text))).toBe(text);
      }),
      runs(100),
    );
  });

  it('is a line of its own: no line ends in it, not even those of Unicode', () => {
    expect(typescriptString('a\nb\r\u2028\u2029')).toBe("'a\\nb\\r\\u2028\\u2029'");
  });
});

describe('A value in TypeScript', () => {
  it('is read back as it was, key by key', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(JSON.stringify(valueOf(typescriptValue(value)))).toBe(JSON.stringify(value));
      }),
      runs(100),
    );
  });

  it('keeps a key that would set the prototype', () => {
    const value = JSON.parse('{"__proto__":{"precedence":1}}') as unknown;

    expect(valueOf(typescriptValue(value))).toEqual(value);
    expect(Object.keys(valueOf(typescriptValue(value)) as object)).toEqual(['__proto__']);
  });

  it('looks as people write it', () => {
    expect(typescriptValue({ a: ['x'], 'b-c': { d: "it's" }, e: {} })).toBe(
      "{\n  a: ['x'],\n  'b-c': {\n    d: 'it\\'s',\n  },\n  e: {},\n}",
    );
  });
});

describe('A text in HCL', () => {
  const local = async (expression: string): Promise<unknown> => {
    const { locals } = await parse('main.tf', `locals {\n  value = ${expression}\n}\n`);
    return (locals as [{ value: unknown }])[0].value;
  };

  it('is read back as it was, and evaluates nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(fromTemplate(await local(hclString(text)))).toBe(text.normalize('NFC'));
      }),
      runs(100),
    );
  });

  it('is a key as well', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (key) => {
        const map = (await local(hclMap({ [key]: '"value"' }, '  '))) as object;

        expect(Object.keys(map).map(fromTemplate)).toEqual([key.normalize('NFC')]);
      }),
      runs(100),
    );
  });

  it('of several lines is read back as it was, as the JSON of a policy is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(anyText, anyText, { noNullPrototype: true }),
        async (value) => {
          const text = JSON.stringify(value, null, 2);

          const read = fromTemplate(await local(hclHeredoc(text, 'POLICY', '  ')));

          expect(read.trimEnd()).toBe(text.normalize('NFC'));
        },
      ),
      runs(100),
    );
  });

  it('writes what would begin a template twice', () => {
    expect(hclString('${a} %{b} $%')).toBe('"$${a} %%{b} $%"');
  });
});
