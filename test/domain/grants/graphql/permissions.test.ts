import { describe, expect, it } from '@jest/globals';

import { graphqlApiId } from '../../../support/builders/grants.ts';
import { admin, guest, told, user } from '../granted.ts';

const api = graphqlApiId;
const on = (part: string) => `appsync:GraphQL arn:aws:appsync:…:apis/${api}/${part}`;

describe('A GraphQL grant', () => {
  it.each([
    ['the whole API', true, ['*']],
    ['one field', ['Query.listPosts'], ['types/Query/fields/listPosts']],
    ['a whole type', ['Mutation.*'], ['types/Mutation/*']],
    [
      'fields of several types',
      ['Query.getPost', 'Post.*'],
      ['types/Query/fields/getPost', 'types/Post/*'],
    ],
    ['nothing, in a word', false, []],
    ['nothing, in a list', [], []],
  ])('gives %s to signed-in users and to groups', (_, fields, parts) => {
    expect(told({ graphql: [{ api, authenticated: fields }] }, user)).toEqual(parts.map(on));
    expect(told({ graphql: [{ api, groups: { admins: fields } }] }, admin)).toEqual(parts.map(on));
  });

  it.each([
    ['the whole API for reading only', true, ['types/Query/*', 'types/Subscription/*']],
    ['what they may write, when it is named', ['Mutation.send'], ['types/Mutation/fields/send']],
    ['every mutation, when they are named', ['Mutation.*'], ['types/Mutation/*']],
    ['nothing', false, []],
  ])('gives guests %s', (_, fields, parts) => {
    expect(told({ graphql: [{ api, guest: fields }] }, guest)).toEqual(parts.map(on));
  });

  it('takes the id, region, account and partition from an ARN', () => {
    const arn = `arn:aws-cn:appsync:cn-north-1:111122223333:apis/${api}`;
    const place = { partition: 'aws-cn', region: 'cn-north-1', account: '111122223333' };

    expect(told({ graphql: [{ api: arn, authenticated: true }] }, user, place)).toEqual([
      `appsync:GraphQL arn:aws-cn:appsync:…:apis/${api}/*`,
    ]);
  });
});
