import { describe, expect, it } from '@jest/globals';

import type { PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import { planAfter, planOf, s3Call, statementsFor, whoIsLet, type Who } from './category-plan.ts';

const bucket = 'storefront-uploads';
const levels = planOf({
  storage: [
    {
      bucket,
      authenticated: ['create', 'read', 'delete'],
      guest: ['read'],
      groups: { admins: ['read', 'delete'] },
    },
  ],
});
const paths = planOf({
  storage: [
    {
      bucket,
      paths: {
        'photos/{entity_id}/*': { entity: ['read', 'write'], guest: ['get'] },
        'albums/*': { authenticated: ['read'], groups: { admins: ['read', 'write'] } },
        'albums/drafts/*': { groups: { admins: ['read', 'write', 'delete'] } },
      },
    },
  ],
});

describe('A plan of storage by levels', () => {
  it('writes these statements', () => {
    expect(statementsFor(levels, 'user')).toEqual([
      `allow s3:GetObject on ${bucket}/protected/*`,
      `allow s3:ListBucket on ${bucket} if s3:prefix is like "private/<own>/" or "private/<own>/*" or "protected/" or "protected/*" or "public/" or "public/*"`,
      `allow s3:PutObject on ${bucket}/uploads/*`,
      'allow s3:DeleteObject, s3:GetObject, s3:PutObject on',
      `  ${bucket}/private/<own>/*`,
      `  ${bucket}/public/*`,
      `allow s3:DeleteObject, s3:PutObject on ${bucket}/protected/<own>/*`,
    ]);
    expect(statementsFor(levels, 'guest')).toEqual([
      'allow s3:GetObject on',
      `  ${bucket}/protected/*`,
      `  ${bucket}/public/*`,
      `allow s3:ListBucket on ${bucket} if s3:prefix is like "protected/" or "protected/*" or "public/" or "public/*"`,
    ]);
    expect(statementsFor(levels, 'admin')).toEqual([
      `allow s3:DeleteObject on ${bucket}/protected/<own>/*`,
      `allow s3:GetObject on ${bucket}/protected/*`,
      `allow s3:ListBucket on ${bucket} if s3:prefix is like "private/<own>/" or "private/<own>/*" or "protected/" or "protected/*" or "public/" or "public/*"`,
      'allow s3:DeleteObject, s3:GetObject on',
      `  ${bucket}/private/<own>/*`,
      `  ${bucket}/public/*`,
    ]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['read what is public', s3Call('GetObject', `${bucket}/public/a`), all()],
    ['write what is public', s3Call('PutObject', `${bucket}/public/a`), ['user', 'other']],
    ['delete what is public', s3Call('DeleteObject', `${bucket}/public/a`), not('guest')],
    ["read a user's protected objects", s3Call('GetObject', `${bucket}/protected/user/a`), all()],
    [
      "write a user's protected objects",
      s3Call('PutObject', `${bucket}/protected/user/a`),
      ['user'],
    ],
    ["read a user's private objects", s3Call('GetObject', `${bucket}/private/user/a`), ['user']],
    [
      "read a member's private objects",
      s3Call('GetObject', `${bucket}/private/admin/a`),
      ['admin'],
    ],
    [
      "delete a user's protected objects",
      s3Call('DeleteObject', `${bucket}/protected/user/a`),
      ['user'],
    ],
    ["write a user's private objects", s3Call('PutObject', `${bucket}/private/user/a`), ['user']],
    ['put into uploads', s3Call('PutObject', `${bucket}/uploads/a`), ['user', 'other']],
    ['list what is public', s3Call('ListBucket', bucket, 'public/'), all()],
    ["list a user's private objects", s3Call('ListBucket', bucket, 'private/user/'), ['user']],
    ['list everything', s3Call('ListBucket', bucket), []],
    ['read the rest of the bucket', s3Call('GetObject', `${bucket}/a`), []],
    ['read another bucket', s3Call('GetObject', `${bucket}-2/public/a`), []],
    ['read the policy of the bucket', s3Call('GetBucketPolicy', bucket), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', levels)).toEqual([]);
    expect(whoIsLet(call, 'after', levels)).toEqual(who);
  });
});

describe('A plan of storage by paths', () => {
  it('writes these statements', () => {
    expect(statementsFor(paths, 'user')).toEqual([
      `allow s3:GetObject on ${bucket}/albums/*`,
      `allow s3:ListBucket on ${bucket} if s3:prefix is like "albums/" or "albums/*" or "photos/<own>/" or "photos/<own>/*"`,
      `allow s3:GetObject, s3:PutObject on ${bucket}/photos/<own>/*`,
      `deny s3:GetObject on ${bucket}/albums/drafts/*`,
      `deny s3:ListBucket on ${bucket} if s3:prefix is like "albums/drafts/" or "albums/drafts/*"`,
    ]);
    expect(statementsFor(paths, 'guest')).toEqual([`allow s3:GetObject on ${bucket}/photos/*`]);
    expect(statementsFor(paths, 'admin')).toEqual([
      `allow s3:DeleteObject on ${bucket}/albums/drafts/*`,
      `allow s3:ListBucket on ${bucket} if s3:prefix is like "albums/" or "albums/*"`,
      `allow s3:GetObject, s3:PutObject on ${bucket}/albums/*`,
    ]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ["read a user's photos", s3Call('GetObject', `${bucket}/photos/user/a`), ['user', 'guest']],
    ["write a user's photos", s3Call('PutObject', `${bucket}/photos/user/a`), ['user']],
    ["list a user's photos", s3Call('ListBucket', bucket, 'photos/user/'), ['user']],
    ['read albums', s3Call('GetObject', `${bucket}/albums/a`), not('guest')],
    ['write albums', s3Call('PutObject', `${bucket}/albums/a`), ['admin']],
    ['read drafts below the albums', s3Call('GetObject', `${bucket}/albums/drafts/a`), ['admin']],
    ['list drafts', s3Call('ListBucket', bucket, 'albums/drafts/'), ['admin']],
    ['delete drafts', s3Call('DeleteObject', `${bucket}/albums/drafts/a`), ['admin']],
    ['delete albums', s3Call('DeleteObject', `${bucket}/albums/a`), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', paths)).toEqual([]);
    expect(whoIsLet(call, 'after', paths)).toEqual(who);
  });

  it('takes back what a later request leaves out, for those alone', () => {
    const call = s3Call('GetObject', `${bucket}/albums/a`);
    const later = planAfter(paths, {
      storage: [{ bucket, paths: { 'albums/*': { groups: { admins: ['read'] } } } }],
    });

    expect(whoIsLet(call, 'before', later)).toEqual(['user', 'other', 'admin']);
    expect(whoIsLet(call, 'after', later)).toEqual(['admin']);
  });
});

function all(): Who[] {
  return ['user', 'other', 'guest', 'admin'];
}

function not(left: Who): Who[] {
  return all().filter((who) => who !== left);
}
