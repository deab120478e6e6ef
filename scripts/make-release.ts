import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf, releaseRefusals } from './releasable.ts';

/** Where a release is made. */
export type ReleasePlace = {
  /** The clone. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells people, line by line. */
  readonly tell: (line: string) => void;
};

/**
 * Makes in `release/` what is published of this version: the tarball, its checksum, and what the changelog tells
 * of it. Nothing is asked of the network, and the same commit gives the same bytes.
 *
 * @returns whether it was made; if not, every reason was told
 */
export function makeRelease({ root, env, tell }: ReleasePlace): boolean {
  const run = (program: string, ...words: readonly string[]) =>
    execFileSync(program, words, { cwd: root, env, encoding: 'utf8' });
  const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
  const read = (name: string) => readFileSync(join(root, name), 'utf8');

  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const changelog = read('CHANGELOG.md');
  const tags = linesOf(run('git', 'tag', '--list', 'v*'));
  const commitOf = (name: string) => run('git', 'rev-parse', `${name}^{commit}`).trim();
  const refusals = releaseRefusals({
    version,
    changelog,
    changes: linesOf(run('git', 'status', '--porcelain')),
    head: commitOf('HEAD'),
    tags: Object.fromEntries(tags.map((name) => [name, commitOf(`refs/tags/${name}`)])),
  });
  for (const reason of refusals) tell(reason);
  if (refusals.length > 0) return false;

  const folder = join(root, 'release');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  run('npm', 'pack', '--pack-destination', 'release', '--loglevel=error');
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, tarball)))
    .digest('hex');
  writeFileSync(join(folder, 'SHA256SUMS'), `${hash}  ${tarball}\n`);
  writeFileSync(join(folder, 'NOTES.md'), `${notesOf(changelog, version)}\n`);

  tell(`release/${tarball}`);
  tell(`release/SHA256SUMS: ${hash}`);
  tell(`release/NOTES.md: what CHANGELOG.md tells of ${version}`);
  if (notesOf(changelog, 'Unreleased') !== '')
    tell('Not in the notes: what stands under "Unreleased" in CHANGELOG.md.');
  return true;
}
