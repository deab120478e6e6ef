import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { requestJsonSchema, requestSchemaFile } from '../../scripts/request-schema.ts';
import { requestMeanings } from '../../src/contract/request-meanings.ts';
import { exampleRequest, requestSchema } from '../../src/contract/request.ts';
import { fits } from '../support/json-schema.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';

const written = JSON.parse(readFileSync(requestSchemaFile, 'utf8')) as {
  readonly properties: object;
};
const meant = (key: string) => ({ description: requestMeanings[key] });
/** Whether an editor that goes by the file takes a request. */
const takes = (request: object): boolean => fits(written, request);

describe('docs/request.schema.json', () => {
  it('is what requests are read by: write it anew by npm run docs', () => {
    expect(written).toEqual(requestJsonSchema());
  });

  it('knows every key of a request, and what a run leaves aside', () => {
    expect(Object.keys(written.properties)).toEqual([
      '$schema',
      'Comment',
      ...Object.keys(requestSchema().shape),
    ]);
  });

  it('says what each key means, at whatever depth it stands', () => {
    expect(written).toMatchObject({
      properties: {
        env: meant('env'),
        sites: { items: { properties: { prefix: meant('sites[].prefix') } } },
        grants: {
          properties: {
            rest: {
              items: {
                properties: {
                  paths: { items: { properties: { path: meant('grants.rest[].paths[].path') } } },
                },
              },
            },
          },
        },
      },
    });
  });

  it.each(readdirSync('examples/requests').filter((name) => name.endsWith('.json')))(
    'takes the example %s',
    (name) => {
      const request = JSON.parse(readFileSync(`examples/requests/${name}`, 'utf8')) as object;

      expect(takes(request)).toBe(true);
    },
  );

  it.each([
    ['an unknown key', { ...exampleRequest, userPool: 'eu-west-1_AbCdEfGhI' }],
    ['a pool id that is none', { ...exampleRequest, userPoolId: 'storefront' }],
    ['no environment', { ...exampleRequest, env: undefined }],
    ['an unknown mode', { ...exampleRequest, mode: 'push' }],
    [
      'an unknown level',
      { ...exampleRequest, grants: { storage: [{ bucket: 'photos', guest: ['all'] }] } },
    ],
    ['the app that no tag could tell', { ...exampleRequest, app: 'any' }],
    ['an end by an event of what has none', { ...exampleRequest, removeByEvent: true }],
    ['an end that is no time', { ...exampleRequest, expires: '7d' }],
    ['a function that is none', { ...exampleRequest, functions: [{ name: 'a b' }] }],
    ['an app of Hosting that is none', { ...exampleRequest, hosting: [{ appId: 'main' }] }],
    [
      'builds of all branches',
      { ...exampleRequest, hosting: [{ appId: 'd1a2b3', build: 'onChange' }] },
    ],
    ...Object.entries<object>({
      'paths beside levels': { storage: [{ bucket: 'photos', guest: ['read'], paths: {} }] },
      'a path from the root': { storage: [{ bucket: 'photos', paths: { '/a/*': {} } }] },
      'a path without an end': { storage: [{ bucket: 'photos', paths: { 'a/b': {} } }] },
      'a path with two ends': { storage: [{ bucket: 'photos', paths: { 'a/*/b/*': {} } }] },
      'a path with an empty part': { storage: [{ bucket: 'photos', paths: { 'a//*': {} } }] },
      'a path with other braces': { storage: [{ bucket: 'photos', paths: { '{id}/*': {} } }] },
      'a GraphQL API that is none': { graphql: [{ api: 'shop', authenticated: true }] },
      'a REST API that is none': { rest: [{ api: 'x', stage: 'prod', paths: [] }] },
      'an Event API that is none': { events: [{ api: 'x', channels: [] }] },
      'a stream that is none': { analytics: [{ stream: 'clicks' }] },
      'a place that is none': { geo: [{ resource: 'map/streets' }] },
      'writing on a map': {
        geo: [
          {
            resource: 'arn:aws:geo:eu-west-1:111122223333:map/streets',
            authenticated: ['read', 'create'],
          },
        ],
      },
      'a bot that is none': { interactions: [{ bot: '1' }] },
      'a bot without an alias': { interactions: [{ bot: 'ABCDEFGHIJ' }] },
    }).map(([name, grants]): [string, object] => [name, { ...exampleRequest, grants }]),
  ])('refuses %s, as a run does', (_, request) => {
    const document = JSON.parse(JSON.stringify(request)) as object;

    expect(takes(document)).toBe(false);
    expect(parseInput(document)).toMatchObject({ kind: 'invalid' });
  });

  it.each<[string, object]>([
    ['an end by an event', { removeByEvent: true, expires: '2030-01-01T00:00:00Z' }],
    ['a build of a branch', { hosting: [{ appId: 'd1a2b3', branch: 'main', build: 'onChange' }] }],
    ['an app of Hosting', { hosting: [{ appId: 'd1a2b3' }] }],
    [
      'an identity pool in capitals',
      { identityPoolId: exampleRequest.identityPoolId.replace('11111111', 'ABCDEF11') },
    ],
    [
      'paths',
      {
        grants: {
          storage: [{ bucket: 'photos', paths: { 'a/{entity_id}/*': { entity: ['read'] } } }],
        },
      },
    ],
    [
      'a tracker',
      {
        grants: {
          geo: [
            {
              resource: 'arn:aws:geo:eu-west-1:111122223333:tracker/cars',
              authenticated: ['create'],
            },
          ],
        },
      },
    ],
    [
      'a bot with its alias',
      { grants: { interactions: [{ bot: 'ABCDEFGHIJ', alias: 'TSTALIASID' }] } },
    ],
    [
      'a function by its ARN',
      { functions: [{ name: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }] },
    ],
  ])('takes %s, as a run does', (_, keys) => {
    const request = { ...exampleRequest, ...keys };

    expect(takes(request)).toBe(true);
    expect(parseInput(request)).toMatchObject({ kind: 'request' });
  });

  it('may be named by a request, which a run takes as if it were not', () => {
    const named = { $schema: './request.schema.json', ...exampleRequest };

    expect(takes(named)).toBe(true);
    expect(parseInput(named)).toEqual(parseInput(exampleRequest));
  });
});
