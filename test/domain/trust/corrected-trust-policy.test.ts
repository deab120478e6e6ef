import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { sessionActions } from '../../../src/contract/trust-statement.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement, type TrustStatement } from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  cognito,
  judgeStatements,
  mendedBy,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  withCondition,
} from '../../support/builders/trust.ts';

const right = trustStatement('authenticated');
const service = {
  Sid: 'Job',
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const account = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
const deny = (change: TrustStatement): TrustStatement => ({ ...right, Effect: 'Deny', ...change });
const elsewhere = { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
const office = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };

const otherPools = { StringNotEquals: { [aud]: identityPoolId } };
const otherKinds = { 'ForAllValues:StringNotEquals': { [amr]: 'authenticated' } };

const twoPools = { StringEquals: { [aud]: [identityPoolId, otherPoolId] } };

const mended = (...statements: TrustStatement[]): unknown => {
  const finding = judgeStatements(statements).find(({ command }) => command);
  return JSON.parse(mendedBy(finding)).Statement;
};

describe('The corrected trust policy', () => {
  it.each<[string, TrustStatement[], unknown[]]>([
    ['writes the right statement where there is none', [], [right]],
    ['writes it once', [withCondition(rightAmr), withCondition(rightAud)], [right]],
    [
      'keeps what is the business of others',
      [service, withCondition(rightAmr), account],
      [service, right, account],
    ],
    [
      'keeps statements of others that only tag sessions',
      [{ ...service, Action: 'sts:TagSession' }],
      [right, { ...service, Action: 'sts:TagSession' }],
    ],
    [
      'keeps pools that are named, and binds their kind',
      [withCondition(twoPools)],
      [withCondition({ ...twoPools, ...rightAmr })],
    ],
    [
      'keeps pools that are named beside a wildcard',
      [withCondition({ ...rightAmr, StringLike: { [aud]: ['*', otherPoolId] } })],
      [withCondition({ StringEquals: { [aud]: [identityPoolId, otherPoolId] }, ...rightAmr })],
    ],
    [
      'keeps a statement that is right for another pool',
      [withCondition({ StringEquals: { [aud]: otherPoolId }, ...rightAmr })],
      [right, withCondition({ StringEquals: { [aud]: otherPoolId }, ...rightAmr })],
    ],
    [
      'takes guests out of what names them beside the users of a provider of another pool',
      [
        withCondition({
          StringEquals: { [aud]: otherPoolId },
          'ForAnyValue:StringLike': { [amr]: ['graph.facebook.com', 'unauthenticated'] },
        }),
      ],
      [
        right,
        withCondition({
          StringEquals: { [aud]: otherPoolId },
          'ForAnyValue:StringLike': { [amr]: 'graph.facebook.com' },
        }),
      ],
    ],
    [
      'keeps other conditions of what it narrows, and adds nothing beside it',
      [withCondition({ ...rightAmr, ...office })],
      [withCondition({ ...rightAud, ...rightAmr, ...office })],
    ],
    [
      'keeps the tagging of sessions and the Sid',
      [
        {
          Sid: 'App',
          ...right,
          Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
          Condition: undefined,
        } as TrustStatement,
      ],
      [{ Sid: 'App', ...right, Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }],
    ],
    [
      'parts what identity pools and others share',
      [{ ...service, Principal: { Federated: cognito, ...service.Principal }, Action: 'sts:A*' }],
      [
        { Sid: 'Job', ...right },
        { ...service, Sid: undefined, Action: 'sts:A*' },
      ],
    ],
    [
      'names identity pools instead of a wildcard for federations',
      [
        { ...right, Principal: { Federated: '*' } },
        { ...account, Principal: '*' },
      ],
      [right],
    ],
    [
      'leaves out the login providers that nothing binds, and keeps who stands beside them',
      [
        {
          ...service,
          Principal: { ...service.Principal, Federated: [cognito, 'graph.facebook.com'] },
          Action: 'sts:A*',
        },
      ],
      [
        { Sid: 'Job', ...right },
        { ...service, Sid: undefined, Action: 'sts:A*' },
      ],
    ],
    [
      'keeps a login provider that is bound to an app',
      [
        withCondition(rightAmr),
        {
          ...right,
          Principal: { Federated: 'accounts.google.com' },
          Condition: { StringEquals: { 'accounts.google.com:aud': 'app' } },
        },
      ],
      [
        right,
        {
          ...right,
          Principal: { Federated: 'accounts.google.com' },
          Condition: { StringEquals: { 'accounts.google.com:aud': 'app' } },
        },
      ],
    ],
    ['leaves out who is everybody', [right, { ...account, Principal: '*' }], [right]],
    [
      'leaves out who is everybody but some',
      [right, { ...account, Principal: undefined, NotPrincipal: { AWS: '1' } }],
      [right],
    ],
    ['leaves out what lets nobody in', [{ ...right, Action: 'sts:AssumeRole' }], [right]],
    [
      'spares the users from the Deny that Gen 1 left behind',
      [deny({ Condition: undefined })],
      [right, deny({ Condition: otherPools }), deny({ Condition: otherKinds })],
    ],
    [
      'spares this pool from a Deny of all',
      [right, deny({ Principal: '*', Action: '*', Condition: undefined })],
      [
        right,
        deny({ Principal: '*', Action: '*', Condition: otherPools }),
        deny({ Principal: '*', Action: '*', Condition: otherKinds }),
      ],
    ],
    [
      'spares this pool from a Deny of all but another',
      [right, deny({ Condition: { StringNotEquals: { [aud]: otherPoolId } } })],
      [
        right,
        deny({ Condition: { StringNotEquals: { [aud]: [otherPoolId, identityPoolId] } } }),
        deny({ Condition: { StringNotEquals: { [aud]: otherPoolId }, ...otherKinds } }),
      ],
    ],
    [
      'keeps a Deny that protects, and one that nobody can judge',
      [
        withCondition(rightAud),
        deny({ Condition: elsewhere }),
        deny({ Principal: account.Principal, Condition: undefined }),
      ],
      [
        right,
        deny({ Condition: elsewhere }),
        deny({ Principal: account.Principal, Condition: undefined }),
      ],
    ],
  ])('%s', (_, statements, expected) => {
    const undefinedGone = JSON.parse(JSON.stringify(expected)) as unknown[];

    expect(mended(...statements)).toEqual(undefinedGone);
  });

  it('keeps everybody of one organization, for whatever is no web identity', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };

    expect(mended({ Effect: 'Allow', Principal: '*', Action: 'sts:*', Condition })).toEqual([
      { ...right, Action: ['sts:AssumeRoleWithWebIdentity', ...sessionActions] },
      {
        Effect: 'Allow',
        Principal: '*',
        Action: ['sts:AssumeRole', ...sessionActions],
        Condition,
      },
    ]);
  });

  it('keeps the Id and is of the current version, as which it is judged', () => {
    const statement = withCondition({ ...rightAmr, StringEquals: { [aud]: `\${${aud}}` } });
    const policy = JSON.stringify({ Version: '2008-10-17', Id: 'trust', Statement: statement });

    const [finding] = judgeTrust(policy, roles.authenticated, identityPoolId);

    expect(finding?.code).toBe('TRUST_AUD_MISMATCH');
    expect(JSON.parse(mendedBy(finding))).toEqual({
      Version: '2012-10-17',
      Id: 'trust',
      Statement: [right],
    });
  });

  it('leaves out what it could narrow when IAM would not take the length', () => {
    const long = [0, 1, 2, 3, 4].map((index) =>
      withCondition({
        ...rightAmr,
        StringEquals: { [`aws:PrincipalTag/${index}`]: 'y'.repeat(90) },
      }),
    );

    expect(mended(...long, service)).toEqual([right, service]);
  });
});
