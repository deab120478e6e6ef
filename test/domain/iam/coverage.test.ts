import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { uncoveredBy, withoutCovered } from '../../../src/domain/iam/coverage.ts';
import {
  plainPermissions,
  type PlainPermission,
  type Permission,
} from '../../../src/domain/iam/permission.ts';
import { coversPattern } from '../../../src/domain/pattern-match.ts';
import { actionTokens, literalTokens, patternTokens } from '../../../src/domain/pattern.ts';
import { runs } from '../../support/counts.ts';

/** Pieces of patterns in which a start is easily mistaken: escapes, variables in two cases, lone signs. */
const pieces = ['a', 'b', '*', '?', '$', '${$}', '${*}', '${aws:x}', '${AWS:X}', "${aws:x, 'a'}"];
const pattern = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((list) => list.join(''));
const permission: fc.Arbitrary<Permission> = fc.record(
  {
    effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    action: fc.constantFrom('s3:Get', 's3:Get*', 'S3:get'),
    resource: pattern,
    condition: fc.record({
      StringLike: fc.dictionary(
        fc.constantFrom('s3:prefix', 'S3:Prefix', 'aws:y'),
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        { maxKeys: 2 },
      ),
      StringEquals: fc.dictionary(
        fc.constantFrom('s3:prefix'),
        fc.array(pattern, { minLength: 1, maxLength: 2 }),
        { maxKeys: 1 },
      ),
    }),
  },
  { requiredKeys: ['action', 'resource'] },
);
const permissions = fc
  .array(permission, { minLength: 1, maxLength: 8 })
  .map((list) => plainPermissions(list));

/** Whether one permission says what another does, by the definition alone and without any search. */
function says(wider: PlainPermission, narrower: PlainPermission): boolean {
  const tokensOf = (operator: string, value: string) =>
    operator === 'StringLike' ? patternTokens(value) : literalTokens(value);
  return (
    wider.effect === narrower.effect &&
    coversPattern(actionTokens(wider.action), actionTokens(narrower.action)) &&
    coversPattern(patternTokens(wider.resource), patternTokens(narrower.resource)) &&
    wider.constraints.every((wide) =>
      narrower.constraints.some(
        (narrow) =>
          narrow.key.toLowerCase() === wide.key.toLowerCase() &&
          narrow.values.every((its) =>
            wide.values.some((one) =>
              coversPattern(tokensOf(wide.operator, one), tokensOf(narrow.operator, its)),
            ),
          ),
      ),
    )
  );
}

describe('Permissions that others cover', () => {
  it('are all that one of the others says, however they are written', () => {
    fc.assert(
      fc.property(permissions, permissions, (some, others) => {
        const expected = some.filter((one) => !others.some((other) => says(other, one)));

        expect(uncoveredBy(some, others)).toEqual(expected);
      }),
      runs(2_000),
    );
  });

  it('are left out of a list until each that is left says something of its own', () => {
    fc.assert(
      fc.property(permissions, (list) => {
        const kept = withoutCovered(list);

        for (const one of kept) {
          expect(kept.filter((other) => other !== one && says(other, one))).toEqual([]);
        }
        for (const one of list) expect(kept.some((other) => says(other, one))).toBe(true);
      }),
      runs(2_000),
    );
  });

  it.each([
    ['a${$}b*', 'a$bc'],
    ['a$b*', 'a${$}bc'],
    ['${aws:x}/*', '${AWS:X}/a'],
  ])('%s covers %s', (wider, narrower) => {
    const plain = (resource: string) => plainPermissions([{ action: 's3:Get', resource }]);

    expect(uncoveredBy(plain(narrower), plain(wider))).toEqual([]);
  });
});
