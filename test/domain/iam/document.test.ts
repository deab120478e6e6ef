import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Permission } from '../../../src/domain/iam/permission.ts';
import { countedSize, policyDocument, sameDocument } from '../../../src/domain/iam/document.ts';
import { grantsOf, uncovered, type Grant } from './policy-evaluator.ts';
import { runs } from '../../support/counts.ts';

const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];
const resources = [
  'arn:aws:s3:::acme',
  'arn:aws:s3:::acme/*',
  'arn:aws:s3:::acme/public/*',
  'arn:aws:s3:::acme/public/photos/*',
  'arn:aws:s3:::acme/protected/${cognito-identity.amazonaws.com:sub}/*',
  'arn:aws:s3:::acme/protected/*',
  'arn:aws:s3:::acme2/*',
];
const listing = (...prefixes: string[]) => ({ StringLike: { 's3:prefix': prefixes } });
const prefixesOf = ({ condition }: Permission) => condition?.StringLike?.['s3:prefix'];
const permission: fc.Arbitrary<Permission> = fc
  .record({
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    prefixes: fc.option(
      fc.shuffledSubarray(['public/', 'public/*', 'private/'], { minLength: 1 }),
      { nil: undefined, freq: 2 },
    ),
  })
  .map(({ prefixes, ...rest }) => (prefixes ? { ...rest, condition: listing(...prefixes) } : rest));
const permissions = fc.array(permission, { minLength: 1, maxLength: 24 });

const wanted = (list: readonly Permission[]): readonly Grant[] =>
  list.flatMap((one) =>
    (prefixesOf(one) ?? [null]).map((prefix) => ({
      action: one.action,
      resource: one.resource,
      prefix,
    })),
  );
const documentOf = (list: readonly Permission[]): string => policyDocument(list) ?? '';

describe('A policy document', () => {
  it('grants exactly what it is made from, in both directions', () => {
    fc.assert(
      fc.property(permissions, (list) => {
        const granted = grantsOf(JSON.parse(documentOf(list)));

        expect(uncovered(wanted(list), granted)).toEqual([]);
        expect(uncovered(granted, wanted(list))).toEqual([]);
      }),
      runs(500),
    );
  });

  it('is the same text for the same permissions in any order, and however often they are told', () => {
    const shuffled = permissions.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], {
          minLength: 2 * list.length,
          maxLength: 2 * list.length,
        }),
      ),
    );

    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const backwards = other.map((one) => ({
          ...one,
          ...(one.condition && { condition: listing(...(prefixesOf(one) ?? []).toReversed()) }),
        }));

        expect(policyDocument(backwards)).toBe(policyDocument(list));
      }),
      runs(100),
    );
  });

  it('says nothing twice', () => {
    fc.assert(
      fc.property(permissions, (list) => {
        const granted = grantsOf(JSON.parse(documentOf(list)));

        const unconditional = granted.filter(({ prefix }) => prefix === null);
        for (const grant of granted) {
          const others = unconditional.filter((other) => other !== grant);
          expect(uncovered([grant], others)).toEqual([grant]);
        }
      }),
      runs(100),
    );
  });

  it('holds no white space, so that its length is what IAM counts', () => {
    fc.assert(
      fc.property(permissions, (list) => {
        expect(documentOf(list)).toHaveLength(countedSize(documentOf(list)));
      }),
      runs(100),
    );
  });

  it('is none when there is nothing to grant', () => {
    expect(policyDocument([])).toBeNull();
  });

  it('has one statement for what can be said in one, lists sorted and single values bare', () => {
    const list = [
      { action: 's3:PutObject', resource: 'arn:aws:s3:::acme/b/*' },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/b/*' },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/a/*' },
      { action: 's3:PutObject', resource: 'arn:aws:s3:::acme/a/*' },
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::acme', condition: listing('b/', 'a/') },
    ];

    expect(JSON.parse(documentOf(list))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::acme',
          Condition: { StringLike: { 's3:prefix': ['a/', 'b/'] } },
        },
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: ['arn:aws:s3:::acme/a/*', 'arn:aws:s3:::acme/b/*'],
        },
      ],
    });
  });

  it('does not widen what a condition narrows', () => {
    const list = [
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::acme', condition: listing('a/') },
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::other', condition: listing('b/') },
    ];

    expect(grantsOf(JSON.parse(documentOf(list)))).toEqual([
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::acme', prefix: 'a/' },
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::other', prefix: 'b/' },
    ]);
  });
});

const statementsOf = (list: readonly Permission[]) => JSON.parse(documentOf(list)).Statement;
const on = (resource: string, ...names: string[]) =>
  names.map((action) => ({ action, resource: `arn:aws:s3:::acme/${resource}` }));

describe('The statements of a policy document', () => {
  it('are grouped by what is shorter for each set of actions and resources by itself', () => {
    const [own, all] = ['protected/${cognito-identity.amazonaws.com:sub}/*', 'b/*'];
    const byResource = [...on(own, 's3:GetObject', 's3:PutObject'), ...on(all, 's3:GetObject')];
    const map = (name: string, ...names: string[]) =>
      names.map((action) => ({ action: `geo:${action}`, resource: name }));
    const byAction = [...map('a', 'X', 'Z'), ...map('b', 'Y', 'Z'), ...map('c', 'X', 'Y', 'Z')];

    expect(statementsOf([...byResource, ...byAction])).toEqual([
      { Effect: 'Allow', Action: 'geo:X', Resource: ['a', 'c'] },
      { Effect: 'Allow', Action: 'geo:Y', Resource: ['b', 'c'] },
      { Effect: 'Allow', Action: 'geo:Z', Resource: ['a', 'b', 'c'] },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::acme/${all}` },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: `arn:aws:s3:::acme/${own}`,
      },
    ]);
  });

  it('are told together in no more characters than each by itself', () => {
    fc.assert(
      fc.property(permissions, (list) => {
        const alone = list.flatMap((one) => statementsOf([one]));

        expect(JSON.stringify(statementsOf(list)).length).toBeLessThanOrEqual(
          JSON.stringify(alone).length,
        );
      }),
      runs(100),
    );
  });

  it('join the values of a condition first where that is shorter', () => {
    const own = 'arn:aws:s3:::acme/protected/${cognito-identity.amazonaws.com:sub}/*';
    const read = (resource: string, ...prefixes: string[]) => ({
      action: 's3:GetObject',
      resource,
      condition: listing(...prefixes),
    });

    expect(
      statementsOf([
        read('arn:aws:s3:::acme', 'public/*'),
        read(own, 'private/'),
        read(own, 'public/*'),
      ]),
    ).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::acme',
        Condition: { StringLike: { 's3:prefix': ['public/*'] } },
      },
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: own,
        Condition: { StringLike: { 's3:prefix': ['private/', 'public/*'] } },
      },
    ]);
  });
});

describe('Two documents', () => {
  it.each([
    ['the same text', '{"a":[1,2]}', '{"a":[1,2]}', true],
    ['another order of keys', '{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['white space', '{"a":1}', '{ "a": 1 }\n', true],
    ['another order of a list', '{"a":[1,2]}', '{"a":[2,1]}', false],
    ['another value', '{"a":1}', '{"a":2}', false],
    ['one key more', '{"a":1}', '{"a":1,"b":null}', false],
    ['a text that is no JSON', '{"a":1}', 'nonsense', false],
    ['the same text that is no JSON', 'nonsense', 'nonsense', true],
  ])('with %s are judged by what they say', (_, a, b, same) => {
    expect(sameDocument(a, b)).toBe(same);
    expect(sameDocument(b, a)).toBe(same);
  });
});
