import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { linkPartPattern } from '../../../src/contract/name-patterns.ts';
import { environmentOfBranch } from '../../../src/domain/fetch/branch-environment.ts';
import { runs } from '../../support/counts.ts';

describe('The environment of a branch', () => {
  it.each([
    ['main', 'prod'],
    ['master', 'prod'],
    ['prod', 'prod'],
    ['dev', 'dev'],
    ['pr-42', 'pr-42'],
    ['feature/login', 'feature-login'],
    ['Feature/JIRA-12_Log.in', 'feature-jira-12-log-in'],
    ['release/2026.11/', 'release-2026-11'],
    ['maintenance', 'maintenance'],
  ])('of %s is %s', (branch, env) => {
    expect(environmentOfBranch(branch)).toBe(env);
  });

  it.each(['Prod', 'prod_', '2026-release', '-', '', 'ветка', `feature/${'x'.repeat(40)}`])(
    'of %j has no name: it could be of another branch',
    (branch) => {
      expect(environmentOfBranch(branch)).toBeNull();
    },
  );

  it('is a name that a link can have, whatever the branch', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (branch) => {
        const env = environmentOfBranch(branch);

        expect(env ?? 'a').toMatch(linkPartPattern);
      }),
      runs(100),
    );
  });
});
