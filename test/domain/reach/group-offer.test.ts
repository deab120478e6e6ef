import { describe, expect, it } from '@jest/globals';

import { groupOffers, hasAllOfUsers } from '../../../src/domain/reach/group-offer.ts';
import { userReachFindings } from '../../../src/domain/reach/user-reach.ts';
import { graphqlApiId, someGrants, type WrittenGrants } from '../../support/builders/grants.ts';
import { admins, aRoleMapping } from '../../support/builders/groups.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';

const granting = (written: WrittenGrants) => ({ grants: someGrants(written) });
const graphql = (authenticated: boolean | string[], group: boolean | string[]) =>
  granting({ graphql: [{ api: graphqlApiId, authenticated, groups: { admins: group } }] });
const owned = granting({
  storage: [{ bucket: 'photos', paths: { 'a/{entity_id}/*': { entity: ['read', 'write'] } } }],
});

describe('What users are granted', () => {
  it.each([
    ['a list', ['Query.a'], ['Query.b'], '{"admins":["Query.b","Query.a"]}'],
    ['everything', true, ['Query.b'], '{"admins":true}'],
    ['a list', ['Query.a'], false, '{"admins":["Query.a"]}'],
  ])('is offered to a group beside what it has: %s', (_, users, group, offer) => {
    expect(groupOffers(graphql(users, group), ['admins'])).toEqual([
      `in grants.graphql.0 "groups": ${offer}`,
    ]);
  });

  it('never takes from one group what it has when it is offered to another', () => {
    expect(groupOffers(graphql(['Query.a'], true), ['admins', 'staff'])).toEqual([
      'in grants.graphql.0 "groups": {"admins":true,"staff":["Query.a"]}',
    ]);
  });

  it('is not offered where it is of each user alone: a group would get that of everybody', () => {
    expect(groupOffers(owned, ['admins'])).toEqual([]);
    expect(hasAllOfUsers(owned, 'admins')).toBe(false);
  });

  it('is told apart from what a group can be granted', () => {
    const through = (otherwise: 'Deny' | 'AuthenticatedRole') => ({
      client: { id: 'web', name: null },
      provider: 'provider:web',
      mapping: aRoleMapping({ otherwise }),
      authenticated: authRoleArn,
      groups: [admins],
      groupsKnown: true,
    });
    const resolutions = (['Deny', 'AuthenticatedRole'] as const).flatMap((otherwise) =>
      userReachFindings(aRequest(owned), authRoleArn, [through(otherwise)]).map(
        ({ resolution }) => resolution,
      ),
    );

    expect(resolutions).toEqual([
      'Let the role mapping fall back to the authenticated role: what users are granted of their own alone cannot be granted to a group.',
      'Nothing to do if that is meant: what users are granted of their own alone cannot be granted to a group.',
    ]);
  });
});
