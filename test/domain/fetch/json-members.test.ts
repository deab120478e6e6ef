import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { withMember } from '../../../src/domain/fetch/json-members.ts';
import { runs } from '../../support/counts.ts';

describe('A member that is put into the text of an object', () => {
  it('leaves everything else as it is written', () => {
    const text = '{\n\t"a" : 12345678901234567890,\n\t"b":{"c": "}\\"{" },  "d": 1.0\n}\n';

    const changed = withMember(text, ['b'], { e: [1] });

    expect(changed).toBe(
      '{\n\t"a" : 12345678901234567890,\n\t"b":{\n\t\t"e": [\n\t\t\t1\n\t\t]\n\t},  "d": 1.0\n}\n',
    );
  });

  it('comes last when there was none, indented as the others are', () => {
    const text = '{\n    "a": 1\n}\n';

    expect(withMember(text, ['b'], { c: 2 })).toBe(
      '{\n    "a": 1,\n    "b": {\n        "c": 2\n    }\n}\n',
    );
  });

  it.each(['{}', '{ }', '{\n}', '{"b":1}', '{"b":1}\n'])('goes into %j as well', (text) => {
    const changed = withMember(text, ['a'], { x: [] });

    expect(JSON.parse(changed)).toEqual({ ...(JSON.parse(text) as object), a: { x: [] } });
  });

  it('replaces the one that counts when a name stands twice', () => {
    const changed = withMember('{"a": 1, "a": 2}', ['a'], 3);

    expect(changed).toBe('{"a": 1, "a": 3}');
  });

  it('is put into an object in an object without a change around it', () => {
    const text = '{\n  "custom": {\n    "a": 1\n  },\n  "z": 1e3\n}\n';

    const changed = withMember(text, ['custom', 'b'], [true]);

    expect(changed).toBe(
      '{\n  "custom": {\n    "a": 1,\n    "b": [\n      true\n    ]\n  },\n  "z": 1e3\n}\n',
    );
  });

  it('is the only thing that changes, whatever the object', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    const indents = fc.constantFrom(0, 2, 4, '\t');
    fc.assert(
      fc.property(objects, indents, fc.string(), fc.jsonValue(), (object, indent, key, value) => {
        const before = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
        const text = JSON.stringify(before, null, indent);

        const after = JSON.parse(withMember(text, [key], value)) as unknown;

        const named = Object.fromEntries([...Object.entries(before), [key, value]]);
        expect(JSON.stringify(after)).toBe(JSON.stringify(named));
      }),
      runs(100),
    );
  });
});

describe('A member that is there', () => {
  it.each([
    ['{"a": 1 , "b": 2}', '{"a": "new" , "b": 2}'],
    ['{"b": {"a": 1}, "a": [ {"a": 2} ]}', '{"b": {"a": 1}, "a": "new"}'],
    ['{"x": "\\"a\\": 1", "a": null\n}', '{"x": "\\"a\\": 1", "a": "new"\n}'],
    ['{"b": {"a": 1}}', '{"b": {"a": 1},\n  "a": "new"}'],
    ['{"\\u0061": 1}', '{"\\u0061": "new"}'],
  ])('of %j is found by its name, and the text is then %j', (text, changed) => {
    expect(withMember(text, ['a'], 'new')).toBe(changed);
  });

  it('of an object that stands twice is that of the one that counts', () => {
    const text = '{"o": {"a": 1}, "o": {"a": 2}}';

    expect(withMember(text, ['o', 'a'], 3)).toBe('{"o": {"a": 1}, "o": {"a": 3}}');
    expect(withMember(text, ['o', 'b'], 3)).toBe('{"o": {"a": 1}, "o": {"a": 2,\n    "b": 3}}');
  });
});

describe('The ends of lines of a file', () => {
  it('are kept, and taken for what is put in', () => {
    const text = '{\r\n  "a": 1\r\n}\r\n';

    expect(withMember(text, ['b'], { c: [] })).toBe(
      '{\r\n  "a": 1,\r\n  "b": {\r\n    "c": []\r\n  }\r\n}\r\n',
    );
  });
});
