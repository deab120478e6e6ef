import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import {
  trustPolicy,
  trustStatement,
  type TrustStatement,
} from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  cognito,
  judgeStatements,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  sub,
  withCondition,
} from '../../support/builders/trust.ts';

const judge = (...statements: TrustStatement[]) => codes(judgeStatements(statements));
const right = trustStatement('authenticated');
const audIs = (value: unknown) => withCondition({ ...rightAmr, StringEquals: { [aud]: value } });
const amrBy = (operator: string, value: unknown = 'authenticated') =>
  withCondition({ ...rightAud, [operator]: { [amr]: value } });

describe('A role that its users cannot assume', () => {
  it.each<[string, TrustStatement[], string]>([
    ['no statement', [], 'no Allow statement'],
    [
      'the wrong action',
      [{ ...right, Action: 'sts:AssumeRole' }],
      `Allow sts:AssumeRole to Federated ${cognito}`,
    ],
    ['no action', [{ ...right, Action: undefined }], 'Allow nothing to'],
    [
      'all but the right action',
      [{ ...right, Action: undefined, NotAction: 'sts:AssumeRoleWithWeb*' }],
      'all but sts:AssumeRoleWithWeb*',
    ],
    ['no principal', [{ ...right, Principal: undefined }], 'to nobody'],
    [
      'a condition that can never hold',
      [withCondition({ ...rightAud, ...rightAmr, Null: { [sub]: true } })],
      'Null sub = true',
    ],
  ])('DOC-3: has TRUST_MISSING with %s', (_, statements, found) => {
    const findings = judgeStatements(statements);

    expect(codes(findings)).toEqual(['TRUST_MISSING']);
    expect(findings[0]?.found).toContain(found);
  });

  it.each<[string, TrustStatement, string, string]>([
    [
      'a look-alike',
      { Principal: { Federated: `${cognito}.evil.example` } },
      'TRUST_ANYONE',
      'evil.example',
    ],
    [
      'another federation',
      { Principal: { Federated: 'graph.facebook.com' } },
      'TRUST_ANYONE',
      'graph.facebook.com',
    ],
    ['a service', { Principal: { Service: cognito } }, 'TRUST_OTHER_PRINCIPAL', 'Service'],
  ])(
    'has TRUST_MISSING when the statement is for %s, which is told too',
    (_, change, code, who) => {
      const findings = judgeStatements([{ ...right, Condition: undefined, ...change }]);

      expect(codes(findings)).toEqual(['TRUST_MISSING', code]);
      expect(findings[1]?.found).toContain(who);
    },
  );

  it.each<[string, TrustStatement, string]>([
    ['a literal wildcard', audIs('*'), 'StringEquals aud = *'],
    ['an empty list', audIs([]), 'StringEquals aud = nothing'],
    ['capital letters', audIs(identityPoolId.toUpperCase()), 'EU-WEST-1'],
    [
      'the key of another issuer',
      withCondition({ ...rightAmr, StringEquals: { 'accounts.google.com:aud': identityPoolId } }),
      'StringEquals accounts.google.com:aud',
    ],
    [
      'another pool',
      withCondition({
        ...rightAmr,
        StringEquals: { [aud]: otherPoolId },
        StringLike: { [aud]: '*' },
      }),
      `StringEquals aud = ${otherPoolId} and StringLike aud = *`,
    ],
  ])('W-6: has TRUST_AUD_MISMATCH when aud is %s', (_, statement, found) => {
    const [finding] = judgeStatements([statement]);

    expect(finding).toMatchObject({ code: 'TRUST_AUD_MISMATCH', severity: 'error' });
    expect(finding?.found).toContain(found);
  });

  it.each<[string, TrustStatement]>([
    ['no set operator', amrBy('StringLike')],
    ['no set operator, if it exists', amrBy('StringEqualsIfExists')],
    ['all values, of which providers are some', amrBy('ForAllValues:StringLike')],
    ['an operator that lets tokens without it in', amrBy('ForAnyValue:StringLikeIfExists')],
    ['a word that is no kind', amrBy('ForAnyValue:StringLike', 'authenticate')],
    ['capital letters', amrBy('ForAnyValue:StringEquals', 'Authenticated')],
    ['nothing', amrBy('ForAnyValue:StringEquals', [])],
  ])('W-6: has TRUST_AMR_MISMATCH when amr is compared with %s', (_, statement) => {
    expect(judge(statement)[0]).toBe('TRUST_AMR_MISMATCH');
  });

  it.each<[string, TrustStatement]>([
    ['is that of guests', amrBy('ForAnyValue:StringLike', 'unauthenticated')],
    ['is that of guests, by no set operator', amrBy('StringLike', 'unauthenticated')],
    ['is not that of users', amrBy('ForAllValues:StringNotLike', 'authenticated')],
    ['is compared as an ARN', amrBy('ForAnyValue:ArnLike')],
  ])('has it beside what lets guests in where amr %s', (_, statement) => {
    expect(judge(statement)).toEqual(['TRUST_AMR_MISMATCH', 'TRUST_REACHED_BY_GUESTS']);
  });

  it('has both when neither is right', () => {
    const condition = { StringEquals: { [aud]: '*' }, 'ForAnyValue:StringLike': { [amr]: 'x' } };

    expect(judge(withCondition(condition))).toEqual(['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH']);
  });

  it('is told what the nearest statement lacks: aud of one is no aud of another', () => {
    expect(judge(audIs(otherPoolId), amrBy('ForAnyValue:StringLike', 'x'))).toEqual([
      'TRUST_AMR_MISMATCH',
      'TRUST_OTHER_POOL',
    ]);
  });

  it('is the guest role that takes signed-in users instead', () => {
    expect(codes(judgeStatements([right], 'guest'))).toEqual([
      'TRUST_AMR_MISMATCH',
      'TRUST_REACHED_BY_USERS',
    ]);
  });
});

describe('A Deny statement', () => {
  const deny = (Condition: unknown, change: TrustStatement = {}): TrustStatement => ({
    ...right,
    Effect: 'Deny',
    Condition,
    ...change,
  });

  it('is the finding of a role that Gen 1 left behind: denied, and not allowed either', () => {
    const findings = judgeStatements([deny(undefined)]);

    expect(codes(findings)).toEqual(['TRUST_DENIES']);
    expect(findings[0]?.message).toContain('no statement allows them');
  });

  it.each<[string, TrustStatement]>([
    ['everybody', deny(undefined, { Principal: '*', Action: '*' })],
    [
      'everybody but a service',
      deny(undefined, { Principal: undefined, NotPrincipal: { Service: 'x' } }),
    ],
    ['this pool', deny(rightAud)],
    ['signed-in users', deny(rightAmr)],
    ['every pool but another', deny({ StringNotEquals: { [aud]: otherPoolId } })],
  ])('that hits the users is an error: %s', (_, statement) => {
    expect(judge(right, statement)).toContain('TRUST_DENIES');
  });

  it.each<[string, TrustStatement]>([
    ['an address', deny({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    ['one identity', deny({ StringEquals: { [sub]: 'eu-west-1:x' } })],
    ['a provider', deny({ 'ForAnyValue:StringLike': { [amr]: 'graph.facebook.com' } })],
    ['an operator that cannot tell', deny({ StringNotEquals: { [amr]: 'authenticated' } })],
    ['any federation', deny(undefined, { Principal: { Federated: '*' } })],
  ])('that hits them perhaps is a warning: %s', (_, statement) => {
    const findings = judgeStatements([right, statement]);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'TRUST_MAY_DENY', severity: 'warning' }),
    ]);
  });

  it.each<[string, TrustStatement]>([
    ['guests', deny({ 'ForAnyValue:StringLike': { [amr]: 'unauthenticated' } })],
    ['other pools', deny({ StringNotEquals: { [aud]: identityPoolId } })],
    ['another action', deny(undefined, { Action: 'sts:TagSession' })],
    ['a service', deny(undefined, { Principal: { Service: 'lambda.amazonaws.com' } })],
    [
      'all but identity pools',
      deny(undefined, { Principal: undefined, NotPrincipal: right.Principal }),
    ],
  ])('that hits others is no matter: %s', (_, statement) => {
    expect(judge(right, statement)).toEqual([]);
  });
});

describe('An Allow statement whose condition cannot be judged', () => {
  it.each<[string, unknown]>([
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    ['aws:CurrentTime', { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }],
    [sub, { StringLike: { [sub]: 'eu-west-1:a*' } }],
    ['sts:DurationSeconds', { NumericLessThan: { 'sts:DurationSeconds': 3600 } }],
  ])('is a warning that names it: %s', (key, condition) => {
    const findings = judgeStatements([
      withCondition({ ...rightAud, ...rightAmr, ...(condition as object) }),
    ]);

    expect(codes(findings)).toEqual(['TRUST_MAY_DENY']);
    expect(findings[0]?.found).toContain(key === sub ? 'sub' : key);
  });

  it('is one for users of one provider', () => {
    expect(judge(amrBy('ForAnyValue:StringLike', 'graph.facebook.com'))).toEqual([
      'TRUST_MAY_DENY',
    ]);
  });

  it('is one for a wildcard for federations, whose meaning AWS does not tell', () => {
    const wildcard = { ...right, Principal: { Federated: '*' } };

    const findings = judgeStatements([wildcard]);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'TRUST_MAY_DENY', severity: 'warning' }),
    ]);
    expect(findings[0]?.found).toContain('Federated *');
    expect(judge(right, wildcard)).toEqual([]);
  });

  it('is no matter beside one that lets all users in', () => {
    expect(judge(right, amrBy('ForAnyValue:StringLike', 'graph.facebook.com'))).toEqual([]);
  });
});

describe('Policy variables', () => {
  const policy = (Version?: string) =>
    JSON.stringify({ ...(Version && { Version }), Statement: [audIs('${*}')] });

  it('are none in documents of the old version', () => {
    const [old] = judgeTrust(policy(), roles.authenticated, identityPoolId);

    expect(old?.code).toBe('TRUST_AUD_MISMATCH');
    expect(trustPolicy(audIs('${aws:x}'))).toContain('2012-10-17');
    expect(judge(audIs('${aws:x}'))).toEqual(['TRUST_OPEN_TO_ANY_POOL']);
  });
});
