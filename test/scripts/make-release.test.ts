import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeRelease } from '../../scripts/make-release.ts';
import { writeScript } from '../local/stand-ins.ts';

let folder: string;
let root: string;
let told: string[];

/** A clone with one commit, and an npm that packs a text. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amplify-import-release-'));
  root = join(folder, 'clone');
  told = [];
  writeScript(
    join(folder, 'bin/npm'),
    '#!/bin/sh\n[ "$1" = pack ] && printf packed > "$3/acme-1.2.0.tgz"\n',
  );
  execFileSync('git', ['init', '--quiet', root]);
  writeFileSync(join(root, 'package.json'), '{ "name": "acme", "version": "1.2.0" }');
  writeFileSync(join(root, 'CHANGELOG.md'), '## Unreleased\n\n- Next.\n\n## 1.2.0\n\n- This.\n');
  writeFileSync(join(root, '.gitignore'), '/release/\n');
  commit();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({
  PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
  GIT_CONFIG_GLOBAL: '/dev/null',
});

function git(...words: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  execFileSync('git', [...who, ...words], { cwd: root, env: env() });
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'A commit');
}

const release = () => makeRelease({ root, env: env(), tell: (line) => void told.push(line) });
const written = (name: string) => readFileSync(join(root, 'release', name), 'utf8');

describe('A release', () => {
  it('is a tarball, its checksum as sha256sum reads it, and what the changelog tells of it', () => {
    expect(release()).toBe(true);

    expect(readdirSync(join(root, 'release'))).toEqual([
      'NOTES.md',
      'SHA256SUMS',
      'acme-1.2.0.tgz',
    ]);
    const hash = createHash('sha256').update('packed').digest('hex');
    expect(written('SHA256SUMS')).toBe(`${hash}  acme-1.2.0.tgz\n`);
    expect(written('NOTES.md')).toBe('- This.\n');
    expect(told).toEqual([
      'release/acme-1.2.0.tgz',
      `release/SHA256SUMS: ${hash}`,
      'release/NOTES.md: what CHANGELOG.md tells of 1.2.0',
      'Not in the notes: what stands under "Unreleased" in CHANGELOG.md.',
    ]);
  });

  it('is made again, with its own tag or before it, and holds nothing of an earlier one', () => {
    release();
    writeFileSync(join(root, 'release/acme-1.1.0.tgz'), '');
    git('tag', '--annotate', '--message', 'Version 1.2.0', 'v1.2.0');

    expect(release()).toBe(true);
    expect(readdirSync(join(root, 'release'))).toEqual([
      'NOTES.md',
      'SHA256SUMS',
      'acme-1.2.0.tgz',
    ]);
  });

  it('is refused with its reasons, and then nothing is written', () => {
    git('tag', 'v1.2.0');
    commit();
    writeFileSync(join(root, 'new.txt'), '');

    expect(release()).toBe(false);
    expect(told).toEqual([
      expect.stringContaining('in no commit: ?? new.txt.'),
      expect.stringContaining('The tag v1.2.0 is there already'),
    ]);
    expect(existsSync(join(root, 'release'))).toBe(false);
  });
});
