import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../src/cli/exit-codes.ts';
import { textOf } from '../../src/cli/saved-text.ts';

describe('A text that a person saved', () => {
  it.each([
    ['without a mark', '{}', { text: '{}', mark: '' }],
    ['with one', '\uFEFF{}', { text: '{}', mark: '\uFEFF' }],
    ['that is empty', '', { text: '', mark: '' }],
    ['in other letters', '{"a":"é日"}', { text: '{"a":"é日"}', mark: '' }],
  ])('is read in UTF-8 %s', (_, saved, read) => {
    expect(textOf('a.json', Buffer.from(saved, 'utf8'))).toEqual(read);
  });

  const little = (text: string) => Buffer.from(text, 'utf16le');

  it.each([
    ['with a mark', little('\uFEFF{}')],
    ['without one', little('{}')],
    ['the other way round', little('\uFEFF{}').swap16()],
    ['the other way round and without one', little('{}').swap16()],
  ])('is refused by its name in UTF-16 %s', (_, bytes) => {
    expect(() => textOf('a.json', bytes)).toThrow(UsageError);
    expect(() => textOf('a.json', bytes)).toThrow('a.json is in UTF-16: save it in UTF-8');
  });
});
