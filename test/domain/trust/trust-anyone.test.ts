import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement } from '../../support/builders/identity-pool.ts';
import { judgeStatements, mendedBy, roles } from '../../support/builders/trust.ts';

const right = trustStatement('authenticated');
const account = '111122223333';
const all = (Condition: unknown) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
  Condition,
});

type Row = [operator: string, key: string, value: string | string[]];

describe('Everybody in AWS', () => {
  it.each<Row>([
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:*'],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:root'],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::11112222333?:root'],
    ['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/*'],
    // The path of somebody's role may spell the rest of it.
    ['StringLike', 'aws:PrincipalArn', `arn:*:iam::${account}:role/*`],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::${aws:PrincipalAccount}:root'],
    ['ArnLikeIfExists', 'aws:PrincipalArn', `arn:aws:iam::${account}:root`],
    ['ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:root`],
    ['ForAllValues:ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:root`],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'],
    ['StringLike', 'aws:PrincipalAccount', '1*'],
    ['StringLike', 'aws:SourceAccount', '1*'],
    ['ArnLike', 'aws:PrincipalAccount', account],
    ['NumericEquals', 'aws:PrincipalAccount', account],
    ['StringEquals', 'aws:PrincipalAccount', '${aws:PrincipalAccount}'],
    ['StringEqualsIfExists', 'aws:PrincipalAccount', account],
    ['StringNotEquals', 'aws:PrincipalAccount', account],
    ['StringLike', 'aws:PrincipalAccount', [account, '9*']],
    ['Null', 'aws:PrincipalOrgID', 'false'],
    ['StringLike', 'aws:PrincipalOrgID', 'o-*'],
    ['StringLike', 'aws:PrincipalOrgID', 'o-abcde*'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-*/*'],
    ['ForAllValues:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'],
    ['StringLike', 'aws:userid', 'A*'],
    ['StringLike', 'aws:userid', '*:session'],
    ['StringEquals', 'aws:PrincipalTag/team', 'app'],
  ])('is let in by %s %s = %s, an error', (operator, key, value) => {
    const findings = judgeStatements([right, all({ [operator]: { [key]: value } })]);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'TRUST_ANYONE', severity: 'error' }),
    ]);
    expect(JSON.parse(mendedBy(findings[0])).Statement).toEqual([right]);
  });

  it.each<Row>([
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/*`],
    ['ArnEquals', 'aws:PrincipalArn', `arn:*:iam::${account}:user/*`],
    ['StringLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:*`],
    ['StringEquals', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/app`],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:::bucket'],
    ['StringEquals', 'aws:PrincipalAccount', account],
    ['StringLike', 'AWS:principalAccount', [account, '444455556666']],
    ['StringEquals', 'aws:SourceAccount', account],
    ['StringLike', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'],
    ['StringLike', 'aws:userid', 'AROACKCEVSQ6C2EXAMPLE:*'],
  ])('is narrowed to certain ones by %s %s = %s, a warning', (operator, key, value) => {
    const findings = judgeStatements([right, all({ [operator]: { [key]: value } })]);

    expect(codes(findings)).toEqual(['TRUST_OTHER_PRINCIPAL']);
  });

  it.each<Row>([
    ['StringEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:root'],
    ['StringEqualsIgnoreCase', 'aws:PrincipalAccount', '1*'],
    ['StringEquals', 'aws:PrincipalOrgID', []],
  ])('is nobody by %s %s = %s, where a wildcard is a character', (operator, key, value) => {
    expect(judgeStatements([right, all({ [operator]: { [key]: value } })])).toEqual([]);
  });
});

const google = 'accounts.google.com';
const github = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
const auth0 = `arn:aws:iam::${account}:oidc-provider/app.auth0.com/`;
const signed = (Federated: unknown, Condition?: unknown) => ({
  ...right,
  Principal: { Federated },
  Condition,
});
const claim = (operator: string, key: string, value: unknown) => ({
  [operator]: { [key]: value },
});
const gitHubClaim = (operator: string, name: string, value: unknown) =>
  claim(operator, `token.actions.githubusercontent.com:${name}`, value);

describe('Everybody with a token of a provider', () => {
  it.each<[string, unknown, unknown]>([
    ['Google', google, undefined],
    ['Login with Amazon', 'www.amazon.com', undefined],
    ['Facebook', 'graph.facebook.com', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['any app of Google', google, claim('StringLike', `${google}:aud`, '*')],
    ['any app of Google, perhaps', google, claim('StringEqualsIfExists', `${google}:aud`, 'x')],
    ['all apps of Google but one', google, claim('StringNotEquals', `${google}:aud`, 'x')],
    ['a claim that the caller picks', google, claim('StringEquals', `${google}:oaud`, 'x')],
    ['the key of somebody else, perhaps', google, claim('StringNotEquals', 'x.example:aud', 'x')],
    ['GitHub, whose audience all choose', github, gitHubClaim('StringEquals', 'aud', 'sts')],
    ['any repository', github, gitHubClaim('StringLike', 'sub', 'repo:*')],
    ['owners of one beginning', github, gitHubClaim('StringLike', 'sub', 'repo:octo*')],
    ['guests of GovCloud pools', 'cognito-identity-us-gov.amazonaws.com', undefined],
    ['any provider', '*', claim('StringLike', `${google}:aud`, '*')],
  ])('is let in, an error: %s', (_, federated, condition) => {
    const findings = judgeStatements([right, signed(federated, condition)]);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'TRUST_ANYONE', severity: 'error' }),
    ]);
    expect(findings[0]?.message).toContain(federated === '*' ? 'any provider' : String(federated));
    expect(JSON.parse(mendedBy(findings[0])).Statement).toEqual([right]);
  });

  it.each<[string, unknown, unknown]>([
    ['an app of Google', google, claim('StringEquals', `${google}:aud`, 'x')],
    ['an app of Amazon', 'www.amazon.com', claim('StringEquals', 'www.amazon.com:app_id', 'x')],
    ['a user of Facebook', 'graph.facebook.com', claim('StringLike', 'graph.facebook.com:id', '1')],
    ['an app of an OIDC provider', auth0, claim('StringEquals', 'app.auth0.com/:aud', 'x')],
    ['an owner at GitHub', github, gitHubClaim('StringLike', 'sub', 'repo:octo/*')],
    ['an owner by id', github, gitHubClaim('StringEquals', 'repository_owner_id', '1')],
    ['an app of any provider', '*', claim('StringEquals', `${google}:aud`, 'x')],
    ['a directory', `arn:aws:iam::${account}:saml-provider/staff`, undefined],
  ])('is narrowed to certain ones, a warning: %s', (_, federated, condition) => {
    const statement = { ...signed(federated, condition), Action: 'sts:*' };

    expect(codes(judgeStatements([right, statement]))).toEqual(['TRUST_OTHER_PRINCIPAL']);
  });

  it.each<[string, object]>([
    ['the claims of another', signed(google, claim('StringEquals', 'x.example:aud', 'x'))],
    ['another action', { ...signed(google), Action: 'sts:AssumeRole' }],
  ])('is nobody by %s', (_, statement) => {
    expect(judgeStatements([right, statement])).toEqual([]);
  });

  it.each<[string, string]>([
    ['an OIDC provider', auth0],
    ['a user pool', github.replace(/[^/]+$/, 'cognito-idp.eu-west-1.amazonaws.com/p')],
  ])('is a warning where the owner has set it up, and nothing is taken away: %s', (_, own) => {
    const findings = judgeStatements([right, signed(own)]);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'TRUST_ANYONE', severity: 'warning' }),
    ]);
    expect(findings[0]?.facts).toMatchObject({ logins: [own], own: true, corrected: null });
    expect(findings[0]?.command).toBeUndefined();
  });

  it('keeps the provider of the owner when identity pools beside it are narrowed', () => {
    const [finding] = judgeStatements([signed(['cognito-identity.amazonaws.com', auth0])]);

    expect(finding?.code).toBe('TRUST_OPEN_TO_ANY_POOL');
    expect(JSON.parse(mendedBy(finding)).Statement).toEqual([
      right,
      JSON.parse(JSON.stringify(signed(auth0))),
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    ['an app', claim('StringEquals', `${google}:aud`, 'x'), ['TRUST_OTHER_PRINCIPAL']],
    ['any app', claim('StringLike', `${google}:aud`, '*'), ['TRUST_ANYONE']],
    [
      'two issuers at once, which is nobody',
      { StringEquals: { [`${google}:aud`]: 'x', 'graph.facebook.com:app_id': 'y' } },
      [],
    ],
  ])('is judged as of the issuer whose claim binds everybody in AWS: %s', (_, Condition, told) => {
    const anybody = { Effect: 'Allow', Principal: '*', Action: right.Action, Condition };
    const findings = judgeStatements([right, anybody]);

    expect(codes(findings)).toEqual(told);
    expect(findings[0]?.facts['principals'] ?? [`Federated ${google}`]).toEqual([
      `Federated ${google}`,
    ]);
    expect(judgeStatements([right, { ...anybody, Action: 'sts:AssumeRole' }])).toEqual([]);
  });

  it('is told beside the identity pools of anybody', () => {
    expect(codes(judgeStatements([signed(['cognito-identity.amazonaws.com', google])]))).toEqual([
      'TRUST_OPEN_TO_ANY_POOL',
      'TRUST_ANYONE',
    ]);
  });

  it('is one error with everybody in AWS', () => {
    const findings = judgeStatements([right, all(undefined), signed(google)]);

    expect(codes(findings)).toEqual(['TRUST_ANYONE']);
    expect(findings[0]?.message).toMatch(/anybody in AWS .* anybody with a token of accounts/);
    const mended = judgeTrust(mendedBy(findings[0]), roles.authenticated, identityPoolId);
    expect(mended).toEqual([]);
  });
});
