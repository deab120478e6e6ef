import { describe, expect, it } from '@jest/globals';

import type { Grantee } from '../../../src/contract/grantee.ts';
import {
  categoriesFor,
  grantedCategories,
  grantedGroups,
  grantedResources,
  grantPlaces,
  grantsTo,
} from '../../../src/domain/grants/granted-to.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  everyCategory,
  graphqlApiId,
  mapArn,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { identityPoolId, userPoolId } from '../../support/builders/ids.ts';

const users: Grantee = { kind: 'authenticated' };
const guests: Grantee = { kind: 'guest' };
const members = (group: string): Grantee => ({ kind: 'group', group });
const granting = (written: WrittenGrants) => ({ grants: someGrants(written) });

const bucket = 'storefront-uploads';
const api = { api: restApiId, stage: 'prod' };
const groups = { admins: ['read' as const], staff: [] };

describe('Whom a request grants something to', () => {
  it.each<[string, WrittenGrants, Grantee, boolean]>([
    ['nobody by nothing', {}, users, false],
    ['users by storage', { storage: [{ bucket, authenticated: ['read'] }] }, users, true],
    ['nobody by an empty list', { storage: [{ bucket }] }, users, false],
    ['guests by storage', { storage: [{ bucket, guest: ['read'] }] }, guests, true],
    ['a group by storage', { storage: [{ bucket, groups }] }, members('admins'), true],
    [
      'users by what is their own',
      { storage: [{ bucket, paths: { 'x/{entity_id}/*': { entity: ['read'] } } }] },
      users,
      true,
    ],
    [
      'no group by what is of each user',
      { storage: [{ bucket, paths: { 'x/{entity_id}/*': { entity: ['read'] } } }] },
      members('admins'),
      false,
    ],
    [
      'users by a word that says yes',
      { graphql: [{ api: graphqlApiId, authenticated: true }] },
      users,
      true,
    ],
    [
      'nobody by a word that says no',
      { graphql: [{ api: graphqlApiId, authenticated: false }] },
      users,
      false,
    ],
    [
      'guests by fields of an API',
      { graphql: [{ api: graphqlApiId, guest: ['Query.list'] }] },
      guests,
      true,
    ],
    [
      'users by a path',
      { rest: [{ ...api, paths: [{ path: '/a' }, { path: '/b', authenticated: ['read'] }] }] },
      users,
      true,
    ],
    [
      'a group by a path',
      { rest: [{ ...api, paths: [{ path: '/', groups }] }] },
      members('admins'),
      true,
    ],
    [
      'no group by an empty list',
      { rest: [{ ...api, paths: [{ path: '/', groups }] }] },
      members('staff'),
      false,
    ],
    [
      'no group by the name of a method',
      { geo: [{ resource: mapArn, groups }] },
      members('toString'),
      false,
    ],
    ['users by events', { analytics: [{ stream: clicksArn, authenticated: true }] }, users, true],
  ])('is %s', (_, grants, grantee, expected) => {
    expect(grantsTo(granting(grants), grantee)).toBe(expected);
  });

  it('is told of every category', () => {
    const request = granting(everyCategory);

    for (const grantee of [users, guests, members('admins')]) {
      expect(categoriesFor(request, grantee)).toEqual(
        Object.keys(everyCategory).map((category) => `grants.${category}`),
      );
    }
  });

  it('names groups by their first mention, also those granted nothing', () => {
    const request = granting({
      rest: [
        {
          ...api,
          paths: [
            { path: '/a', groups: { staff: ['read'] } },
            { path: '/b', groups },
          ],
        },
      ],
      geo: [{ resource: mapArn, groups: { drivers: ['read'] } }],
    });

    expect(grantedGroups(request)).toEqual(['staff', 'admins', 'drivers']);
  });

  it('names the categories that grant something as fields of the request, and no emptied one', () => {
    const request = granting({
      storage: [{ bucket, groups: { admins: ['read'] } }],
      graphql: [{ api: graphqlApiId, authenticated: false }],
      geo: [{ resource: mapArn, guest: [] }],
      interactions: [{ bot: botId, alias: botAliasId, guest: true }],
    });

    expect(grantedCategories(request)).toEqual(['grants.storage', 'grants.interactions']);
  });

  it('names the places of a grant', () => {
    const request = granting({
      storage: [{ bucket }, { bucket: 'photos', paths: { 'x/*': {}, 'y/*': {} } }],
      rest: [{ ...api, paths: [{ path: '/a' }, { path: '/b' }] }],
    });

    expect(grantPlaces(request).map(({ where }) => where)).toEqual([
      'grants.storage.0',
      'grants.storage.1.paths.x/*',
      'grants.storage.1.paths.y/*',
      'grants.rest.0.paths.0',
      'grants.rest.0.paths.1',
    ]);
  });
});

describe('On what a request grants something', () => {
  const storage = [
    { bucket, paths: { 'x/*': { groups } } },
    { bucket: 'letters', authenticated: [], guest: [] },
    { bucket: 'notes', paths: { 'x/{entity_id}/*': { entity: ['read' as const] } } },
  ];
  const granted = (pool: string | null) => [
    ...grantedResources({ ...granting({ storage }), userPoolId, identityPoolId: pool }),
  ];

  it('is what anybody is given anything on', () => {
    expect(granted(identityPoolId)).toEqual([`s3::${bucket}`, 's3::notes']);
  });

  it('is nothing without an identity pool, whose roles would be given it', () => {
    expect(granted(null)).toEqual([]);
  });
});
