import { describe, expect, it } from '@jest/globals';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import type { Principal } from '../../../src/domain/iam/evaluator.ts';
import { whoCanWhat } from '../../../src/domain/report/who-can-what.ts';
import { identityKey } from '../../support/builders/ids.ts';
import { timesAsLong } from '../../support/growth.ts';
import { millisecondsOf } from '../../support/processor-time.ts';

const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];

/** Groups each of which may do everything with the same places. */
function groups(count: number, places: number): readonly Principal[] {
  const permissions = Array.from({ length: places }, (_, at) =>
    actions.map((action) => ({ action, resource: `arn:aws:s3:::bucket-${at}/public/*` })),
  ).flat();
  const documents = [policyDocument(permissions) ?? ''];
  return Array.from({ length: count }, (_, at) => ({ principal: `group ${at}`, documents }));
}

/** Milliseconds of the faster of two runs: the first one compiles. */
function took(principals: readonly Principal[]): number {
  const times = [1, 2].map(() => millisecondsOf(() => whoCanWhat(identityKey, principals)));
  return Math.min(...times);
}

describe('Who can do what, by how long it takes to tell', () => {
  it.each([
    ['20 buckets for 60 groups', groups(60, 20)],
    ['30 paths for 96 groups', groups(96, 30)],
  ])('is told within two seconds: %s', (_, principals) => {
    expect(took(principals)).toBeLessThan(2_000);
  });

  it.each([
    ['groups', groups(40, 40), groups(80, 40)],
    ['places', groups(40, 40), groups(40, 80)],
  ])('takes about twice as long, and not four times, for twice as many %s', (_, few, many) => {
    const growth = timesAsLong((principals) => whoCanWhat(identityKey, principals), few, many, 2.6);

    expect(growth).toBeLessThan(2.6);
  });

  it('is told soon of long policies that name other actions each', () => {
    const principals = Array.from({ length: 100 }, (_, group) => ({
      principal: `group ${group}`,
      documents: [
        policyDocument(
          Array.from({ length: 100 }, (_entry, at) => ({
            action: `s3:Get${group}x${at}`,
            resource: '*',
          })),
        ) ?? '',
      ],
    }));

    expect(took(principals)).toBeLessThan(2_000);
  });
});
