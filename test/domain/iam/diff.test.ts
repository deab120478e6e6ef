import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { signedLines } from '../../../src/contract/statement-text.ts';
import { isAllowed, isPermitted } from '../../../src/domain/iam/evaluator.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { diffLines, policyDiff, type PolicyDiff } from '../../../src/domain/iam/diff.ts';
import { permissionsOf, policyDocument } from '../../../src/domain/iam/document.ts';
import { anyCall, anyPermissions } from './naive-policies.ts';
import { runs } from '../../support/counts.ts';

const object = (key: string) => `arn:aws:s3:::acme/${key}`;
const get = (key: string): Permission => ({ action: 's3:GetObject', resource: object(key) });
const put = (key: string): Permission => ({ action: 's3:PutObject', resource: object(key) });
const list = (...prefixes: string[]): Permission => ({
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::acme',
  condition: { StringLike: { 's3:prefix': prefixes } },
});
const diffOf = (before: readonly Permission[], after: readonly Permission[]) =>
  policyDiff(policyDocument(before), policyDocument(after));
const permissionsIn = (statements: PolicyDiff['added']) =>
  permissionsOf(JSON.stringify({ Version: '2012-10-17', Statement: statements })) ?? [];

describe('The difference of two policies', () => {
  it('is told by what they say, statement by statement', () => {
    const diff = diffOf([get('a/*'), put('a/*')], [get('a/*'), get('b/*')]);

    expect(diffLines(diff)).toEqual([
      `- allow s3:PutObject on ${object('a/*')}`,
      `+ allow s3:GetObject on ${object('b/*')}`,
      `  allow s3:GetObject on ${object('a/*')}`,
    ]);
  });

  it('shows one value more of a condition as that value', () => {
    const { added, removed, kept } = diffOf([list('a/', 'b/')], [list('a/', 'c/')]);

    expect(signedLines('+', added)).toEqual([
      '+ allow s3:ListBucket on arn:aws:s3:::acme if s3:prefix is like "c/"',
    ]);
    expect(signedLines('-', removed)).toEqual([
      '- allow s3:ListBucket on arn:aws:s3:::acme if s3:prefix is like "b/"',
    ]);
    expect(kept).toHaveLength(1);
  });

  it('takes a permission as new only if nothing wider gave it before, and as gone likewise', () => {
    expect(diffOf([get('*')], [get('a/*')])).toMatchObject({
      added: [],
      removed: [{ Resource: object('*') }],
      kept: [{ Resource: object('a/*') }],
    });
    expect(diffOf([get('a/*')], [get('*')])).toMatchObject({
      added: [{ Resource: object('*') }],
      removed: [],
      kept: [],
    });
  });

  it('tells denials that come and go, never as permissions', () => {
    const denied = { effect: 'Deny', ...get('a/x/*') } as const;

    expect(diffLines(diffOf([get('a/*'), denied], [get('a/*')]))).toEqual([
      `- deny s3:GetObject on ${object('a/x/*')}`,
      `  allow s3:GetObject on ${object('a/*')}`,
    ]);
    expect(diffOf([get('a/*')], [get('a/*'), denied]).added).toEqual([
      expect.objectContaining({ Effect: 'Deny' }),
    ]);
  });

  it('is none between other words for the same', () => {
    const before = JSON.stringify({
      Statement: { Action: ['s3:GetObject'], Effect: 'Allow', Resource: [object('a/*')] },
      Version: '2012-10-17',
    });

    expect(policyDiff(before, policyDocument([get('a/*')]))).toMatchObject({
      added: [],
      removed: [],
      overwrites: false,
    });
  });

  it('says that a policy of other words is overwritten, and repeats none of them', () => {
    const stranger =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"x","Resource":"*"}]}';

    const diff = policyDiff(stranger, policyDocument([get('a/*')]));

    expect(diffLines(diff)).toEqual([
      '- a policy that is not in the words of this project',
      `+ allow s3:GetObject on ${object('a/*')}`,
    ]);
  });

  it.each([
    [[], [get('a')], ['+']],
    [[get('a')], [], ['-']],
    [[], [], []],
  ])('is whole for a policy that comes, goes, or never was', (before, after, signs) => {
    expect(diffLines(diffOf(before, after)).map((line) => line[0])).toEqual(signs);
  });
});

describe('A difference of any two policies', () => {
  it('makes the one of the other: what is kept and added says all that comes after', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyCall, (one, other, call) => {
        const { added, kept } = diffOf(one, other);

        const after = policyDocument(other);
        expect(isPermitted(permissionsIn([...added, ...kept]), call)).toBe(
          isAllowed(after === null ? [] : [after], call),
        );
      }),
      runs(100),
    );
  });

  it('adds nothing that was there before, and removes nothing that stays', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyCall, (one, other, call) => {
        const { added, removed } = diffOf(one, other);
        const [before, after] = [policyDocument(one), policyDocument(other)];

        if (before === after) expect([...added, ...removed]).toEqual([]);
        const backwards = policyDiff(after, before);
        expect(backwards.added).toEqual(removed);
        expect(backwards.removed).toEqual(added);
        expect(isPermitted(permissionsIn(added), call)).toBe(
          isPermitted(permissionsIn(backwards.removed), call),
        );
      }),
      runs(100),
    );
  });
});
