import { describe, expect, it } from '@jest/globals';

import {
  grantedCategories,
  grantedGroups,
  grantPlaces,
  grantsTo,
  type Grantee,
} from '../../../src/domain/request/granted-to.ts';
import { aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const nothing = storageGrants();
/** Grants as the rule sees them: only whom they name matters here. */
const granting = (grants: object) => ({ grants: { ...nothing, ...grants } as typeof nothing });
const groups = { admins: ['read'], staff: [] };

describe('Whom a request grants something to', () => {
  it.each<[string, object, Grantee, boolean]>([
    ['nobody by nothing', {}, 'authenticated', false],
    [
      'users by storage',
      { storage: [aStorageGrant({ authenticated: ['read'] })] },
      'authenticated',
      true,
    ],
    ['nobody by an empty list', { storage: [aStorageGrant()] }, 'authenticated', false],
    ['guests by storage', { storage: [aStorageGrant({ guest: ['read'] })] }, 'guest', true],
    [
      'a group by storage',
      { storage: [aStorageGrant({ groups: { a: ['read'] } })] },
      { group: 'a' },
      true,
    ],
    [
      'owners by the paths of storage',
      { storage: [{ paths: { 'x/{entity_id}/*': { entity: ['read'] } } }] },
      'authenticated',
      true,
    ],
    [
      'users by a word that says yes',
      { graphql: [{ api: 'a', authenticated: true }] },
      'authenticated',
      true,
    ],
    [
      'nobody by a word that says no',
      { graphql: [{ api: 'a', authenticated: false }] },
      'authenticated',
      false,
    ],
    ['guests by fields of an API', { graphql: [{ guest: ['Query.list'] }] }, 'guest', true],
    [
      'users by a path',
      { rest: [{ paths: [{}, { authenticated: ['read'] }] }] },
      'authenticated',
      true,
    ],
    ['a group by a path', { rest: [{ paths: [{ groups }] }] }, { group: 'admins' }, true],
    ['no group by an empty list', { rest: [{ paths: [{ groups }] }] }, { group: 'staff' }, false],
    ['no group by the name of a method', { geo: [{ groups }] }, { group: 'toString' }, false],
    [
      'users by events',
      { analytics: [{ stream: 's', authenticated: true }] },
      'authenticated',
      true,
    ],
    [
      'nobody by what is no grant',
      { predictions: ['authenticated', null, 7] },
      'authenticated',
      false,
    ],
  ])('is %s', (_, grants, grantee, expected) => {
    expect(grantsTo(granting(grants), grantee)).toBe(expected);
  });

  it('names groups by their first mention, also those granted nothing', () => {
    const request = granting({
      rest: [{ paths: [{ groups: { staff: ['read'] } }, { groups }] }],
      geo: [{ groups: { drivers: ['read'] } }],
    });

    expect(grantedGroups(request)).toEqual(['staff', 'admins', 'drivers']);
  });

  it('names categories as fields of the request', () => {
    const request = granting({ storage: [aStorageGrant()], interactions: [{}] });

    expect(grantedCategories(request)).toEqual(['grants.storage', 'grants.interactions']);
  });

  it('names the places of a grant', () => {
    const request = granting({ rest: [{ paths: [{}, {}] }] });

    expect(grantPlaces(request).map(({ where }) => where)).toEqual([
      'grants.rest.0',
      'grants.rest.0.paths.0',
      'grants.rest.0.paths.1',
    ]);
  });
});
