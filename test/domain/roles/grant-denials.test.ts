import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { isPermitted } from '../../../src/domain/iam/evaluator.ts';
import { grantDenials } from '../../../src/domain/roles/grant-denials.ts';
import type { Reading } from '../../../src/domain/readings.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { bucketReading } from '../../support/builders/resources.ts';
import { found } from '../../support/builders/readings.ts';
import { runs } from '../../support/counts.ts';

const name = 'AmplifyImport-storefront.dev';
const on = (path: string) => `arn:aws:s3:::uploads/${path}`;
const allow = (path: string, action = 's3:GetObject'): Permission => ({
  action,
  resource: on(path),
});
const deny = (path: string, action?: string): Permission => ({
  ...allow(path, action),
  effect: 'Deny',
});
const listing = (effect: 'Allow' | 'Deny', ...prefixes: string[]): Permission => ({
  effect,
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::uploads',
  condition: { StringLike: { 's3:prefix': prefixes } },
});

const policy = (by: string, document: string) => ({ name: by, size: 0, document });

function denialsOf(ours: readonly Permission[], theirs: readonly Permission[]) {
  const change = { role: authRoleArn, after: policyDocument(ours) };
  return grantDenials(change, [policy(name, policyDocument(theirs) ?? '')], {});
}

describe('A Deny of somebody else on the same role', () => {
  it('is a warning that names the policy, the actions and the paths', () => {
    const change = { role: authRoleArn, after: policyDocument([allow('albums/*')]) };
    const theirs = policy('Guard', policyDocument([deny('albums/drafts/*')]) ?? '');

    expect(grantDenials(change, [theirs], {})).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_ON_ROLE',
        severity: 'warning',
        found: on('albums/drafts/*'),
        look: 'aws iam get-role-policy --role-name CognitoAuth --policy-name Guard',
        facts: {
          role: authRoleArn,
          policyName: 'Guard',
          actions: ['s3:GetObject'],
          denied: [on('albums/drafts/*')],
        },
      }),
    ]);
  });
});

describe('A Deny in the policy of a bucket', () => {
  const arn = 'arn:aws:s3:::uploads';
  const change = { role: authRoleArn, after: policyDocument([allow('albums/*')]) };
  const judge = (policy: Reading<string>) =>
    grantDenials(change, [], bucketReading('uploads', { policy }));
  const denying = (Resource: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Principal: '*', Action: 's3:Get*', Resource },
    });

  it('is a warning that names bucket, role and what is denied', () => {
    expect(judge(found(denying(`${arn}/*`)))).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_BY_BUCKET',
        severity: 'warning',
        subject: 'uploads',
        message: `The policy of the bucket uploads denies s3:Get* to ${authRoleArn}, and takes it from what is granted here.`,
        look: 'aws s3api get-bucket-policy --bucket uploads',
        facts: {
          role: authRoleArn,
          bucket: 'uploads',
          actions: ['s3:Get*'],
          denied: [`${arn}/*`],
        },
      }),
    ]);
  });

  it('names what decides it in each call', () => {
    const Condition = {
      NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
    };
    const policy = JSON.parse(denying(`${arn}/*`));
    const [told] = judge(
      found(JSON.stringify({ ...policy, Statement: { ...policy.Statement, Condition } })),
    );

    expect(told?.message).toBe(
      `The policy of the bucket uploads may deny s3:Get* to ${authRoleArn}, of what is granted here: aws:SourceIp, aws:SourceVpce decide that in each call.`,
    );
  });

  it('is weighed with the region of the bucket', () => {
    const onlyIn = (region: string) =>
      found(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            ...JSON.parse(denying('*')).Statement,
            Condition: { StringNotEquals: { 'aws:RequestedRegion': region } },
          },
        }),
      );

    expect(judge(onlyIn('eu-west-1'))).toEqual([]);
    expect(judge(onlyIn('us-east-1'))).toHaveLength(1);
  });

  it('is not told of another path, or where there is none', () => {
    expect(judge(found(denying(`${arn}/letters/*`)))).toEqual([]);
    expect(judge({ status: 'not-found' })).toEqual([]);
  });

  it('takes nothing of what is granted on another bucket', () => {
    const other = bucketReading('uploads-two', { policy: found(denying('*')) });

    expect(grantDenials(change, [], other)).toEqual([]);
  });
});

describe('A Deny of another link on the same role', () => {
  it('is a warning that names the link, the actions and the paths', () => {
    const theirs = [allow('albums/*'), deny('albums/drafts/*'), listing('Deny', 'albums/drafts/*')];

    expect(denialsOf([allow('albums/*'), listing('Allow', 'albums/*')], theirs)).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_BY_LINK',
        severity: 'warning',
        subject: authRoleArn,
        message: `The link storefront/dev denies s3:GetObject, s3:ListBucket on ${authRoleArn} by its policy ${name}, and takes it from what is granted here too.`,
        found: `${on('albums/drafts/*')}, albums/drafts/*`,
        look: `aws iam get-role-policy --role-name CognitoAuth --policy-name ${name}`,
        facts: {
          role: authRoleArn,
          policyName: name,
          actions: ['s3:GetObject', 's3:ListBucket'],
          denied: [on('albums/drafts/*'), 'albums/drafts/*'],
        },
      }),
    ]);
  });

  it.each<[string, readonly Permission[], readonly Permission[]]>([
    ['nothing is granted any more', [], [deny('albums/*')]],
    ['it is about another path', [allow('albums/*')], [deny('drafts/*')]],
    ['it is about another action', [allow('albums/*')], [deny('albums/*', 's3:PutObject')]],
    [
      'of its prefixes one is denied here too, and none of the others is granted',
      [listing('Allow', 'albums/*'), listing('Deny', 'albums/drafts/*')],
      [listing('Deny', 'albums/drafts/*', 'letters/*')],
    ],
    [
      'its prefixes are denied here by a wider one among others',
      [listing('Allow', 'albums/*'), listing('Deny', 'albums/d*', 'albums/x/*')],
      [listing('Deny', 'albums/drafts/*', 'albums/dated/*')],
    ],
    [
      'a wildcard within its action leaves out what is granted',
      [allow('albums/*')],
      [deny('albums/*', 's3:P*Object'), deny('albums/*', 's3:?utObject')],
    ],
    ['it is about another listing', [listing('Allow', 'albums/*')], [listing('Deny', 'drafts/*')]],
    [
      'this link denies the same',
      [allow('albums/*'), deny('albums/drafts/*')],
      [allow('albums/*'), deny('albums/drafts/*')],
    ],
  ])('is not told when %s', (_, ours, theirs) => {
    expect(denialsOf(ours, theirs)).toEqual([]);
  });

  it.each(['s3:*Object', 's3:?etObject', 'S3:getobject', 's*', '*'])(
    'is told by the wildcards of its action: %s',
    (action) => {
      const [told] = denialsOf([allow('albums/*')], [deny('albums/drafts/*', action)]);

      expect(told?.facts).toMatchObject({ actions: [action], denied: [on('albums/drafts/*')] });
    },
  );

  it('names of its prefixes those that take something away, each by itself', () => {
    const ours = [listing('Allow', 'albums/*'), listing('Deny', 'albums/drafts/*')];

    const [told] = denialsOf(ours, [listing('Deny', 'albums/drafts/*', 'albums/old/*', 'x/*')]);

    expect(told?.facts).toMatchObject({ denied: ['albums/old/*'] });
  });

  it('is told of the link whose policy somebody made something else of', () => {
    const change = { role: authRoleArn, after: policyDocument([allow('albums/*')]) };
    const edited = (NotAction: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', NotAction, Resource: '*' }],
      });

    expect(grantDenials(change, [policy(name, edited('s3:GetObject'))], {})).toEqual([]);
    expect(grantDenials(change, [policy(name, edited('s3:PutObject'))], {})).toEqual([
      expect.objectContaining({ code: 'GRANT_DENIED_BY_LINK' }),
    ]);
  });

  it('is told whenever it takes a call from what is granted', () => {
    const path = fc.constantFrom('a/*', 'a/b/*', 'a/b/c', 'b/*', '*', 'a/?/c');
    const call = fc.constantFrom('a/x', 'a/b/c', 'a/b/d', 'b/c', 'a/z/c');

    fc.assert(
      fc.property(fc.array(path), fc.array(path), call, (allowed, denied, called) => {
        const ours = allowed.map((one) => allow(one));
        const theirs = denied.map((one) => deny(one));
        const request = { action: 's3:GetObject', resource: on(called) };
        const isTaken = isPermitted(ours, request) && !isPermitted([...ours, ...theirs], request);

        expect(isTaken && denialsOf(ours, theirs).length === 0).toBe(false);
      }),
      runs(100),
    );
  });
});
