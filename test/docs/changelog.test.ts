import { describe, expect, it } from '@jest/globals';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { commands } from '../../src/cli/commands.ts';
import { codeWords, headings, readPage, section } from './markdown.ts';

/** Sign-in flows of Cognito, and variables of the environment. */
const ofOthers = /^(?:(?:CUSTOM|USER|USER_PASSWORD)_AUTH(?:_FLOW_ONLY)?|(?:AMPLIFY|AWS)_\w+)$/;

const page = readPage('CHANGELOG.md');

describe('CHANGELOG', () => {
  it('tells of what is not released by what somebody does, and first what to know before an update', () => {
    const [unreleased = '', ...versions] = headings(page, 2);
    const [first, ...rest] = headings(section(page, unreleased), 3);

    expect(unreleased).toBe('Unreleased');
    expect(versions.every((version) => /^\d+\.\d+\.\d+$/.test(version))).toBe(true);
    expect(first).toBe('To know before you update');
    expect(rest.map((title) => title.split(/[:,]/, 1)[0])).toEqual(
      expect.arrayContaining([
        'Import',
        'Push',
        'Remove',
        'Look up',
        'Discover',
        'Fetch',
        'Deploy',
      ]),
    );
  });

  it('says each thing in a bullet of a few sentences', () => {
    const bullets = page.text.split('\n').filter((line) => line.startsWith('- '));

    expect(bullets.filter((bullet) => bullet.length > 480)).toEqual([]);
  });

  it('names findings and commands that there are', () => {
    const words = codeWords(page.text);
    const codes = words.filter((word) => /^[A-Z]+(_[A-Z]+)+$/.test(word) && !ofOthers.test(word));
    const called = words.flatMap((word) => /^([a-z]+) --/.exec(word)?.[1] ?? []);

    expect(codes.filter((code) => !(code in findingCatalogue()))).toEqual([]);
    expect(called.filter((name) => !(name in commands))).toEqual([]);
  });
});
