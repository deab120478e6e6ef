import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dartTexts } from '../../../src/domain/compare/dart-texts.ts';
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
