import { describe, expect, it } from '@jest/globals';

import { groupRemedyWords } from '../../../src/contract/findings/reach-words.ts';
import { groupRemedy, hasAllOfUsers } from '../../../src/domain/reach/group-offer.ts';
import { userReachFindings } from '../../../src/domain/reach/user-reach.ts';
import { graphqlApiId, someGrants, type WrittenGrants } from '../../support/builders/grants.ts';
import { admins, aRoleMapping, clientRoles } from '../../support/builders/groups.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';

const granting = (written: WrittenGrants) => ({ grants: someGrants(written) });
const graphql = (authenticated: boolean | string[], group: boolean | string[]) =>
  granting({ graphql: [{ api: graphqlApiId, authenticated, groups: { admins: group } }] });
const owned = granting({
  storage: [{ bucket: 'photos', paths: { 'a/{entity_id}/*': { entity: ['read', 'write'] } } }],
});

/** The remedy in words, where there is something to offer. */
const offered = (request: ReturnType<typeof granting>, groups: readonly string[]) =>
  groupRemedyWords(groupRemedy(request, groups), {
    offer: 'Grant it',
    'no groups': 'no groups',
    'granted already': 'granted already',
    'own folders': 'own folders',
  });

describe('What users are granted', () => {
  it.each([
    ['a list', ['Query.a'], ['Query.b'], '{"admins":["Query.b","Query.a"]}'],
    ['everything', true, ['Query.b'], '{"admins":true}'],
    ['a list', ['Query.a'], false, '{"admins":["Query.a"]}'],
  ])('is offered to a group beside what it has: %s', (_, users, group, offer) => {
    const request = graphql(users, group);

    expect(groupRemedy(request, ['admins'])).toEqual({
      kind: 'offer',
      groups: ['admins'],
      places: [{ where: 'grants.graphql.0', authenticated: users, groups: { admins: group } }],
    });
    expect(offered(request, ['admins'])).toBe(`Grant it: in grants.graphql.0 "groups": ${offer}.`);
  });

  it('never takes from one group what it has when it is offered to another', () => {
    expect(offered(graphql(['Query.a'], true), ['admins', 'staff'])).toBe(
      'Grant it: in grants.graphql.0 "groups": {"admins":true,"staff":["Query.a"]}.',
    );
  });

  it('is not offered where it is of each user alone: a group would get that of everybody', () => {
    expect(groupRemedy(owned, ['admins'])).toEqual({ kind: 'own folders' });
    expect(hasAllOfUsers(owned, 'admins')).toBe(false);
  });

  it('is told apart from what a group can be granted', () => {
    const through = (otherwise: 'Deny' | 'AuthenticatedRole') =>
      clientRoles({ mapping: aRoleMapping({ otherwise }), groups: [admins] });
    const resolutions = (['Deny', 'AuthenticatedRole'] as const).flatMap((otherwise) =>
      userReachFindings(aRequest(owned), authRoleArn, [through(otherwise)]).map(
        ({ resolution }) => resolution,
      ),
    );

    expect(resolutions).toEqual([
      'Let the role mapping fall back to the authenticated role: what each user is granted in a folder of their own cannot be granted to a group.',
      'Nothing to do if this is intended: what each user is granted in a folder of their own cannot be granted to a group.',
    ]);
  });

  it.each([
    ['no group has such a role', [], 'no groups'],
    ['the groups have it', ['admins'], 'granted already'],
  ])('is not offered where %s', (_, groups, kind) => {
    expect(groupRemedy(graphql(['Query.a'], ['Query.a', 'Query.b']), groups)).toEqual({ kind });
  });

  it('is offered to a group whose name an object has by itself', () => {
    expect(offered(graphql(['Query.a'], false), ['constructor'])).toBe(
      'Grant it: in grants.graphql.0 "groups": {"admins":false,"constructor":["Query.a"]}.',
    );
  });
});
