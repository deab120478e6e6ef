import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import productPackage from '../../package.json' with { type: 'json' };
import {
  notesOf,
  publishingRefusals,
  releaseRefusals,
  type ReleaseFacts,
} from '../../scripts/releasable.ts';

const changelog =
  '# Changelog\n\n## Unreleased\n\n- Next.\n\n## 1.2.0\n\n- This.\n\n## 1.1.0\n\n- Old.\n';

const releasable = (facts: Partial<ReleaseFacts> = {}): ReleaseFacts => ({
  version: '1.2.0',
  changelog,
  changes: [],
  head: 'c'.repeat(40),
  tags: { 'v1.1.0': 'a'.repeat(40) },
  ...facts,
});

describe('A version', () => {
  it('is released when it has its section, from a clean tree, before its tag or at it', () => {
    expect(releaseRefusals(releasable())).toEqual([]);
    expect(releaseRefusals(releasable({ tags: { 'v1.2.0': 'c'.repeat(40) } }))).toEqual([]);
  });

  it('is refused with each reason at once', () => {
    const changes = [' M src/a.ts', '?? b', '?? c', '?? d', '?? e'];
    const tags = { 'v1.3.0': 'a'.repeat(40), 'v1.2.0': 'c'.repeat(40) };

    expect(releaseRefusals(releasable({ version: '1.3.0', changes, tags }))).toEqual([
      'The working tree has what is in no commit: M src/a.ts, ?? b, ?? c, and 2 more. Commit it, or take it away.',
      'CHANGELOG.md says nothing under "## 1.3.0", the version of package.json. Move there what stands under "Unreleased".',
      'The tag v1.3.0 is there already, at aaaaaaaa. Raise the version of package.json.',
      'This commit has the tag v1.2.0, but package.json says 1.3.0.',
    ]);
  });

  it('is refused when its section is empty', () => {
    const empty = changelog.replace('- This.', '');

    expect(releaseRefusals(releasable({ changelog: empty }))).toEqual([
      expect.stringContaining('says nothing under "## 1.2.0"'),
    ]);
  });

  it('has what stands under it as its notes, to the next version', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('- This.');
    expect(notesOf(changelog, '1.1.0')).toBe('- Old.');
    expect(notesOf(changelog, '1.2')).toBe('');
    expect(notesOf(readFileSync('CHANGELOG.md', 'utf8'), productPackage.version)).toMatch(/^- /);
  });
});

describe('A package', () => {
  it.each([
    'github:acme/import',
    'https://github.com/acme/import',
    { type: 'git', url: 'git+https://github.com/acme/import.git' },
  ])('is published from the repository that it names: %j', (repository) => {
    expect(publishingRefusals({ repository }, 'acme/import')).toEqual([]);
  });

  it('is refused when it is private, or names another repository or none', () => {
    expect(publishingRefusals({ private: true }, 'acme/import')).toEqual([
      expect.stringContaining('package.json is private'),
      expect.stringMatching(/names no repository, .* set "repository" to "github:acme\/import"\.$/),
    ]);
    expect(publishingRefusals({ repository: 'github:acme/imports' }, 'acme/import')).toEqual([
      expect.stringContaining('names the repository github:acme/imports, '),
    ]);
  });
});

describe('The workflow that releases', () => {
  const workflow = readFileSync('.github/workflows/release.yml', 'utf8');
  const jobs = Object.fromEntries(
    workflow
      .slice(workflow.indexOf('\njobs:'))
      .split(/^ {2}(?=\w+:$)/m)
      .slice(1)
      .map((text) => [text.split(':', 1)[0] ?? '', text]),
  );
  const rightsOf = (job = '') =>
    [...job.matchAll(/^ {6}([\w-]+: (?:read|write))$/gm)].map(([, right]) => right);

  it('gives each job the rights that it needs, and what runs the tests none to write', () => {
    expect(workflow).toMatch(/^permissions: \{\}$/m);
    expect(
      Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, rightsOf(job)])),
    ).toEqual({
      test: ['contents: read'],
      make: ['contents: read'],
      publish: ['id-token: write'],
      attach: ['contents: write'],
    });
    expect(jobs['make']).toContain('persist-credentials: false');
  });

  it('refuses, tests and makes, in this order, before it publishes with a provenance', () => {
    const steps = [...workflow.matchAll(/run: (.*)$/gm)].map(([, command = '']) => command);

    expect(steps.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
      'node scripts/publishable.mjs "$GITHUB_REPOSITORY"',
      'bash .ci/run',
      'npm run release',
      'sha256sum --check SHA256SUMS',
      'npm publish ./*.tgz',
      'gh release create',
    ]);
    expect(steps).toContain('npm publish ./*.tgz --provenance --access public');
  });

  it('takes each action at one commit', () => {
    const actions = [...workflow.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);

    expect(actions.length).toBeGreaterThan(4);
    for (const action of actions)
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
