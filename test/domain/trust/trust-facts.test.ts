import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { agreedFacts, factsIn, type FindingCode } from '../../../src/contract/findings.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement, type TrustStatement } from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  cognito,
  guestAmr,
  judgeStatements,
  mendedBy,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  sub,
  withCondition,
} from '../../support/builders/trust.ts';
import { randomOthers, randomTrust } from '../../support/trust/random-trust.ts';
import { runs } from '../../support/counts.ts';

const right = trustStatement('authenticated');
const users = {
  role: authRoleArn,
  identityPool: identityPoolId,
  users: 'authenticated',
  principal: cognito,
};
const anyAud = { operator: 'StringLike', key: aud, values: ['*', otherPoolId] };
const service = { Effect: 'Allow', Principal: { Service: 'x' }, Action: 'sts:AssumeRole' };
const everybody = { Effect: 'Allow', Principal: '*', Action: 'sts:*' };
const google = { ...right, Principal: { Federated: 'accounts.google.com' }, Condition: undefined };
const from = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
const ofAddress = { operator: 'IpAddress', key: 'aws:SourceIp', values: ['10.0.0.0/8'] };
const { NotPrincipal, ...others } = { ...right, NotPrincipal: { AWS: 'x' }, Principal: undefined };

describe('The facts of a finding about trust', () => {
  it.each<[FindingCode, TrustStatement[], object]>([
    [
      'TRUST_MISSING',
      [service],
      {
        ...users,
        corrected: { Version: '2012-10-17', Statement: [right, service] },
        allows: [
          {
            actions: ['sts:AssumeRole'],
            notActions: null,
            principals: { Service: ['x'] },
            notPrincipals: null,
          },
        ],
      },
    ],
    [
      'TRUST_AUD_MISMATCH',
      [withCondition({ ...rightAmr, StringEquals: { [aud]: otherPoolId } })],
      {
        ...users,
        demand: {
          unconditional: false,
          conditions: [{ operator: 'StringEquals', key: aud, values: [otherPoolId] }],
        },
      },
    ],
    [
      'TRUST_AMR_MISMATCH',
      [withCondition({ ...rightAud, 'ForAnyValue:StringLike': { [amr]: 'x' } })],
      {
        ...users,
        demands: [
          {
            unconditional: false,
            conditions: [{ operator: 'ForAnyValue:StringLike', key: amr, values: ['x'] }],
          },
        ],
      },
    ],
    [
      'TRUST_OPEN_TO_ANY_POOL',
      [withCondition({ ...rightAmr, StringLike: { [aud]: anyAud.values } })],
      {
        ...users,
        demands: [
          {
            unconditional: false,
            conditions: [anyAud],
            leaks: [{ ...anyAud, values: ['*'], because: 'several pools' }],
          },
        ],
      },
    ],
    [
      'TRUST_REACHED_BY_GUESTS',
      [withCondition(rightAud)],
      { ...users, demands: [{ unconditional: false, conditions: [] }] },
    ],
    [
      'TRUST_DENIES',
      [right, { ...right, Effect: 'Deny' }],
      { ...users, statements: [{ ...right, Effect: 'Deny' }], allowed: true },
    ],
    [
      'TRUST_MAY_DENY',
      [
        withCondition({ ...rightAud, ...rightAmr, ...from }),
        { ...right, Effect: 'Deny', Condition: from },
      ],
      {
        ...users,
        doubts: [
          { because: 'condition of an Allow', condition: ofAddress },
          { because: 'conditions of a Deny', conditions: [ofAddress] },
        ],
      },
    ],
    [
      'TRUST_MAY_DENY',
      [{ ...right, Principal: { Federated: '*' } }],
      { ...users, doubts: [{ because: 'wildcard principal' }] },
    ],
    [
      'TRUST_NOT_PRINCIPAL',
      [right, { ...others, NotPrincipal }],
      { ...users, statements: [JSON.parse(JSON.stringify({ ...others, NotPrincipal }))] },
    ],
    [
      'TRUST_ANYONE',
      [right, everybody, google],
      {
        ...users,
        statements: [everybody, JSON.parse(JSON.stringify(google))],
        anybody: 'assume with a web identity',
        logins: ['accounts.google.com'],
      },
    ],
    ['TRUST_OTHER_PRINCIPAL', [right, service], { role: authRoleArn, principals: ['Service x'] }],
    [
      'TRUST_OTHER_POOL',
      [withCondition({ ...rightAmr, StringEquals: { [aud]: [otherPoolId, identityPoolId] } })],
      { role: authRoleArn, identityPools: [otherPoolId] },
    ],
  ])('are those of %s', (code, statements, facts) => {
    const told = judgeStatements(statements).find((finding) => finding.code === code);

    expect(told?.facts).toMatchObject(facts);
  });

  it('name the kind of user that the role is for, and the conditions that are agreed on', () => {
    const guests = { ...trustStatement('unauthenticated'), Condition: rightAud };
    const [told] = judgeStatements(
      [{ ...guests, Condition: { ...rightAud, ...guestAmr } }, guests],
      'guest',
    );
    const demands = [{ unconditional: false, conditions: [] }];

    expect(told?.code).toBe('TRUST_REACHED_BY_USERS');
    expect(told?.facts).toMatchObject({ role: guestRoleArn, users: 'unauthenticated', demands });
    expect(told && agreedFacts(told)).toEqual({ demands });
  });

  it('hold the policy that the command writes', () => {
    const [told] = judgeTrust('nonsense', roles.authenticated, identityPoolId);

    expect(told?.facts).toEqual({
      ...users,
      corrected: { Version: '2012-10-17', Statement: [right] },
    });
    expect(mendedBy(told)).toBe(JSON.stringify(told?.facts['corrected']));
  });

  it('are told in words that leave out what is the same for all conditions of the principal', () => {
    const bound = withCondition({ ...rightAud, ...rightAmr, StringLike: { [sub]: 'x*' } });

    expect(judgeStatements([bound])[0]?.found).toBe('Allow if StringLike sub = x*');
  });

  it('are as the catalogue declares them, whatever the trust policy is', () => {
    fc.assert(
      fc.property(fc.oneof(randomOthers, randomTrust), (Statement) => {
        const policy = JSON.stringify({ Version: '2012-10-17', Statement });

        for (const told of judgeTrust(policy, roles.authenticated, identityPoolId)) {
          const stored = JSON.parse(JSON.stringify(told));
          expect(factsIn(told.code as FindingCode, stored)).toEqual(told.facts);
        }
      }),
      runs(300),
    );
  });
});
