import { describe, expect, it } from '@jest/globals';

import type { PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import { codes } from '../support/builders/codes.ts';
import { graphqlApiId, restApiId } from '../support/builders/grants.ts';
import { callOn, planAfter, planOf, statementsFor, whoIsLet, type Who } from './category-plan.ts';

const api = `apis/${graphqlApiId}`;
const field = (name: string, id = api) => {
  const [type, property] = name.split('.');
  return callOn('appsync:GraphQL', `${id}/types/${type}/fields/${property}`);
};
const graphql = planOf({
  graphql: [
    {
      api: graphqlApiId,
      authenticated: ['Query.*', 'Mutation.createPost'],
      guest: true,
      groups: { admins: true },
    },
  ],
});

describe('A plan of GraphQL', () => {
  it('E-5: writes these statements', () => {
    expect(statementsFor(graphql, 'user')).toEqual([
      'allow appsync:GraphQL on',
      `  …:${api}/types/Mutation/fields/createPost`,
      `  …:${api}/types/Query/*`,
    ]);
    expect(statementsFor(graphql, 'guest')).toEqual([
      'allow appsync:GraphQL on',
      `  …:${api}/types/Query/*`,
      `  …:${api}/types/Subscription/*`,
    ]);
    expect(statementsFor(graphql, 'admin')).toEqual([`allow appsync:GraphQL on …:${api}/*`]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['query', field('Query.listPosts'), ['user', 'other', 'guest', 'admin']],
    ['make the mutation that is named', field('Mutation.createPost'), ['user', 'other', 'admin']],
    ['make another mutation', field('Mutation.deletePost'), ['admin']],
    ['subscribe', field('Subscription.onPost'), ['guest', 'admin']],
    ['read a field of a type', field('Post.secret'), ['admin']],
    ['query another API', field('Query.listPosts', 'apis/zyxwvutsrqponmlkjihgfedcba'), []],
    ['change the API', callOn('appsync:UpdateGraphqlApi', api), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', graphql)).toEqual([]);
    expect(whoIsLet(call, 'after', graphql)).toEqual(who);
  });

  it('says what a whole API does not give to guests, who write only what is named for them', () => {
    const named = planAfter(graphql, {
      graphql: [{ api: graphqlApiId, guest: ['Mutation.createPost'] }],
    });

    expect(codes(graphql.findings)).toContain('GUEST_WRITES_LEFT_OUT');
    expect(codes(named.findings)).not.toContain('GUEST_WRITES_LEFT_OUT');
    expect(whoIsLet(field('Mutation.createPost'), 'after', named)).toEqual(['guest']);
  });
});

const called = (method: string, path: string, stage = 'prod') =>
  callOn('execute-api:Invoke', `${restApiId}/${stage}/${method}${path}`);
const rest = planOf({
  rest: [
    {
      api: restApiId,
      stage: 'prod',
      paths: [
        { path: '/items', authenticated: ['create', 'read'], guest: ['read'] },
        { path: '/items/{id}/parts', authenticated: ['update'] },
        { path: '/admin', groups: { admins: ['create', 'read', 'update', 'delete'] } },
      ],
    },
  ],
});

describe('A plan of REST', () => {
  it('writes these statements', () => {
    expect(statementsFor(rest, 'user')).toEqual([
      'allow execute-api:Invoke on',
      ...['GET/items', 'GET/items/*', 'PATCH/items/*/parts', 'PATCH/items/*/parts/*'].map(method),
      ...['POST/items', 'POST/items/*', 'PUT/items/*/parts', 'PUT/items/*/parts/*'].map(method),
    ]);
    expect(statementsFor(rest, 'guest')).toEqual([
      'allow execute-api:Invoke on',
      ...['GET/items', 'GET/items/*'].map(method),
    ]);
    expect(statementsFor(rest, 'admin')).toEqual([
      'allow execute-api:Invoke on',
      ...['DELETE', 'GET', 'PATCH', 'POST', 'PUT']
        .flatMap((verb) => [`${verb}/admin`, `${verb}/admin/*`])
        .map(method),
    ]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['get items', called('GET', '/items'), ['user', 'other', 'guest']],
    ['get what lies below', called('GET', '/items/1/parts'), ['user', 'other', 'guest']],
    ['post an item', called('POST', '/items'), ['user', 'other']],
    ['put the parts of any item', called('PUT', '/items/1/parts'), ['user', 'other']],
    ['put an item', called('PUT', '/items/1'), []],
    ['delete an item', called('DELETE', '/items/1'), []],
    ['get a path that begins alike', called('GET', '/items-of-others'), []],
    ['patch for the admins', called('PATCH', '/admin/users'), ['admin']],
    ['ask for options', called('OPTIONS', '/admin'), []],
    ['call another stage', called('GET', '/items', 'dev'), []],
    ['manage the API', callOn('apigateway:GET', `/restapis/${restApiId}`), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', rest)).toEqual([]);
    expect(whoIsLet(call, 'after', rest)).toEqual(who);
  });

  it('takes everything back when nothing is granted any more', () => {
    const none = planAfter(rest, {});

    expect(whoIsLet(called('GET', '/items'), 'before', none)).toEqual(['user', 'other', 'guest']);
    expect(whoIsLet(called('GET', '/items'), 'after', none)).toEqual([]);
    expect(none.roles.map(({ after }) => after)).toEqual([null, null, null]);
  });
});

function method(resource: string): string {
  return `  …:${restApiId}/prod/${resource}`;
}
