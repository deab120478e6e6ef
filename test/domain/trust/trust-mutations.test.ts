import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  guestAmr,
  mendedBy,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  withCondition,
  type RoleKind,
} from '../../support/builders/trust.ts';
import { mutantsOf } from '../../support/trust/mutants.ts';
import type { RawStatement } from '../../support/trust/naive-interpreter.ts';

const raw = (...statements: object[]) => statements as RawStatement[];
const denied = (Condition: object) => ({ ...withCondition(Condition), Effect: 'Deny' });
const lists = {
  StringEquals: { [aud]: [identityPoolId] },
  'ForAnyValue:StringLike': { [amr]: ['authenticated'] },
};
const twoPools = { ...rightAmr, StringEquals: { [aud]: [identityPoolId, otherPoolId] } };
const otherPools = { StringNotEquals: { [aud]: identityPoolId } };

/** Documents that are right, in which nothing is idle. */
const good: [string, RoleKind, RawStatement[]][] = [
  ['a role of signed-in users', 'authenticated', raw(trustStatement('authenticated'))],
  ['a role of guests', 'guest', raw(trustStatement('unauthenticated'))],
  ['a role of a group', 'group', raw(trustStatement('authenticated'))],
  ['lists of one', 'authenticated', raw(withCondition(lists))],
  ['two pools', 'authenticated', raw(withCondition(twoPools))],
  [
    'a Deny that keeps other pools out',
    'authenticated',
    raw(withCondition(rightAmr), denied(otherPools)),
  ],
  ['a Deny that keeps guests out', 'authenticated', raw(withCondition(rightAud), denied(guestAmr))],
  [
    'two Deny statements that keep all others out',
    'group',
    raw(withCondition(undefined), denied(otherPools), denied(guestAmr)),
  ],
];

const judge = (statements: readonly object[], kind: RoleKind) =>
  judgeTrust(trustPolicy(...statements), roles[kind], identityPoolId);
const verdict = (statements: readonly object[], kind: RoleKind) =>
  judge(statements, kind).map(({ code, found }) => [code, found]);

describe.each(good)('DOC-3: a good trust policy, %s,', (_, kind, statements) => {
  it('has neither an error nor a warning', () => {
    expect(judge(statements, kind).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each(mutantsOf(statements).map(({ change, statements: mutant }) => [change, mutant] as const))(
    'W-6: is another with a change to %s',
    (__, mutant) => {
      const findings = judge(mutant, kind);

      expect(verdict(mutant, kind)).not.toEqual(verdict(statements, kind));
      for (const finding of findings.filter(({ command }) => command)) {
        const mended = judgeTrust(mendedBy(finding), roles[kind], identityPoolId);
        expect(mended.filter(({ severity }) => severity === 'error')).toEqual([]);
      }
    },
  );
});
