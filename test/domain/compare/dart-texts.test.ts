import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dartForm, dartTexts } from '../../../src/domain/compare/dart-texts.ts';
import { runs } from '../../support/counts.ts';

const textsIn = (file: string) => dartTexts(file).map(({ text }) => text);
// Not `r"`: JSON has quotes, and nothing is escaped there.
const quotes = ["r'''", 'r"""', "r'", "'''", '"""', "'", '"'];
const fileOf = (opening: string, text: string) =>
  `// Made by hand.\nconst String ours = ${opening}${text}${opening.replace('r', '')}; // ours\n`;

describe('A text of a Dart file', () => {
  it.each([
    ['raw', String.raw`r'a\n$b\'`, String.raw`a\n$b${'\\'}`],
    ['with escapes of its quote', String.raw`'it\'s'`, "it's"],
    ['with a backslash at its end', String.raw`"a\\"`, String.raw`a${'\\'}`],
    ['with named escapes', String.raw`'a\n\t\q'`, 'a\n\tq'],
    ['with numbers of signs', String.raw`'\x41\u0042\u{1F600}'`, 'AB😀'],
    ['with a dollar that means itself', String.raw`'\$a $ 5$'`, '$a $ 5$'],
  ])('is what its program has: %s', (_, written, text) => {
    expect(textsIn(`const a = ${written};`)).toEqual([text]);
  });

  it.each([String.raw`'{"$schema": 1}'`, "'''${a}'''", String.raw`"\\$a"`])(
    'is left out where Dart puts it together: %s',
    (written) => {
      expect(textsIn(`const a = ${written}, b = 'x';`)).toEqual(['x']);
    },
  );

  it.each([
    ['a line', `// const a = 'old';`],
    ['a block', `/* const a = 'old'; */`],
    ['a block that holds one', `/* /* = 'old' */ const a = 'old'; */`],
    ['a text', String.raw`const about = "is = 'old'";`],
    ['a text with values', String.raw`const about = "${'$'}{f('}' == 'old' ? {'a': 1} : 'b')}";`],
    ['a comparison', `const about = a == 'old';`],
  ])('is none in %s', (_, before) => {
    const texts = textsIn(`${before}\nfinal b = /* ours */ 'x';`);

    expect(texts.filter((text) => !text.startsWith('is = '))).toEqual(['x']);
  });

  it.each([
    ['side by side', String.raw`const a = '{"a":' /* one */ r'1}';`],
    ['given by a function', `String a() => '{"a":1}';`],
    ['given where there is none', `a ??= '{"a":1}';`],
  ])('is read %s, and written as one', (_, file) => {
    const [only] = dartTexts(file);

    expect(textsIn(file)).toEqual(['{"a":1}']);
    expect(textsIn(only?.withJson('{"b":2}') ?? '')).toEqual(['{"b":2}']);
  });

  it.each([
    [String.raw`const a = '{"a": "$b"}';`, 'puts $b into its text'],
    [String.raw`const a = '${'$'}{jsonEncode({'a': '}'})}';`, 'puts ${…} into its text'],
    [`const a = '{"a":' + '1}';`, 'joins its text by "+"'],
  ])('that only the program knows is told by its form: %s', (file, form) => {
    expect(dartForm(file)).toContain(form);
  });

  it.each([`const a = 'https://$host';`, 'final a = jsonEncode(build());', `const a = '{`, '/* ='])(
    'is told of no form where nothing is like JSON: %s',
    (file) => {
      expect(dartForm(file)).toBeNull();
    },
  );

  it.each(quotes)('behind %s takes any JSON, and the file keeps all around it', (opening) => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const file = fileOf(opening, '{}');
        const [before] = dartTexts(file);

        const written = before?.withJson(JSON.stringify(value, null, 2)) ?? '';

        expect(textsIn(written).map((text) => JSON.parse(text) as unknown)).toEqual([
          JSON.parse(JSON.stringify(value)),
        ]);
        const [around = '', after = ''] = fileOf(opening, '\0').split('\0');
        expect(written.startsWith(around) && written.endsWith(after)).toBe(true);
      }),
      runs(100),
    );
  });

  it('in one pair of quotes stays on its line', () => {
    const [text] = dartTexts("const a = r'{}';");

    expect(text?.withJson('{\r\n  "a": 1\r\n}')).toBe(`const a = r'{ "a": 1 }';`);
  });
});
