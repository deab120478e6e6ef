import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  isAllowed,
  callersAmong,
  isPermitted,
  type PolicyRequest,
} from '../../../src/domain/iam/evaluator.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { anyCall, anyPermissions, naivelyAllowed } from './naive-policies.ts';
import { runs } from '../../support/counts.ts';

const someCalls = fc.array(anyCall, { minLength: 5, maxLength: 8 });
const documentsOf = (...lists: (readonly Permission[])[]) =>
  lists.flatMap((list) => policyDocument(list) ?? []);
const get = (resource: string, context: PolicyRequest['context'] = {}): PolicyRequest => ({
  action: 's3:GetObject',
  resource,
  context,
});
const allowing = (resource: string, rest: Partial<Permission> = {}) =>
  documentsOf([{ action: 's3:GetObject', resource, ...rest }]);

describe('A document that is made of permissions', () => {
  it('allows exactly the calls that they allow one by one', () => {
    fc.assert(
      fc.property(anyPermissions, someCalls, (list, calls) => {
        const documents = documentsOf(list);

        for (const call of calls) {
          expect(isAllowed(documents, call)).toBe(naivelyAllowed(list, call));
        }
      }),
      runs(300),
    );
  });

  it('of two environments together allows exactly what either allows, less what either denies', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, someCalls, (one, other, calls) => {
        const union = documentsOf([...one, ...other]);

        for (const call of calls) {
          const expected = naivelyAllowed([...one, ...other], call);
          expect(isAllowed(union, call)).toBe(expected);
          expect(isAllowed(documentsOf(one, other), call)).toBe(expected);
        }
      }),
      runs(150),
    );
  });

  it('answers as its permissions do without a document', () => {
    fc.assert(
      fc.property(anyPermissions, anyCall, (list, call) => {
        expect(isPermitted(list, call)).toBe(isAllowed(documentsOf(list), call));
      }),
      runs(100),
    );
  });
});

describe('A call', () => {
  const own = 'arn:aws:s3:::acme/private/${cognito-identity.amazonaws.com:sub}/*';
  const sub = 'cognito-identity.amazonaws.com:sub';

  it.each<[string, string, PolicyRequest, boolean]>([
    ['of the very resource', 'arn:aws:s3:::acme/a', get('arn:aws:s3:::acme/a'), true],
    ['of another resource', 'arn:aws:s3:::acme/a', get('arn:aws:s3:::acme/ab'), false],
    ['under a star', 'arn:aws:s3:::acme/*', get('arn:aws:s3:::acme/a/b'), true],
    [
      'of the bucket that a longer name begins with',
      'arn:aws:s3:::acme/*',
      get('arn:aws:s3:::acme2/a'),
      false,
    ],
    ['for one character', 'arn:aws:s3:::acme/?', get('arn:aws:s3:::acme/a'), true],
    ['for two characters under one', 'arn:aws:s3:::acme/?', get('arn:aws:s3:::acme/ab'), false],
    ['of what is its own', own, get('arn:aws:s3:::acme/private/me/a', { [sub]: 'me' }), true],
    ["of others' own", own, get('arn:aws:s3:::acme/private/me/a', { [sub]: 'you' }), false],
    [
      'whose own name looks like a pattern',
      own,
      get('arn:aws:s3:::acme/private/me/a', { [sub]: '*' }),
      false,
    ],
    ['without an own name', own, get('arn:aws:s3:::acme/private//a'), false],
    ['of a key with a star in its name', 'x/${*}', get('x/*'), true],
    ['of any key beside one with a star in its name', 'x/${*}', get('x/a'), false],
    ['of a key with a question mark', 'x/${?}', get('x/a'), false],
    ['of a key with a dollar sign', 'x/${$}{a}', get('x/${a}'), true],
    ['with a default for what it lacks', "x/${aws:PrincipalTag/team, 'web'}", get('x/web'), true],
    [
      'with a value beside the default',
      "x/${aws:PrincipalTag/team, 'web'}",
      get('x/web', { 'aws:PrincipalTag/team': 'ops' }),
      false,
    ],
  ])('%s', (_, resource, call, allowed) => {
    expect(isAllowed(allowing(resource), call)).toBe(allowed);
  });

  it('of another action is denied, and its case is no matter', () => {
    const documents = allowing('x');

    expect(isAllowed(documents, { action: 's3:PutObject', resource: 'x' })).toBe(false);
    expect(isAllowed(documents, { action: 'S3:getobject', resource: 'x' })).toBe(true);
  });

  it('is denied by a Deny, however wide the Allow, and by nothing at all', () => {
    const allow = { action: 's3:*', resource: 'x/*' };
    const deny = { effect: 'Deny', action: 's3:GetObject', resource: 'x/a/*' } as const;

    expect(isAllowed(documentsOf([allow, deny]), get('x/a/1'))).toBe(false);
    expect(isAllowed(documentsOf([allow], [deny]), get('x/a/1'))).toBe(false);
    expect(isAllowed(documentsOf([allow, deny]), get('x/b/1'))).toBe(true);
    expect(isAllowed([], get('x/b/1'))).toBe(false);
  });

  it.each([
    ['StringLike', 'eu-*', 'eu-west-1', true],
    ['StringEquals', 'eu-*', 'eu-west-1', false],
    ['StringEquals', 'eu-west-1', 'eu-west-1', true],
    ['StringLike', 'eu-west-1', undefined, false],
  ] as const)('under %s "%s" with %s', (operator, value, region, allowed) => {
    const condition = { [operator]: { 'aws:RequestedRegion': [value] } };
    const context = region === undefined ? {} : { 'AWS:requestedregion': region };

    expect(isAllowed(allowing('*', { condition }), get('x', context))).toBe(allowed);
  });

  it('must meet every key of a condition, each by any value', () => {
    const condition = { StringEquals: { k: ['a', 'b'], l: ['c'] } };
    const documents = allowing('*', { condition });

    expect(isAllowed(documents, get('x', { k: 'b', l: 'c' }))).toBe(true);
    expect(isAllowed(documents, get('x', { k: 'b', l: 'b' }))).toBe(false);
  });
});

describe('A document of another language', () => {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 's3:GetObject', Resource: '*' }],
    ['NotResource', { Effect: 'Allow', Action: '*', NotResource: 'x' }],
    ['another operator', { ...statement, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['a principal', { ...statement, Principal: '*' }],
  ])('is not judged, for %s', (_, Statement) => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement });

    expect(() => isAllowed([document], get('x'))).toThrow(
      expect.objectContaining({ name: 'PolicyFault' }),
    );
  });

  it('is not judged when it is older than variables, or no JSON', () => {
    for (const document of [JSON.stringify({ Statement: statement }), 'nonsense']) {
      expect(() => isAllowed([document], get('x'))).toThrow('cannot be judged');
    }
  });
});

describe('Who can', () => {
  it('names those whom their documents and their own identity allow', () => {
    const documents = allowing('x/${sub}/*');
    const principals = [
      { principal: 'signed-in users', documents, context: { sub: 'me' } },
      { principal: 'another user', documents, context: { sub: 'you' } },
      { principal: 'guests', documents: [] },
    ];

    expect(callersAmong(principals)({ action: 's3:GetObject', resource: 'x/me/1' })).toEqual([
      'signed-in users',
    ]);
  });
});
