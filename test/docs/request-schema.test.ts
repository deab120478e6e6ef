import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { requestJsonSchema, requestSchemaFile } from '../../scripts/request-schema.ts';
import { requestMeanings } from '../../src/contract/request-meanings.ts';
import { exampleRequest, requestSchema } from '../../src/contract/request.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';

const written = JSON.parse(readFileSync(requestSchemaFile, 'utf8')) as {
  readonly properties: object;
};
/** An editor that goes by the file. */
const editor = z.fromJSONSchema(written as Parameters<typeof z.fromJSONSchema>[0]);
const meant = (key: string) => ({ description: requestMeanings[key] });
const takes = (request: object): boolean => editor.safeParse(request).success;

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
  ])('refuses %s, as a run does', (_, request) => {
    const document = JSON.parse(JSON.stringify(request)) as object;

    expect(takes(document)).toBe(false);
    expect(parseInput(document)).toMatchObject({ kind: 'invalid' });
  });

  it('may be named by a request, which a run takes as if it were not', () => {
    const named = { $schema: './request.schema.json', ...exampleRequest };

    expect(takes(named)).toBe(true);
    expect(parseInput(named)).toEqual(parseInput(exampleRequest));
  });
});
