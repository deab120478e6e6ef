import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { finding } from '../../src/contract/findings.ts';
import { shellWord } from '../../src/contract/findings/shell-word.ts';
import { shown, shownName, shownValues } from '../../src/contract/shown.ts';
import { runs } from '../support/counts.ts';

const signs: readonly (readonly [what: string, sign: string, written: string])[] = [
  ['the escape of a terminal', '\u001B[2J', String.raw`\u{1b}[2J`],
  ['an escape of one byte', '\u009B2J', String.raw`\u{9b}2J`],
  ['a carriage return', '\r', String.raw`\u{d}`],
  ['a backspace', '\b', String.raw`\u{8}`],
  ['what turns a text round', '\u202E', String.raw`\u{202e}`],
  ['what isolates a direction', '\u2066', String.raw`\u{2066}`],
  ['what nobody sees', '\u200B', String.raw`\u{200b}`],
  ['a tag that nobody sees', '\u{E0041}', String.raw`\u{e0041}`],
  ['a separator of lines', '\u2028', String.raw`\u{2028}`],
  ['half a character', '\uD800', String.raw`\u{d800}`],
];

describe('A text of others', () => {
  it.each(signs)('is shown with %s written out', (_, sign, written) => {
    expect(shownName(`a${sign}b`)).toBe(`a${written}b`);
    expect(shown(`a${sign}b`)).toBe(`a${written}b`);
  });

  it('keeps its lines and its tabs, a name neither', () => {
    expect(shown('a\n\tb')).toBe('a\n\tb');
    expect(shownName('a\n\tb')).toBe(String.raw`a\u{a}\u{9}b`);
  });

  it.each(['Größe', '日本語', 'شركة', '👩\u200D🚀', 'می\u200Cخواهم', 'a::b', '&commat;'])(
    'is as it is where it is only a text: %s',
    (text) => {
      expect(shownName(text)).toBe(text);
    },
  );

  it('is shown wherever it stands in a value, as a key too, but under the keys that are left out', () => {
    const value = { 'a\r': ['\b', { inner: '\u202E', text: '\r', count: 1, none: null }] };

    expect(shownValues(value, ['text'])).toEqual({
      [String.raw`a\u{d}`]: [
        String.raw`\u{8}`,
        { inner: String.raw`\u{202e}`, text: '\r', count: 1, none: null },
      ],
    });
  });
});

describe('A finding about something with such a name', () => {
  const client = {
    id: '3weba1b2c3d4e5f6g7h8i9j0k1',
    name: 'web\n::error::\u001B[2J',
    userPool: 'p',
  };

  it('shows the name, and keeps it as it is among the facts', () => {
    const told = finding('NATIVE_CLIENT_DEFAULTED', { client });

    expect(told.message).toContain(String.raw`web\u{a}::error::\u{1b}[2J (3weba1`);
    expect(told.facts['client']).toEqual(client);
  });
});

describe('A word of a command', () => {
  it('is what the shell makes of it, whatever it holds', () => {
    const word = fc
      .string({ unit: 'binary', maxLength: 40 })
      .filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(word, (text) => {
        const line = `printf %s ${shellWord(text)}`;
        expect(execFileSync('bash', ['-c', line], { encoding: 'utf8' })).toBe(text);
        expect(shownName(line)).toBe(line);
      }),
      runs(50),
    );
  });
});
