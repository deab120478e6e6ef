import { describe, expect, it } from '@jest/globals';

import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import {
  botId,
  clicksArn,
  everyCategory,
  graphqlApiId,
  mapArn,
  pinpointArn,
  restApiId,
} from '../../support/builders/grants.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { complaintsIn, refusalOf } from './refusal.ts';

const complaints = (grants: object) =>
  complaintsIn(refusalOf({ app: 'storefront', env: 'prod', userPoolId, grants }));
const paths = (written: object) => ({ storage: [{ bucket: 'photos', paths: written }] });
const rest = (path: object) => ({ rest: [{ api: restApiId, stage: 'prod', paths: [path] }] });
const field = 'grants.storage.0.paths';

describe('A path of a storage grant', () => {
  it.each([
    ['/photos/*', 'must not start with "/"'],
    ['photos', 'must end with "/*"'],
    ['*', 'must end with "/*"'],
    ['photos//*', 'must not contain "//"'],
    ['photos/*/thumbs/*', 'may have a wildcard only as its last character'],
    ['photos/?/*', 'must not contain "?", "$" or a character beyond Latin-1'],
    ['${aws:username}/*', 'must not contain "?", "$" or a character beyond Latin-1'],
    ['写真/*', 'must not contain "?", "$" or a character beyond Latin-1'],
    ['photos/{entityId}/*', 'must not contain braces but those of "{entity_id}"'],
    ['a/{entity_id}/{entity_id}/*', 'must not contain "{entity_id}" more than once'],
    ['a/{entity_id}/b/*', 'must have "{entity_id}" right before the ending "/*"'],
    ['{entity_id}/*', 'must not start with "{entity_id}"'],
    ['photos/of-{entity_id}/*', 'must have nothing beside "{entity_id}" between two "/"'],
  ])('like %s is told what is wrong', (path, problem) => {
    expect(complaints(paths({ [path]: { guest: ['read'] } }))).toEqual([
      `${field}.${path}: ${problem}`,
    ]);
  });

  it('may have one other path as its prefix, and no more', () => {
    const rules = { 'a/*': {}, 'a/b/*': {}, 'a/b/c/*': {} };

    expect(complaints(paths(rules))).toEqual([
      `${field}.a/b/c/*: may have one other path as its prefix; it has "a/*" and "a/b/*"`,
    ]);
  });

  it('has the folders of all users as its prefix where somebody but their owner may do something there', () => {
    const below = { 'a/p/*': {}, 'a/p/q/*': {}, 'a/r/{entity_id}/*': { entity: ['read'] } };
    const open = { ...below, 'a/{entity_id}/*': { groups: { admins: ['get'] } } };
    const own = { ...below, 'a/{entity_id}/*': { entity: ['read'], groups: { admins: [] } } };

    expect(complaints(paths(open))).toEqual([
      `${field}.a/p/q/*: may have one other path as its prefix; it has "a/{entity_id}/*" and "a/p/*"`,
      `${field}.a/r/{entity_id}/*: contains "{entity_id}", so no other path may be its prefix; "a/{entity_id}/*" is`,
    ]);
    expect(complaints(paths(own))).toEqual([]);
  });

  it('has none as its prefix when it is of an entity', () => {
    const rules = { 'a/*': { guest: ['read'] }, 'a/{entity_id}/*': { entity: ['read'] } };

    expect(complaints(paths(rules))).toEqual([
      `${field}.a/{entity_id}/*: contains "{entity_id}", so no other path may be its prefix; "a/*" is`,
    ]);
  });

  it('grants to an entity only where it says which', () => {
    expect(complaints(paths({ 'a/*': { entity: ['read'] } }))).toEqual([
      `${field}.a/*: needs "{entity_id}" to grant anything to "entity"`,
    ]);
  });

  it('stands in place of the three lists', () => {
    const storage = [{ bucket: 'photos', guest: ['read'], paths: { 'a/*': { guest: ['read'] } } }];

    expect(complaints({ storage })).toEqual([
      `${field}: stands in place of authenticated, guest and groups; write one or the other`,
    ]);
  });
});

describe('A bucket with paths', () => {
  const twice = (...grants: object[]) => ({
    storage: grants.map((grant) => ({ bucket: 'photos', ...grant })),
  });
  const problem = (index: number) =>
    `grants.storage.${index}.bucket: is granted by storage.0 too; with paths a bucket has one grant, which holds them all, not "photos"`;

  it('has one grant, since what its paths deny no other could give', () => {
    const some = { paths: { 'a/*': { guest: ['read'] } } };
    const levels = { guest: ['read'] };

    expect(complaints(twice(some, levels))).toEqual([problem(1)]);
    expect(complaints(twice(levels, some, levels))).toEqual([problem(1)]);
    expect(complaints(twice(some, some))).toEqual([problem(1)]);
  });

  it('is no matter to other buckets, nor to grants by levels', () => {
    const storage = [
      { bucket: 'photos', guest: ['read'] },
      { bucket: 'photos', authenticated: ['read'] },
      { bucket: 'albums', paths: { 'a/*': { guest: ['read'] } } },
    ];

    expect(
      parseInput({ app: 'storefront', env: 'prod', userPoolId, grants: { storage } }),
    ).toMatchObject({ kind: 'request' });
  });
});

describe('A grant at fault', () => {
  const example = 'like "ABCDEFGHIJ"';

  it.each<[string, object, string]>([
    [
      'the id of a REST API where AppSync is meant',
      { graphql: [{ api: restApiId }] },
      `grants.graphql.0.api: needs the id or the ARN of an AppSync API, like "abcdefghijklmnopqrstuvwxyz", not "${restApiId}"`,
    ],
    [
      'an API of AppSync where API Gateway is meant',
      { rest: [{ api: graphqlApiId, stage: 'prod', paths: [] }] },
      `grants.rest.0.api: needs the id or the ARN of an API of API Gateway, like "a1b2c3d4e5", not "${graphqlApiId}"`,
    ],
    [
      'a field without its type',
      { graphql: [{ api: graphqlApiId, guest: ['listPosts'] }] },
      'grants.graphql.0.guest.0: needs a type and a field like "Query.listPosts" or "Query.*", not "listPosts"',
    ],
    [
      'a wildcard for types',
      { graphql: [{ api: graphqlApiId, guest: ['*'] }] },
      'grants.graphql.0.guest.0: needs a type and a field like "Query.listPosts" or "Query.*", not "*"',
    ],
    [
      'a REST grant without a stage',
      { rest: [{ api: restApiId, paths: [] }] },
      'grants.rest.0.stage: is missing',
    ],
    ...['items', '/items/', '/items/*', '/items//all', '/items/{id', '/{proxy+}/x', '/it?ems'].map(
      (path): [string, object, string] => [
        `the path ${path}`,
        rest({ path }),
        `grants.rest.0.paths.0.path: needs a path like "/items" or "/items/{id}", without "*" and ending "/", not "${path}"`,
      ],
    ),
    [
      'the name of a stream',
      { analytics: [{ stream: 'clicks', authenticated: true }] },
      `grants.analytics.0.stream: needs the ARN of a Kinesis or Firehose stream, like "${clicksArn}", not "clicks"`,
    ],
    [
      'a stream of every name',
      { analytics: [{ stream: clicksArn.replace('clicks', '*') }] },
      `grants.analytics.0.stream: needs the ARN of a Kinesis or Firehose stream, like "${clicksArn}", not "${clicksArn.replace('clicks', '*')}"`,
    ],
    [
      'a right on a map that no map has',
      { geo: [{ resource: mapArn, guest: ['read', 'update'] }] },
      'grants.geo.0.guest: may hold "read" only, for a map',
    ],
    [
      'the same for a group on a place index',
      { geo: [{ resource: mapArn.replace('map', 'place-index'), groups: { a: ['delete'] } }] },
      'grants.geo.0.groups.a: may hold "read" only, for a place-index',
    ],
    [
      'a use that does not exist',
      { predictions: [{ use: 'infer' }] },
      'grants.predictions.0.use: needs one of "translate", "speech", "transcribe", "text", "image", not "infer"',
    ],
    [
      'a bot without an alias',
      { interactions: [{ bot: botId }] },
      'grants.interactions.0.alias: is missing',
    ],
    [
      'an alias by its name',
      { interactions: [{ bot: botId, alias: 'prod' }] },
      'grants.interactions.0.alias: needs the id of an alias of the bot, like "TSTALIASID", not "prod"',
    ],
    [
      'a bot that is none',
      { interactions: [{ bot: 'order-flowers' }] },
      `grants.interactions.0.bot: needs the id of a Lex V2 bot, ${example}, not "order-flowers"`,
    ],
  ])('is named with what is wrong: %s', (_, grants, complaint) => {
    expect(complaints(grants)).toEqual([complaint]);
  });
});

describe('An unknown key of a grant', () => {
  it.each([
    [{ graphql: [{ api: graphqlApiId, guests: true }] }, 'graphql.0.guests', 'guest'],
    [{ rest: [{ api: restApiId, stages: 'x', stage: 'x', paths: [] }] }, 'rest.0.stages', 'stage'],
    [rest({ path: '/a', group: {} }), 'rest.0.paths.0.group', 'groups'],
    [{ analytics: [{ stream: clicksArn, streams: true }] }, 'analytics.0.streams', 'stream'],
    [{ geo: [{ resource: mapArn, group: {} }] }, 'geo.0.group', 'groups'],
    [{ predictions: [{ use: 'text', regoin: 'x' }] }, 'predictions.0.regoin', 'region'],
    [{ interactions: [{ bot: 'Old', aliass: 'x' }] }, 'interactions.0.aliass', 'alias'],
    [paths({ 'a/*': { entities: ['read'] } }), 'storage.0.paths.a/*.entities', 'entity'],
  ])('%j is refused with the nearest known key', (grants, key, nearest) => {
    expect(complaints(grants)).toEqual([
      `grants.${key}: is not a key of a request; did you mean "${nearest}"?`,
    ]);
  });
});

describe('A category of Amplify that is no grant', () => {
  it.each([
    ['liveness', 'rekognition:StartFaceLivenessSession by a policy of your own'],
    ['faceLiveness', 'rekognition:StartFaceLivenessSession'],
    ['PubSub', 'AWS IoT wants a policy of its own attached to each identity'],
    ['push-notifications', 'Amazon Pinpoint'],
    ['api', 'write "graphql", "rest" or "events"'],
    ['functions', 'an app calls functions by an API'],
  ])('is refused by the name %s, with what to do instead', (key, told) => {
    expect(complaints({ [key]: [] })).toEqual([
      expect.stringMatching(`^grants.${key}: there is no such category of grants: .*`),
    ]);
    expect(complaints({ [key]: [] })[0]).toContain(told);
  });

  it('is told from a mistyped one, and from a key of a grant', () => {
    expect(complaints({ geos: [] })).toEqual([
      'grants.geos: is not a key of a request; did you mean "geo"?',
    ]);
    expect(complaints({ geo: [{ resource: mapArn, api: 'x' }] })).toEqual([
      expect.stringContaining('grants.geo.0.api: is not a key of a request'),
    ]);
  });
});

describe('A provider of Amazon Location', () => {
  const provider = 'arn:aws:geo-maps:eu-west-1::provider/default';

  it('is read only', () => {
    expect(complaints({ geo: [{ resource: provider, guest: ['read', 'update'] }] })).toEqual([
      'grants.geo.0.guest: may hold "read" only, for a provider',
    ]);
  });

  it.each([
    provider.replace('default', '*'),
    provider.replace('::', ':111122223333:'),
    provider.replace('geo-maps', 'geo-tracks'),
  ])('has one ARN in a region, and not %s', (resource) => {
    expect(complaints({ geo: [{ resource }] })).toEqual([
      expect.stringContaining('like "arn:aws:geo-maps:eu-west-1::provider/default"'),
    ]);
  });
});

describe('Grants of every category', () => {
  it.each([
    ['as the design shows them', everyCategory],
    [
      'on what has been retired',
      { analytics: [{ stream: pinpointArn }], interactions: [{ bot: 'Old' }] },
    ],
  ])('are read %s', (_, grants) => {
    const parsed = parseInput({ app: 'a', env: 'b', userPoolId, grants });

    expect(parsed).toMatchObject({ kind: 'request', request: { grants } });
  });
});

describe('The name by which an app calls a bucket', () => {
  const complained = (...grants: object[]) =>
    complaints({ storage: grants.map((grant) => ({ guest: ['read'], ...grant })) });

  it.each([
    [[{ bucket: 'photos', name: 'drive' }]],
    [[{ bucket: 'photos', name: 'photos' }, { bucket: 'music' }]],
    [
      [
        { bucket: 'photos', name: 'drive' },
        { bucket: 'photos', name: 'drive' },
      ],
    ],
    [[{ bucket: 'photos' }, { bucket: 'photos', name: 'drive' }]],
  ])('is taken in %j', (grants) => {
    const input = { app: 'storefront', env: 'prod', userPoolId, grants: { storage: grants } };

    expect(() => parseInput(input)).not.toThrow();
  });

  it.each([
    [
      [
        { bucket: 'photos', name: 'drive' },
        { bucket: 'photos', name: 'disk' },
      ],
      ['grants.storage.1.name: storage.0 calls this bucket otherwise, not "disk"'],
    ],
    [
      [
        { bucket: 'photos', name: 'drive' },
        { bucket: 'music', name: 'drive' },
      ],
      [
        'grants.storage.0.name: stands for the bucket music as well, not "drive"',
        'grants.storage.1.name: stands for the bucket photos as well, not "drive"',
      ],
    ],
    [
      [{ bucket: 'photos', name: 'music' }, { bucket: 'music' }],
      ['grants.storage.0.name: stands for the bucket music as well, not "music"'],
    ],
    [
      [{ bucket: 'photos', name: 'my drive' }],
      [
        'grants.storage.0.name: is no name: up to 64 letters, digits, ".", "_" and "-", not "my drive"',
      ],
    ],
  ])('is refused in %j', (grants, expected) => {
    expect(complained(...grants)).toEqual(expected);
  });
});
