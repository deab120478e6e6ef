import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { codeNotRun } from '../../../src/domain/compare/code-not-run.ts';
import { exportedValues } from '../../../src/domain/compare/literal-module.ts';
import { runs } from '../../support/counts.ts';

const exportedValue = (text: string) => exportedValues(text, 'JavaScript')[0];

describe('The value that a module exports', () => {
  it.each([
    ['a name that was given before', 'const a = { b: 1 }; export default a;'],
    ['a literal', "export default { 'b': 1 };"],
    ['a named export, too', 'export const a = { b: 1 }; export default a;'],
    ['in the way of Node', 'var a = { b: 1 }; module.exports = a;'],
    ['as compilers write it', 'exports.default = { b: 1 };'],
    ['under the name of a default', 'const a = { b: 1 }; export { a as default };'],
    ['by a name alone', 'export const a = { b: 1 };'],
    ['by another name', 'const a = { b: 1 }; export { a as config };'],
    ['spread in another one', 'const a = { b: 1 }; export default { ...a };'],
    [
      'with a value that stands after what is spread',
      'const a = { b: 2 }; export default { ...a, b: 1 };',
    ],
    ['as a part of another one', 'const a = { dev: { b: 1 } }; export default a.dev;'],
    ['with comments and a comma too many', 'const a = { /* x */ b: 1, }; // y\nexport default a;'],
  ])('is read of %s', (_, text) => {
    expect(exportedValue(text)).toEqual({ b: 1 });
  });

  it('is any JSON, as it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON of its own has a key "__proto__" mean something else than JavaScript does.
        fc.pre(!JSON.stringify(value).includes('__proto__'));

        const read = exportedValue(`const awsmobile = ${JSON.stringify(value)};
export default awsmobile;`);

        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
      runs(100),
    );
  });

  it.each([
    ['a call', 'process.exit(1)'],
    ['the environment', 'process.env.API_KEY'],
    ['a text that is put together', '`${1}`'],
    ['a name that leads back to itself', 'a'],
    ['a regular expression', '/x/'],
  ])('is never run: %s', (_, code) => {
    expect(exportedValue(`const a = ${code}; export default { b: a };`)).toEqual({ b: codeNotRun });
  });

  it('tells of what is spread or computed that it was not read', () => {
    expect(exportedValue('export default { ...other, [x]: 1, y: -2, z: `t` };')).toEqual({
      '...': codeNotRun,
      '[…]': codeNotRun,
      y: -2,
      z: 't',
    });
  });

  it.each([
    ['an annotation', 'const a: Config = { b: 1 }; export default a;'],
    ['a constant', 'export default { b: 1 } as const;'],
    ['a type that it has to have', 'export default { b: 1 } satisfies Config as Config;'],
    [
      'types of its own',
      'type A = { b: number }; export interface B {} export const a = <A>{ b: 1 };',
    ],
    ['a value within that has a type', 'enum C { D } export default { b: 1 as number };'],
  ])('is read of TypeScript with %s', (_, text) => {
    expect(exportedValues(text, 'TypeScript')).toEqual([{ b: 1 }]);
  });

  it('may be another one where what is spread comes after it', () => {
    expect(exportedValue('export default { a: 1, ...other, b: 2 };')).toEqual({
      a: codeNotRun,
      '...': codeNotRun,
      b: 2,
    });
  });

  it('is each of those that have names, where none is the default', () => {
    expect(exportedValues('export const a = 1, b = 2; const c = 3;', 'JavaScript')).toEqual([1, 2]);
  });

  it.each(['const a = 1;', 'export default function a() {}', 'other.exports = {};'])(
    'is nothing of %s',
    (text) => {
      expect(exportedValues(text, 'JavaScript')).toEqual([]);
    },
  );

  it('cannot be told of what is no JavaScript', () => {
    expect(() => exportedValue('const a = ')).toThrow(SyntaxError);
  });
});
