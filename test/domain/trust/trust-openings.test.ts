import { describe, expect, it } from '@jest/globals';

import { codes } from '../../support/builders/codes.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
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
  withCondition,
} from '../../support/builders/trust.ts';

const judge = (...statements: TrustStatement[]) => codes(judgeStatements(statements));
const right = trustStatement('authenticated');
const guests = trustStatement('unauthenticated');
const amrBy = (operator: string, value: unknown) =>
  withCondition({ ...rightAud, [operator]: { [amr]: value } });

describe('The role of signed-in users', () => {
  it.each<[string, TrustStatement]>([
    ['amr is missing', withCondition(rightAud)],
    ['amr is that of guests', guests],
    ['amr is either', amrBy('ForAnyValue:StringLike', ['authenticated', 'unauthenticated'])],
    ['amr is anything', amrBy('ForAnyValue:StringLike', '*')],
    ['amr is a pattern of both', amrBy('ForAnyValue:StringLike', '*authenticated')],
    ['amr is compared as an ARN', amrBy('ForAnyValue:ArnLike', 'authenticated')],
    ['amr is not something else', amrBy('ForAnyValue:StringNotEquals', 'x')],
    ['all amr are something', amrBy('ForAllValues:StringLike', '*')],
    [
      'guests of another pool get in',
      {
        ...guests,
        Condition: { ...(guests.Condition as object), StringEquals: { [aud]: otherPoolId } },
      },
    ],
  ])('DOC-3: is reached by guests when %s', (_, statement) => {
    const findings = judgeStatements([right, statement]);

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'TRUST_REACHED_BY_GUESTS', severity: 'error' }),
    );
  });

  it('is not when a Deny keeps them out', () => {
    expect(judge(withCondition(rightAud), { ...guests, Effect: 'Deny' })).toEqual([]);
  });

  it('still is when the operator of the Deny cannot tell', () => {
    const deny = withCondition({ ...rightAud, StringLike: { [amr]: 'unauthenticated' } });

    expect(judge(withCondition(rightAud), { ...deny, Effect: 'Deny' })).toEqual([
      'TRUST_REACHED_BY_GUESTS',
    ]);
  });

  it('is not by a pattern that guests do not meet', () => {
    expect(judge(amrBy('ForAnyValue:StringLike', 'authent*'))).toEqual([]);
  });
});

describe('The role of guests', () => {
  it('is reached by signed-in users, which is a warning', () => {
    expect(judgeStatements([guests, withCondition(rightAud)], 'guest')).toEqual([
      expect.objectContaining({
        code: 'TRUST_REACHED_BY_USERS',
        severity: 'warning',
        found: 'no condition on amr',
      }),
    ]);
  });
});

describe('Others whom a role trusts', () => {
  const service = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com', AWS: ['arn:aws:iam::111122223333:root'] },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };

  it('are listed, as a warning', () => {
    expect(judgeStatements([right, service])).toEqual([
      expect.objectContaining({
        code: 'TRUST_OTHER_PRINCIPAL',
        severity: 'warning',
        found: 'Service lambda.amazonaws.com, AWS arn:aws:iam::111122223333:root',
      }),
    ]);
  });

  it('are the users of another federation, whatever its conditions are', () => {
    const google = {
      ...right,
      Principal: { Federated: 'accounts.google.com' },
      Condition: { StringEquals: { 'accounts.google.com:aud': 'x' } },
    };

    expect(judge(right, google)).toEqual(['TRUST_OTHER_PRINCIPAL']);
  });

  it.each<[string, TrustStatement]>([
    ['who may only tag sessions', { ...service, Action: 'sts:TagSession' }],
    [
      'whose condition only an identity pool meets',
      { ...right, Principal: { Federated: [cognito, 'graph.facebook.com'] } },
    ],
    ['whom nothing allows', { ...service, Effect: 'Deny' }],
  ])('are not those %s', (_, statement) => {
    expect(judge(right, statement)).toEqual([]);
  });

  it('are not those whom a Deny of all others keeps out', () => {
    const deny = { ...right, Principal: '*', Effect: 'Deny', Action: '*' };
    const Condition = { StringNotEquals: { [aud]: identityPoolId } };

    expect(judge(right, service, { ...deny, Condition })).toEqual([]);
  });

  it.each<[string, TrustStatement, boolean]>([
    ['*', { Principal: '*', Action: 'sts:AssumeRole' }, false],
    ['AWS *', { Principal: { AWS: '*' }, Action: 'sts:*' }, true],
    [
      'AWS * among others',
      { Principal: { AWS: ['arn:aws:iam::1:root', '*'] }, Action: 'sts:AssumeRole' },
      false,
    ],
    ['* with the right action only', { Principal: '*', Action: right.Action }, true],
    [
      '* with a condition that binds nobody',
      {
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
      false,
    ],
    [
      '* of any organization',
      {
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } },
      },
      false,
    ],
  ])('are anybody with %s, an error', (_, change, byPools) => {
    const findings = judgeStatements([right, { Effect: 'Allow', ...change }]);

    expect(findings[0]).toMatchObject({ code: 'TRUST_ANYONE', severity: 'error' });
    expect(findings[0]?.message.includes('CVE-2024-28056')).toBe(byPools);
  });

  it('are a warning with * of one organization, and nobody with the right conditions', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    const organization = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Condition };

    expect(judge(right, organization)).toEqual(['TRUST_OTHER_PRINCIPAL']);
    expect(judge({ ...right, Principal: '*' })).toEqual([]);
  });

  it('are everybody but those in NotPrincipal, an error', () => {
    const statement = {
      ...right,
      Principal: undefined,
      NotPrincipal: { AWS: 'arn:aws:iam::1:root' },
    };

    expect(judgeStatements([right, statement])).toEqual([
      expect.objectContaining({ code: 'TRUST_NOT_PRINCIPAL', severity: 'error' }),
    ]);
  });
});

describe('Pools of other partitions', () => {
  const uuid = '11111111-2222-4333-8444-555555555555';
  const trusting = (principal: string, poolId: string) =>
    trustPolicy(
      trustStatement('authenticated', {
        Principal: { Federated: principal },
        Condition: {
          StringEquals: { [`${principal}:aud`]: poolId },
          'ForAnyValue:StringLike': { [`${principal}:amr`]: 'authenticated' },
        },
      }),
    );
  const ofChina = 'cognito-identity.amazonaws.com.cn';
  const ofBeijing = 'cognito-identity.cn-north-1.amazonaws.com.cn';
  const principals: readonly (readonly [region: string, ...names: string[]])[] = [
    ['eu-west-1', cognito],
    ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    // AWS documents none of these.
    ['cn-north-1', ofBeijing, ofChina, cognito],
    [
      'us-iso-east-1',
      'cognito-identity.us-iso-east-1.c2s.ic.gov',
      'cognito-identity.c2s.ic.gov',
      cognito,
    ],
  ];

  it.each(principals)(
    'a pool of %s is trusted by %s and no name of elsewhere',
    (region, ...names) => {
      const poolId = `${region}:${uuid}`;

      for (const other of principals.flatMap(([, ...all]) => all)) {
        const found = codes(judgeTrust(trusting(other, poolId), roles.authenticated, poolId));
        expect(found).toEqual(
          names.includes(other) ? [] : ['TRUST_MISSING', 'TRUST_OTHER_PRINCIPAL'],
        );
      }
    },
  );

  it('a principal and keys under two names of which AWS says nothing are taken together', () => {
    const poolId = `cn-north-1:${uuid}`;
    const mixed = trusting(ofChina, poolId).replace(
      `"Federated":"${ofChina}"`,
      `"Federated":"${cognito}"`,
    );

    expect(mixed).toContain(`"Federated":"${cognito}"`);
    expect(judgeTrust(mixed, roles.authenticated, poolId)).toEqual([]);
  });

  it.each([
    ['the name that the document has', ofChina, ofChina],
    ['the likeliest one where it has none', 'accounts.google.com', ofBeijing],
  ])('a correction names %s', (_, named, written) => {
    const poolId = `cn-north-1:${uuid}`;
    const open = trustPolicy(
      trustStatement('authenticated', {
        Principal: { Federated: named },
        Condition: { StringEquals: { [`${named}:aud`]: poolId } },
      }),
    );

    const [{ command } = {}] = judgeTrust(open, roles.authenticated, poolId);

    expect(command).toContain(`"Federated":"${written}"`);
    expect(command).toContain(`"${written}:amr":"authenticated"`);
  });

  it('condition keys of another partition protect nothing and let nobody in', () => {
    const govCloud = 'cognito-identity-us-gov.amazonaws.com:aud';
    const keys = { ...rightAmr, StringEquals: { [govCloud]: identityPoolId } };

    expect(judge(withCondition(keys))).toEqual(['TRUST_AUD_MISMATCH']);
    expect(judge(withCondition({ ...rightAmr, StringNotEquals: { [govCloud]: 'x' } }))).toEqual([
      'TRUST_OPEN_TO_ANY_POOL',
    ]);
  });
});
