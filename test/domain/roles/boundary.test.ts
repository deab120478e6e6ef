import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { boundaryFindings } from '../../../src/domain/roles/boundary.ts';
import { isAllowed } from '../../../src/domain/iam/evaluator.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { authRoleArn, bucketName } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { runs } from '../../support/counts.ts';

const boundary = 'arn:aws:iam::111122223333:policy/Developers';
const objects = `arn:aws:s3:::${bucketName}`;
const reads: Permission = { action: 's3:GetObject', resource: `${objects}/public/*` };
const after =
  policyDocument([reads, { action: 's3:PutObject', resource: `${objects}/public/*` }]) ?? '';

const bounding = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string, Resource = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, Resource = '*') => ({ Effect: 'Deny', Action, Resource });
const everything = allow('*');

/** What is found masked of a document, in whole and in part. */
function maskOf(document: string, bounds: string) {
  const change = { role: authRoleArn, after: document };
  const [masking] = boundaryFindings(change, boundary, found(bounds));
  if (!masking) return { masked: [], partly: [] };
  const { masked, partly } = masking.facts as Record<'masked' | 'partly', string[]>;
  return { masked, partly };
}

describe('What a permissions boundary takes away of a grant', () => {
  it.each([
    ['nothing, when it allows everything', [everything], [], []],
    ['nothing, when it allows the service', [allow('s3:*')], [], []],
    ['nothing, when it denies something else', [everything, deny('iam:*')], [], []],
    [
      'nothing, when it denies another bucket',
      [allow('s3:*'), deny('s3:*', 'arn:aws:s3:::x/*')],
      [],
      [],
    ],
    [
      'all, when it allows another service',
      [allow('dynamodb:*')],
      ['s3:GetObject', 's3:PutObject'],
      [],
    ],
    ['all, when it says nothing', [], ['s3:GetObject', 's3:PutObject'], []],
    ['an action that it does not allow', [allow('s3:Get*')], ['s3:PutObject'], []],
    ['nothing, when a wildcard within an action allows it', [allow('s3:*Object')], [], []],
    [
      'what a wildcard for one character of an action does not allow',
      [allow('s3:?etObject')],
      ['s3:PutObject'],
      [],
    ],
    [
      'what a wildcard within an action denies',
      [everything, deny('s3:P*Object')],
      ['s3:PutObject'],
      [],
    ],
    ['an action that it denies', [everything, deny('s3:PutObject')], ['s3:PutObject'], []],
    [
      'an action of another bucket only',
      [allow('s3:GetObject', 'arn:aws:s3:::other/*'), allow('s3:PutObject')],
      ['s3:GetObject'],
      [],
    ],
    [
      'a part, when it allows a narrower prefix',
      [allow('s3:GetObject', `${objects}/public/web/*`), allow('s3:PutObject')],
      [],
      ['s3:GetObject'],
    ],
    [
      'a part, when it denies a narrower prefix',
      [everything, deny('s3:PutObject', `${objects}/public/web/*`)],
      [],
      ['s3:PutObject'],
    ],
    [
      'a part, when it allows it under a condition',
      [allow('s3:*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })],
      [],
      ['s3:GetObject', 's3:PutObject'],
    ],
  ])('is %s', (_, statements, masked, partly) => {
    expect(maskOf(after, bounding(...statements))).toEqual({ masked, partly });
  });

  const but = (statement: object, Condition: object = {}) => ({ ...statement, Condition });
  const given = ['s3:GetObject', 's3:PutObject'];

  it.each<[string, object[], string[], string[]]>([
    [
      'what NotAction names',
      [{ ...everything, Action: undefined, NotAction: 's3:Put*' }],
      ['s3:PutObject'],
      [],
    ],
    [
      'nothing by a Deny of all but its service',
      [everything, { ...deny('*'), Action: undefined, NotAction: ['s3:*', 'sts:*'] }],
      [],
      [],
    ],
    [
      'all by a Deny of all but another service',
      [everything, { ...deny('*'), Action: undefined, NotAction: 'iam:*' }],
      given,
      [],
    ],
    [
      'all by a Deny of all but another bucket',
      [everything, { ...deny('s3:*'), Resource: undefined, NotResource: 'arn:aws:s3:::x/*' }],
      given,
      [],
    ],
    [
      'a part by a Deny of all but a narrower prefix',
      [
        everything,
        { ...deny('s3:*'), Resource: undefined, NotResource: `${objects}/public/web/*` },
      ],
      [],
      given,
    ],
    [
      'nothing where it asks for TLS',
      [but(everything, { Bool: { 'aws:SecureTransport': 'true' } })],
      [],
      [],
    ],
    [
      'nothing by a Deny of calls in plain text',
      [everything, but(deny('*'), { Bool: { 'aws:SecureTransport': 'false' } })],
      [],
      [],
    ],
    [
      'all where it allows another role alone',
      [but(everything, { ArnEquals: { 'aws:PrincipalArn': boundary } })],
      given,
      [],
    ],
    [
      'all by a Deny without MFA',
      [everything, but(deny('*'), { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
      given,
      [],
    ],
    [
      'a part by a Deny that a call decides',
      [everything, but(deny('*'), { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      [],
      given,
    ],
  ])('is, in the whole language of IAM, %s', (_, statements, masked, partly) => {
    expect(maskOf(after, bounding(...statements))).toEqual({ masked, partly });
  });

  it('is, of an old version, what its dollars and braces name as they stand', () => {
    const old = (Resource: string) =>
      bounding(everything, deny('s3:*', Resource)).replace('2012-10-17', '2008-10-17');

    expect(maskOf(after, old(`${objects}/\${aws:username}/*`))).toEqual({
      masked: [],
      partly: [],
    });
    expect(maskOf(after, old(`${objects}/*`))).toEqual({ masked: given, partly: [] });
  });

  it('is known by what federates those who have the role: users, or no functions', () => {
    const federated = but(everything, {
      StringEquals: { 'aws:FederatedProvider': 'cognito-identity.amazonaws.com' },
    });
    const judge = (by: 'users' | 'functions') =>
      boundaryFindings({ role: authRoleArn, after }, boundary, found(bounding(federated)), {
        by,
      });

    expect(judge('users')).toEqual([]);
    expect(judge('functions')).toEqual([
      expect.objectContaining({ facts: expect.objectContaining({ masked: given }) }),
    ]);
  });

  it('is a part of an action that gets through on one resource only', () => {
    const both = policyDocument([reads, { ...reads, resource: 'arn:aws:s3:::other/*' }]) ?? '';

    const mask = maskOf(both, bounding(allow('s3:GetObject', 'arn:aws:s3:::other/*')));

    expect(mask).toEqual({ masked: [], partly: ['s3:GetObject'] });
  });

  it('is nothing where it allows each prefix of a list by itself', () => {
    const listing = (Effect: string, ...prefixes: string[]) => ({
      Effect,
      Action: 's3:ListBucket',
      Resource: objects,
      Condition: { StringLike: { 's3:prefix': prefixes } },
    });
    const granted = bounding(listing('Allow', 'albums/*', 'public/*'));

    const bounds = bounding(listing('Allow', 'albums/*'), listing('Allow', 'public/*', 'x/*'));

    expect(maskOf(granted, bounds)).toEqual({ masked: [], partly: [] });
    expect(maskOf(granted, bounding(listing('Allow', 'albums/*')))).toMatchObject({
      partly: ['s3:ListBucket'],
    });
  });

  it('is what the evaluator says of a call: masked is denied, let through is allowed', () => {
    const actions = fc.constantFrom(
      's3:*',
      's3:GetObject',
      's3:Get*',
      's3:Put*',
      's3:*Object',
      's3:?utObject',
      '*',
    );
    const resources = fc.constantFrom(
      '*',
      `${objects}/*`,
      `${objects}/public/*`,
      `${objects}/p?b*`,
    );
    const statements = fc.array(
      fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: actions, Resource: resources }),
      { maxLength: 4 },
    );

    fc.assert(
      fc.property(statements, fc.stringMatching(/^[a-z/]{0,6}$/), (all, rest) => {
        const document = bounding(...all);
        const mask = maskOf(policyDocument([reads]) ?? '', document);
        const call = { action: 's3:GetObject', resource: `${objects}/public/${rest}` };

        const allowed = isAllowed([document], call);

        const masked = mask.masked.includes('s3:GetObject');
        const partly = mask.partly.includes('s3:GetObject');
        // Of a part nobody knows; the call may belong to it.
        expect([masked, !masked && !partly]).toEqual([
          masked && !allowed,
          !masked && !partly && allowed,
        ]);
      }),
      runs(100),
    );
  });
});

describe('The permissions boundary of a role', () => {
  const findingsOf = (text: string) =>
    boundaryFindings({ role: authRoleArn, after }, boundary, found(text));

  it('is named with the actions that it masks', () => {
    const [finding] = findingsOf(bounding(allow('s3:Get*', `${objects}/public/web/*`)));

    expect(finding).toMatchObject({
      code: 'BOUNDARY_MASKS_GRANT',
      severity: 'warning',
      subject: authRoleArn,
      message: `The permissions boundary ${boundary} of ${authRoleArn} does not allow s3:PutObject, and allows s3:GetObject in part or under conditions of its own only.`,
      needed: 's3:PutObject, s3:GetObject',
      facts: { role: authRoleArn, boundary, masked: ['s3:PutObject'], partly: ['s3:GetObject'] },
      look: `aws iam get-policy-version --policy-arn ${boundary} --version-id "$(aws iam get-policy --policy-arn ${boundary} --query Policy.DefaultVersionId --output text)"`,
    });
  });

  it('cannot be judged where it is no policy', () => {
    expect(findingsOf('no policy')).toEqual([
      expect.objectContaining({
        code: 'BOUNDARY_NOT_JUDGED',
        severity: 'info',
        facts: { role: authRoleArn, boundary, why: { because: 'other kinds of statements' } },
      }),
    ]);
  });

  it('cannot be judged when AWS does not show it, and the denied action is told', () => {
    const read = denied('iam:GetPolicyVersion');

    expect(boundaryFindings({ role: authRoleArn, after }, boundary, read)).toEqual([
      expect.objectContaining({ code: 'BOUNDARY_NOT_JUDGED', needed: 'iam:GetPolicyVersion' }),
    ]);
    expect(boundaryFindings({ role: authRoleArn, after }, boundary, notFound)).toEqual([
      expect.objectContaining({
        code: 'BOUNDARY_NOT_JUDGED',
        facts: { role: authRoleArn, boundary, why: { because: 'not found' } },
      }),
    ]);
  });

  it('is nothing to tell of where nothing is granted, or where there is none', () => {
    expect(boundaryFindings({ role: authRoleArn, after: null }, boundary, found('{}'))).toEqual([]);
    expect(boundaryFindings({ role: authRoleArn, after }, undefined, undefined)).toEqual([]);
  });
});
