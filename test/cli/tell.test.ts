import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { forPeople } from '../../src/cli/tell.ts';

const styled = (text: string) => styleText('red', text, { validateStream: false });

describe('What people read on a terminal', () => {
  it('has the styles of this command, and no other escape', () => {
    expect(forPeople(`${styled('REFUSED')} a\u001B[2Jb\u001B]0;title\u0007`)).toBe(
      `${styled('REFUSED')} a${String.raw`\u{1b}[2Jb\u{1b}]0;title\u{7}`}`,
    );
  });

  it.each([
    ['::error::stop', String.raw`\u{3a}:error::stop`],
    ['  ::set-output name=x::y', String.raw`  \u{3a}:set-output name=x::y`],
    ['##[error]stop', String.raw`\u{23}#[error]stop`],
    ['##vso[task.complete]', String.raw`\u{23}#vso[task.complete]`],
  ])('is no command to a log of CI: %s', (line, told) => {
    expect(forPeople(`first\n${line}\nlast`)).toBe(`first\n${told}\nlast`);
  });

  it('leaves colons alone where no log looks for them', () => {
    expect(forPeople('arn:aws:iam::111122223333:role/a')).toBe('arn:aws:iam::111122223333:role/a');
  });

  it('comes from one place: no other file of the command writes to a stream by itself', () => {
    const files = readdirSync('src/cli', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && name !== 'tell.ts',
    );
    const writing = files.filter((name) =>
      /process\.std(?:out|err)\.write|console\.(?:log|error)\(/.test(
        readFileSync(join('src/cli', name), 'utf8'),
      ),
    );

    expect(files.length).toBeGreaterThan(30);
    expect(writing).toEqual([]);
  });
});
