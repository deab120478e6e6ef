import { describe, expect, it } from '@jest/globals';

import { exampleGrants } from '../../../src/contract/example-grants.ts';
import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import {
  authRoleArn,
  identityPoolId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { complaintsIn, exampleIn, refusalOf } from './refusal.ts';

const ids = { app: 'storefront', env: 'prod', userPoolId, webClientId, identityPoolId };

describe('An input that is no request', () => {
  it.each([
    ['nothing, the console default', {}, 'The request is empty.'],
    ['the comment of the console', { Comment: 'Insert your JSON here' }, 'The request is empty.'],
    ['a JSON string', 'storefront', 'A request is a JSON object.'],
    ['a JSON string that holds a request', JSON.stringify(ids), 'A request is a JSON object.'],
    ['an array', [ids], 'A request is a JSON object.'],
    ['null', null, 'A request is a JSON object.'],
    ['a number', 7, 'A request is a JSON object.'],
    ['nothing at all', undefined, 'A request is a JSON object.'],
  ])('is told so when it is %s, with an example', (_, input, reason) => {
    const text = refusalOf(input);

    expect(text.split('\n')[0]).toBe(reason);
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });
});

describe('The example at the end of a refusal', () => {
  it.each(Object.keys(exampleGrants))(
    'grants what was asked for and nothing else: %s',
    (category) => {
      const text = refusalOf({ ...ids, grants: { [category]: 'everything' } });

      const example = exampleIn(text);
      expect(Object.keys((example as { grants: object }).grants)).toEqual([category]);
      expect(parseInput(example).kind).toBe('request');
    },
  );

  it.each([
    ['nothing', {}],
    ['pools alone', { ...ids, userPoolId: 'nobody' }],
    ['a category that there is not', { ...ids, grants: { pubsub: [] } }],
  ])('grants nothing to whoever asked for %s', (_, asked) => {
    expect(exampleIn(refusalOf(asked))).not.toHaveProperty('grants');
  });
});

describe('An input that is nested deeper than anything can read', () => {
  it('is refused like any other mistake', () => {
    const depth = 30_000;
    const deep = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

    const text = refusalOf({
      source: 'amplify-import.storefront',
      'detail-type': 'Auth Import Requested',
      detail: { ...ids, grants: deep },
    });

    expect(text.split('\n')[0]).toBe(
      'The request is nested too deeply: a run takes 50 levels at most.',
    );
  });

  it('is a group that JavaScript would leave out in silence', () => {
    const groups = JSON.parse('{ "__proto__": ["read"] }') as object;
    const grants = { storage: [{ bucket: 'storefront-uploads', groups }] };

    expect(refusalOf({ ...ids, grants })).toContain('"__proto__" can be no name');
  });
});

describe('The name of an app', () => {
  it('cannot be the word by which owners allow every app', () => {
    expect(complaintsIn(refusalOf({ ...ids, app: 'any' }))).toEqual([
      expect.stringMatching(/^app: cannot be "any"/),
    ]);
    expect(parseInput({ ...ids, app: 'anyone' }).kind).toBe('request');
    expect(parseInput({ ...ids, env: 'any' }).kind).toBe('request');
  });
});

describe('The end of an environment', () => {
  const expires = '2026-12-31T00:00:00Z';

  it('is needed where events may remove it', () => {
    expect(complaintsIn(refusalOf({ ...ids, removeByEvent: true }))).toEqual([
      expect.stringMatching(/^removeByEvent: can only be true beside "expires"/),
    ]);
    expect(parseInput({ ...ids, removeByEvent: true, expires }).kind).toBe('request');
  });

  it.each(['14d', '2026-12-31', '2026-12-31T00:00:00', '2026-13-31T00:00:00Z'])(
    'is a time with its zone, and not %j',
    (wrong) => {
      expect(complaintsIn(refusalOf({ ...ids, expires: wrong }))).toEqual([
        expect.stringMatching(/^expires: /),
      ]);
    },
  );
});

describe('The push targets of a request', () => {
  const functions = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `orders-${index}` }));

  it('are as many as a link can keep, of all kinds together', () => {
    const hosting = [{ appId: 'd1abc' }];

    expect(parseInput({ ...ids, functions: functions(49), hosting }).kind).toBe('request');
    expect(refusalOf({ ...ids, functions: functions(49), hosting, parameters: true })).toContain(
      'It names 51 push targets; a link keeps what it has written on 50 at most.',
    );
  });
});

describe('The name of a group', () => {
  const granting = (group: string) => ({
    ...ids,
    grants: { storage: [{ bucket: 'uploads', groups: { [group]: ['read'] } }] },
  });

  it.each(['', 'site admins', ' admins', 'a\tb', 'a'.repeat(129)])(
    'is refused when Cognito would refuse it: "%s"',
    (group) => {
      expect(complaintsIn(refusalOf(granting(group)))).toEqual([
        `grants.storage.0.groups: needs the name of a group: 1 to 128 characters, none of them a blank, not "${group.slice(0, 100)}"`,
      ]);
    },
  );

  it.each(['admins', '-admins', 'Größe/€', 'a'.repeat(128)])('may be "%s"', (group) => {
    expect(parseInput(granting(group)).kind).toBe('request');
  });
});

describe('A field at fault', () => {
  it.each([
    [
      'a client id in the place of the user pool',
      { ...ids, userPoolId: webClientId },
      `userPoolId: "${webClientId}" looks like an app client id: webClientId`,
    ],
    [
      'a user pool id in the place of the web client',
      { ...ids, webClientId: userPoolId },
      `webClientId: "${userPoolId}" is a user pool id: userPoolId`,
    ],
    [
      'a user pool id in the place of the native client',
      { ...ids, nativeClientId: userPoolId },
      `nativeClientId: "${userPoolId}" is a user pool id: userPoolId`,
    ],
    [
      'an identity pool id in the place of the user pool',
      { ...ids, userPoolId: identityPoolId },
      `userPoolId: "${identityPoolId}" is an identity pool id: identityPoolId`,
    ],
    [
      'a user pool id in the place of the identity pool',
      { ...ids, identityPoolId: userPoolId },
      `identityPoolId: "${userPoolId}" is a user pool id: userPoolId`,
    ],
    [
      'an identity pool id without its region',
      { ...ids, identityPoolId: identityPoolId.split(':')[1] },
      `identityPoolId: lacks its region; write it like "${identityPoolId}"`,
    ],
    [
      'an identity pool id without its region, beside a user pool of another region',
      {
        ...ids,
        userPoolId: 'us-east-1_AbCdEfGhI',
        identityPoolId: identityPoolId.split(':')[1],
      },
      `identityPoolId: lacks its region; write it like "us-east-1:${identityPoolId.split(':')[1]}"`,
    ],
    [
      'blanks in the place of an id',
      { ...ids, webClientId: ' ' },
      'webClientId: is empty; needs an app client id like "3weba1b2c3d4e5f6g7h8i9j0k1"',
    ],
    [
      'a blank after the user pool id',
      { ...ids, userPoolId: `${userPoolId} ` },
      `userPoolId: has blanks around it; write "${userPoolId}"`,
    ],
    [
      'a line end after the client id',
      { ...ids, webClientId: `${webClientId}\n` },
      `webClientId: has blanks around it; write "${webClientId}"`,
    ],
    [
      'a blank before the app',
      { ...ids, app: ' storefront' },
      'app: has blanks around it; write "storefront"',
    ],
    [
      'an env with a character that no policy name may have',
      { ...ids, env: 'prod/eu' },
      'env: needs a lower-case letter first, then up to 31 of a-z, 0-9 and "-", not "prod/eu"',
    ],
    [
      'an env in capitals',
      { ...ids, env: 'Prod' },
      'env: needs a lower-case letter first, then up to 31 of a-z, 0-9 and "-", not "Prod"',
    ],
    ['an app that is missing', { env: 'prod', userPoolId }, 'app: is missing'],
    ['an app that is a number', { ...ids, app: 7 }, 'app: needs a text, not 7'],
    ['a switch that is a word', { ...ids, adopt: 'yes' }, 'adopt: needs true or false, not "yes"'],
    ['a list that is none', { ...ids, functions: {} }, 'functions: needs a list'],
    [
      'a word that is none of two kinds',
      { ...ids, parameters: 'all' },
      'parameters: needs true, false or "each", not "all"',
    ],
    [
      'a name that is empty',
      { ...ids, hosting: [{ appId: 'd1a2b3', branch: '' }] },
      'hosting.0.branch: is empty',
    ],
    ...['7d', '2026-12-31', '2026-12-31T18:00Z', '2026-12-31T18:00:00+01:00'].map(
      (expires): [string, object, string] => [
        `an end that is no time in UTC, ${expires}`,
        { ...ids, expires },
        `expires: needs a time in UTC, to the second, like "2026-12-31T18:00:00Z", not "${expires}"`,
      ],
    ),
    [
      'an id that is no id at all',
      { ...ids, userPoolId: 'the pool of sales' },
      'userPoolId: needs a user pool id like "eu-west-1_AbCdEfGhI", not "the pool of sales"',
    ],
    [
      'a permission that does not exist',
      { ...ids, grants: { storage: [{ bucket: 'acme', guest: ['write'] }] } },
      'grants.storage.0.guest.0: needs one of "create", "read", "update", "delete", not "write"',
    ],
    [
      'a plan hash that is none',
      { ...ids, expectPlan: 'abc' },
      'expectPlan: needs the hash that a plan printed, "sha256:" and 64 hexadecimal digits, not "abc"',
    ],
    [
      'the ARN of a user where a role is needed',
      { ...ids, readRoleArn: authRoleArn.replace('role/', 'user/') },
      'readRoleArn: needs the ARN of a role, not "arn:aws:iam::111122223333:user/service-role/CognitoAuth"',
    ],
  ])('is named with what is wrong: %s', (_, input, complaint) => {
    const text = refusalOf(input);

    expect(complaintsIn(text)).toEqual([complaint]);
    expect(text).toContain('one field is at fault');
  });

  it('is named beside every other one', () => {
    const text = refusalOf({ app: 'Storefront', userPoolId: `${userPoolId} `, mode: 'dry-run' });

    expect(text).toContain('4 fields are at fault');
    expect(complaintsIn(text).map((complaint) => complaint.split(':')[0])).toEqual([
      'app',
      'env',
      'userPoolId',
      'mode',
    ]);
  });

  it('H-1, T-8: all ids that are empty are named, in their order', () => {
    const text = refusalOf({ ...ids, userPoolId: '', webClientId: '', nativeClientId: '' });

    expect(complaintsIn(text).map((complaint) => complaint.split(';')[0])).toEqual([
      'userPoolId: is empty',
      'webClientId: is empty',
      'nativeClientId: is empty',
    ]);
  });

  it('G-5: is judged by a pattern for each id, and no unknown key passes', () => {
    const text = refusalOf({ ...ids, version: 1, userPoolId: 'x', identityPoolId: 'y' });

    expect(complaintsIn(text).map((complaint) => complaint.split(':')[0])).toEqual([
      'userPoolId',
      'identityPoolId',
      'version',
    ]);
  });

  it('is told both ways when two ids are swapped', () => {
    const text = refusalOf({ ...ids, userPoolId: webClientId, webClientId: userPoolId });

    expect(complaintsIn(text)).toEqual([
      `userPoolId: "${webClientId}" looks like an app client id: webClientId`,
      `webClientId: "${userPoolId}" is a user pool id: userPoolId`,
    ]);
  });
});

describe('An unknown key', () => {
  it.each([
    ['at the top', { ...ids, userPoolID: userPoolId }, 'userPoolID', 'userPoolId'],
    ['of the top in other words', { ...ids, identityPool: 'x' }, 'identityPool', 'identityPoolId'],
    ['in the grants', { ...ids, grants: { storages: [] } }, 'grants.storages', 'storage'],
    [
      'in a storage grant',
      { ...ids, grants: { storage: [{ bucket: 'acme', guests: ['read'] }] } },
      'grants.storage.0.guests',
      'guest',
    ],
    [
      'in a function target',
      { ...ids, functions: [{ name: 'api', acess: [] }] },
      'functions.0.acess',
      'access',
    ],
    [
      'in a hosting target',
      { ...ids, hosting: [{ appId: 'd1', branches: 'main' }] },
      'hosting.0.branches',
      'branch',
    ],
    [
      'in a site target',
      { ...ids, sites: [{ bucket: 'acme', distribution: 'E1' }] },
      'sites.0.distribution',
      'distributionId',
    ],
  ])('%s is refused with the nearest known key', (_, input, key, nearest) => {
    const text = refusalOf(input);

    expect(complaintsIn(text)).toEqual([
      `${key}: is not a key of a request; did you mean "${nearest}"?`,
    ]);
  });
});
