import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { commandHelp, helpText } from '../../src/cli/help-text.ts';
import { commands, groups } from '../../src/cli/commands.ts';
import { tell } from '../../src/cli/tell.ts';
import { wrapped } from '../../src/cli/wrapped.ts';
import { runs } from '../support/counts.ts';

const linesOf = (text: string, columns: number) => wrapped(text, columns).split('\n');

describe('A text at the edge of a terminal', () => {
  it('is broken between words, under where it began', () => {
    expect(linesOf('  fix: Name the client that the app uses, or make one.', 30)).toEqual([
      '  fix: Name the client that',
      '  the app uses, or make one.',
    ]);
    expect(linesOf('    - allow s3:GetObject on arn:aws:s3:::acme/public/*', 40)).toEqual([
      '    - allow s3:GetObject on',
      '      arn:aws:s3:::acme/public/*',
    ]);
  });

  it('goes on in the column of its table', () => {
    expect(linesOf('  published  revision 1, of eight files', 30)).toEqual([
      '  published  revision 1, of',
      '             eight files',
    ]);
  });

  it('has its styles, which take no room', () => {
    const style = (text: string) => styleText('green', text, { validateStream: false });
    const line = `${style('✓')} Validate user pool  ${style('12 ms')}  warning: ONE, info: TWO`;

    const lines = linesOf(line, 56);

    expect(lines.map(stripVTControlCharacters)).toEqual([
      '✓ Validate user pool  12 ms  warning: ONE, info: TWO',
    ]);
    expect(linesOf(line, 46).map(stripVTControlCharacters)).toEqual([
      '✓ Validate user pool  12 ms  warning: ONE,',
      '                      info: TWO',
    ]);
    expect(linesOf(line, 46)[0]?.startsWith(style('✓'))).toBe(true);
  });

  it.each([
    ['the one that mends', '  mend: aws cognito-idp create-user-pool-client --user-pool-id x'],
    ['the one that looks', '  look: aws s3api head-bucket --bucket a-bucket-of-long-name'],
    ['one alone on its line', '  amplify-import push --app storefront --env prod --only failed'],
    ['JSON', '  "description": "a text of many words that somebody will paste",'],
  ])('never breaks a command: %s', (_, line) => {
    expect(wrapped(line, 40)).toBe(line);
  });

  it('has a command of a sentence whole, on a line of its own where it must', () => {
    const show = 'amplify-import show --app storefront --env prod';

    expect(linesOf(`Interrupted. Something was begun, see what: ${show}`, 50)).toEqual([
      'Interrupted. Something was begun, see what:',
      show,
    ]);
    expect(linesOf('Add it by "amplify-import fetch --format android" to a copy.', 44)).toEqual([
      'Add it by',
      '"amplify-import fetch --format android" to a',
      'copy.',
    ]);
  });

  it('has a command behind what it does on a line of its own', () => {
    expect(linesOf('  fix: jq .request /store/plan.json | amplify-import run -', 40)).toEqual([
      '  fix:',
      '  jq .request /store/plan.json | amplify-import run -',
    ]);
  });

  it('has a command whole that a sentence names in brackets', () => {
    expect(linesOf('It is of a later revision (amplify-import show --app a).', 40)).toEqual([
      'It is of a later revision',
      '(amplify-import show --app a).',
    ]);
  });

  it('leaves a usage to be broken, which nobody copies', () => {
    const [help = ''] = commandHelp('run', commands.run).split('\n');
    const lines = linesOf(help, 80);

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('leaves the help as it is on a terminal of 24 lines and 80 columns, prompt and all', () => {
    const help = helpText(groups).trimEnd().split('\n');

    expect(help.length).toBeLessThan(24);
    expect(linesOf(help.join('\n'), 80)).toEqual(help);
  });

  it('keeps every word, in its order, and is no wider than the terminal but for a word that is', () => {
    const word = fc.stringMatching(/^[!-~]{1,24}$/);
    const line = fc
      .tuple(fc.nat(8), fc.array(word, { minLength: 1, maxLength: 20 }))
      .map(([indent, words]) => `${' '.repeat(indent)}${words.join(' ')}`);

    fc.assert(
      fc.property(line, fc.integer({ min: 20, max: 90 }), (text, columns) => {
        const lines = linesOf(text, columns);

        expect(lines.join(' ').trim().split(/ +/)).toEqual(text.trim().split(' '));
        for (const one of lines) {
          if (one.length > columns && !/^ *(?:mend|look): |^ *["{}[\]]/.test(one)) {
            expect(one.trim().replace(/^[-+] /, '')).not.toContain(' ');
          }
        }
      }),
      runs(200),
    );
  });

  it('is broken on terminals only', () => {
    const told: string[] = [];
    const stream = { write: (text: string) => told.push(text) > 0 };

    tell('one two three', stream);
    tell('one two three', { ...stream, isTTY: true, columns: 8 });
    tell('one two three', { ...stream, isTTY: true });

    expect(told).toEqual(['one two three\n', 'one two\nthree\n', 'one two three\n']);
  });
});
