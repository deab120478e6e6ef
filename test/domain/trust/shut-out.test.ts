import { describe, expect, it } from '@jest/globals';

import { shutOutOf } from '../../../src/domain/trust/trust-policy.ts';
import { identityPoolId, providerName } from '../../support/builders/ids.ts';
import {
  trustPolicy,
  trustStatement,
  type TrustStatement,
} from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  guestAmr,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  withCondition,
} from '../../support/builders/trust.ts';

const shutOut = (
  statements: readonly TrustStatement[],
  sessionTags: Readonly<Record<string, string>> = {},
) =>
  shutOutOf(trustPolicy(...statements), roles.group, identityPoolId, {
    provider: providerName,
    guestsAllowed: true,
    sessionTags,
  });
const right = trustStatement('authenticated');
const otherPool = { StringEquals: { [aud]: otherPoolId } };

describe('A role keeps out everybody whom it is for', () => {
  it.each([
    ['without an Allow', [], ['TRUST_MISSING']],
    [
      'by trust in a service alone',
      [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
      ['TRUST_MISSING'],
    ],
    [
      'by trust in another pool',
      [withCondition({ ...otherPool, ...rightAmr })],
      ['TRUST_AUD_MISMATCH'],
    ],
    [
      'by trust in guests, though those are let in',
      [withCondition({ ...rightAud, ...guestAmr })],
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'by trust in guests of another pool',
      [withCondition({ ...otherPool, ...guestAmr })],
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'by trust in all pools but this one, though those are let in',
      [withCondition({ StringNotEquals: { [aud]: identityPoolId }, ...rightAmr })],
      ['TRUST_AUD_MISMATCH'],
    ],
    ['by a Deny', [right, trustStatement('authenticated', { Effect: 'Deny' })], ['TRUST_DENIES']],
  ])('%s', (_, statements, codes) => {
    expect(shutOut(statements)?.codes).toEqual(codes);
  });

  it('by the tags of their sessions, with the policy that allows those', () => {
    const shut = shutOut([right], { user: 'sub', plan: 'custom:plan' });

    expect(shut).toMatchObject({ codes: ['PRINCIPAL_TAGS_WITHOUT_TAG_SESSION'], claims: null });
    expect(shutOut([right, ...tagging(shut?.corrected)], { user: 'sub' })).toBeNull();
  });
});

describe('A Deny on the tagging of sessions keeps out whose sessions are tagged', () => {
  const both = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
  const allowing = { ...right, Action: both };
  const denyIf = (operator: string, more: TrustStatement = {}) => ({
    ...withCondition({ [operator]: { [amr]: 'unauthenticated' } }),
    Effect: 'Deny',
    Action: 'sts:TagSession',
    ...more,
  });

  it.each<[string, readonly TrustStatement[]]>([
    ['by an operator for several values', [allowing, denyIf('ForAllValues:StringNotEquals')]],
    ['by one for one value, however it is read', [allowing, denyIf('StringNotEquals')]],
    [
      'by whatever a wildcard means, in both statements',
      [
        right,
        { ...allowing, Principal: { Federated: '*' } },
        denyIf('StringNotEquals', { Principal: { Federated: '*' } }),
      ],
    ],
  ])('%s', (_, statements) => {
    expect(shutOut(statements, { user: 'sub' })?.codes).toEqual([
      'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION',
    ]);
  });

  it.each<[string, readonly TrustStatement[]]>([
    ['that is about guests', [allowing, denyIf('StringEquals')]],
    [
      'by a wildcard that an Allow by name stands beside',
      [allowing, denyIf('StringNotEquals', { Principal: { Federated: '*' } })],
    ],
  ])('but not one %s', (_, statements) => {
    expect(shutOut(statements, { user: 'sub' })).toBeNull();
  });
});

describe('A role keeps out those alone whose sessions are tagged', () => {
  const tags = { plan: 'custom:plan', tier: 'custom:plan', team: 'cognito:groups' };

  it('where not every token has a claim of a tag', () => {
    expect(shutOut([right], tags)).toMatchObject({
      codes: ['PRINCIPAL_TAGS_WITHOUT_TAG_SESSION'],
      claims: ['custom:plan', 'cognito:groups'],
    });
  });

  it('unless another fault keeps out everybody', () => {
    expect(shutOut([], tags)?.claims).toBeNull();
  });
});

/** The statements of a corrected policy. */
function tagging(corrected: Readonly<Record<string, unknown>> | null | undefined) {
  return (corrected?.['Statement'] ?? []) as TrustStatement[];
}

describe('A role does not keep out everybody whom it is for', () => {
  it.each([
    ['that is right', [right]],
    ['that lets in guests as well', [withCondition(rightAud)]],
    [
      'that lets in tokens without a kind',
      [
        withCondition({
          ...rightAud,
          'ForAllValues:StringLike': { [amr]: ['authenticated', 'cognito-idp.*'] },
        }),
      ],
    ],
    ['that lets in any pool', [withCondition(rightAmr)]],
    [
      'of which nobody can say beforehand',
      [withCondition({ ...rightAud, ...rightAmr, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
    ],
  ])('%s', (_, statements) => {
    expect(shutOut(statements)).toBeNull();
  });

  it('where its policy cannot be read', () => {
    const users = { provider: providerName, guestsAllowed: true };

    expect(shutOutOf('{', roles.group, identityPoolId, users)).toBeNull();
  });
});
