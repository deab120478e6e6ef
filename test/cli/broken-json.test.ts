import { describe, expect, it } from '@jest/globals';
import { whereBroken } from '../../src/cli/broken-json.ts';

describe('Where a text stops being JSON', () => {
  it.each([
    ['{"a": 1 "b": 2}', 'line 1, column 9: a comma is missing'],
    ['{\n  "a": 1,\n}', 'line 2, column 9: a comma with nothing behind it'],
    ['[1, ]', 'line 1, column 3: a comma with nothing behind it'],
    ['{\r\n  "a": 1,\r\n  b: 2\r\n}', 'line 3, column 3: a word that is none of JSON'],
    ['{"a": }', 'line 1, column 7: a value is missing'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing'],
    ['{"a": 1', 'line 1, column 8: a closing brace is missing'],
    ['[1', 'line 1, column 3: a closing bracket is missing'],
    ['{"a": "b', 'line 1, column 7: a closing quote is missing'],
    ["{'a': 1}", 'line 1, column 2: a word that is none of JSON'],
    ['{} {}', 'line 1, column 4: something follows the document'],
    ['{ // the app\n}', 'line 1, column 3: JSON has no comments'],
    ['{"é": "\\x"}', 'line 1, column 7: an escape of a text is none of JSON'],
    [' \n', 'it is empty'],
  ])('is told of %j', (text, where) => {
    expect(whereBroken(text)).toBe(where);
  });

  it('is found wherever a character is taken out that JSON needs, and nothing is quoted', () => {
    const text = JSON.stringify({ secret: ['s3cr3t', { id: 1.5, on: true, off: null }] }, null, 2);

    const cuts = Array.from(
      { length: text.length },
      (_, at) => text.slice(0, at) + text.slice(at + 1),
    );
    const broken = cuts.filter((cut) => !isJson(cut));

    expect(broken.length).toBeGreaterThan(20);
    for (const cut of broken) {
      expect(whereBroken(cut)).toMatch(/^line \d+, column \d+: [a-zA-Z ]+$/);
      expect(whereBroken(cut)).not.toContain('s3cr3t');
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
