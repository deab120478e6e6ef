import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { isAllowed } from '../../../src/domain/iam/evaluator.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { whoCanWhat } from '../../../src/domain/report/who-can-what.ts';
import { anyGrants } from '../../plans/any-request.ts';
import { documentOf, planOf, roleOf } from '../../plans/category-plan.ts';
import { identityKey } from '../../support/builders/ids.ts';
import { runs } from '../../support/counts.ts';

const own = '${cognito-identity.amazonaws.com:sub}';
const get = (key: string): Permission => ({ action: 's3:GetObject', resource: `b/${key}` });
const put = (key: string): Permission => ({ action: 's3:PutObject', resource: `b/${key}` });
const list = (...prefixes: string[]): Permission => ({
  action: 's3:ListBucket',
  resource: 'b',
  condition: { StringLike: { 's3:prefix': prefixes } },
});
const principal = (name: string, ...permissions: Permission[]) => ({
  principal: name,
  documents: [policyDocument(permissions) ?? []].flat(),
});

describe('Who can do what', () => {
  it('is told by what can be done, with everybody who can', () => {
    expect(
      whoCanWhat(identityKey, [
        principal('users', get('public/*'), put('public/*'), get(`private/${own}/*`)),
        principal('guests', get('public/*')),
        principal('admins', get('*')),
      ]),
    ).toEqual([
      { actions: ['s3:GetObject'], resource: 'b/*', who: ['admins'] },
      { actions: ['s3:GetObject'], resource: `b/private/${own}/*`, who: ['users', 'admins'] },
      { actions: ['s3:GetObject'], resource: 'b/public/*', who: ['users', 'guests', 'admins'] },
      { actions: ['s3:PutObject'], resource: 'b/public/*', who: ['users'] },
    ]);
  });

  it('leaves out those whom a Deny keeps from it, and what nobody can', () => {
    const denied = { effect: 'Deny', ...get('a/drafts/*') } as const;

    expect(
      whoCanWhat(identityKey, [
        principal('users', get('a/*'), denied),
        principal('admins', get('a/*')),
        principal('guests', { effect: 'Deny', ...get('x/*') }),
      ]),
    ).toEqual([
      { actions: ['s3:GetObject'], resource: 'b/a/*', who: ['users', 'admins'] },
      { actions: ['s3:GetObject'], resource: 'b/a/drafts/*', who: ['admins'] },
    ]);
  });

  it('tells actions and values together where they are for the same people', () => {
    expect(
      whoCanWhat(identityKey, [
        principal('users', get('a/*'), put('a/*'), list('a/', 'a/*', 'c/')),
        principal('guests', list('c/')),
      ]),
    ).toEqual([
      {
        actions: ['s3:ListBucket'],
        resource: 'b',
        asking: { 's3:prefix': ['a/', 'a/*'] },
        who: ['users'],
      },
      {
        actions: ['s3:ListBucket'],
        resource: 'b',
        asking: { 's3:prefix': ['c/'] },
        who: ['users', 'guests'],
      },
      { actions: ['s3:GetObject', 's3:PutObject'], resource: 'b/a/*', who: ['users'] },
    ]);
  });

  it('is nobody where there is no policy', () => {
    expect(whoCanWhat(identityKey, [])).toEqual([]);
    expect(whoCanWhat(identityKey, [principal('users')])).toEqual([]);
  });

  it('agrees with the policies of any plan, answer by answer', () => {
    const people = ['user', 'guest', 'admin'] as const;

    fc.assert(
      fc.property(anyGrants(), (written) => {
        const plan = planOf(written);
        const documents = (who: (typeof people)[number]) =>
          [documentOf(plan, roleOf[who], 'after') ?? []].flat();

        const answers = whoCanWhat(
          identityKey,
          people.map((who) => ({ principal: who, documents: documents(who) })),
        );

        for (const { actions, resource, asking = {}, who } of answers) {
          const concrete = (text: string) => text.replaceAll(own, 'me').replaceAll('*', 'zz');
          const keys = Object.entries(asking).map(([key, [value = '']]) => [key, concrete(value)]);
          const context = {
            'cognito-identity.amazonaws.com:sub': 'me',
            ...(Object.fromEntries(keys) as Record<string, string>),
          };
          for (const action of actions) {
            const call = { action, resource: concrete(resource), context };
            expect(people.filter((one) => isAllowed(documents(one), call))).toEqual(who);
          }
        }
      }),
      runs(30),
    );
  });
});
