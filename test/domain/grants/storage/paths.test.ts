import { describe, expect, it } from '@jest/globals';

import type { storageGrantsSchema } from '../../../../src/contract/grants/storage.ts';
import type * as z from 'zod';
import { admin, guest, told, user } from '../granted.ts';

type Paths = NonNullable<z.input<ReturnType<typeof storageGrantsSchema>>[number]['paths']>;

const me = '${cognito-identity.amazonaws.com:sub}';
const storage = (paths: Paths) => ({ storage: [{ bucket: 'photos-bucket', paths }] });
const object = (verb: string, key: string) => `s3:${verb}Object arn:aws:s3:::photos-bucket/${key}`;
const list = (...prefixes: string[]) =>
  `s3:ListBucket arn:aws:s3:::photos-bucket [s3:prefix: ${prefixes
    .flatMap((prefix) => [prefix, `${prefix}*`])
    .join(', ')}]`;

describe('A path of a storage grant', () => {
  it.each([
    ['get', [object('Get', 'photos/*')]],
    ['list', [list('photos/')]],
    ['read', [object('Get', 'photos/*'), list('photos/')]],
    ['write', [object('Put', 'photos/*')]],
    ['delete', [object('Delete', 'photos/*')]],
  ] as const)(
    'that allows "%s" gives that to whoever it names, and to nobody else',
    (word, lines) => {
      const everybody = { authenticated: [word], guest: [word], groups: { admins: [word] } };

      for (const who of [user, guest, admin]) {
        expect(told(storage({ 'photos/*': everybody }), who)).toEqual(lines);
      }
      expect(told(storage({ 'photos/*': { guest: [word] } }), user)).toEqual([]);
      expect(told(storage({ 'photos/*': { authenticated: [word] } }), guest)).toEqual([]);
      expect(told(storage({ 'photos/*': { groups: { editors: [word] } } }), admin)).toEqual([]);
    },
  );

  it('says an action once, however often it is asked for', () => {
    expect(told(storage({ 'a/*': { guest: ['read', 'get', 'list', 'read'] } }), guest)).toEqual([
      object('Get', 'a/*'),
      list('a/'),
    ]);
  });

  it('is of the own identity for "entity", and of every identity for everybody else', () => {
    const paths: Paths = {
      'photos/{entity_id}/*': { entity: ['read', 'write'], groups: { admins: ['delete'] } },
    };

    expect(told(storage(paths), user)).toEqual([
      object('Get', `photos/${me}/*`),
      list(`photos/${me}/`),
      object('Put', `photos/${me}/*`),
    ]);
    expect(told(storage(paths), guest)).toEqual([]);
    expect(told(storage(paths), admin)[0]).toBe(object('Delete', 'photos/*'));
  });

  it('needs no words of its own where a wider one of the same role allows the same', () => {
    const paths: Paths = {
      'photos/{entity_id}/*': { authenticated: ['get'], entity: ['get', 'write'] },
    };

    expect(told(storage(paths), user)).toEqual([
      object('Get', 'photos/*'),
      object('Put', `photos/${me}/*`),
    ]);
  });
});

describe('A path below another one', () => {
  it('denies what the wider one allows and it does not allow again', () => {
    const paths: Paths = {
      'foo/*': { authenticated: ['read', 'write'], guest: ['get'] },
      'foo/bar/*': { authenticated: ['get'] },
    };

    expect(told(storage(paths), user)).toEqual([
      object('Get', 'foo/*'),
      list('foo/'),
      `Deny ${list('foo/bar/')}`,
      object('Put', 'foo/*'),
      `Deny ${object('Put', 'foo/bar/*')}`,
    ]);
    expect(told(storage(paths), guest)).toEqual([
      object('Get', 'foo/*'),
      `Deny ${object('Get', 'foo/bar/*')}`,
    ]);
  });

  it.each<Paths[string]>([{}, { authenticated: [] }, { guest: [], groups: { admins: [] } }])(
    'keeps everybody out when it names nobody: %j',
    (nobody) => {
      const paths: Paths = {
        'docs/*': { authenticated: ['read'], guest: ['get'] },
        'docs/secret/*': nobody,
      };

      expect(told(storage(paths), user)).toEqual([
        object('Get', 'docs/*'),
        `Deny ${object('Get', 'docs/secret/*')}`,
        list('docs/'),
        `Deny ${list('docs/secret/')}`,
      ]);
      expect(told(storage(paths), guest)).toContain(`Deny ${object('Get', 'docs/secret/*')}`);
      expect(told(storage(paths), admin)).toEqual([]);
    },
  );

  it('keeps everybody out beside the folders of users when it names nobody', () => {
    const paths: Paths = {
      'photos/{entity_id}/*': { entity: ['write'], authenticated: ['get'] },
      'photos/internal/*': {},
    };

    expect(told(storage(paths), user)).toContain(`Deny ${object('Get', 'photos/internal/*')}`);
  });

  it('denies nothing to whom the wider one gives nothing', () => {
    const paths: Paths = {
      'foo/*': { authenticated: ['get'] },
      'foo/bar/*': { guest: ['get'], groups: { admins: ['write'] } },
    };

    expect(told(storage(paths), guest)).toEqual([object('Get', 'foo/bar/*')]);
    expect(told(storage(paths), admin)).toEqual([object('Put', 'foo/bar/*')]);
  });

  it('gives the same in whatever order the paths stand', () => {
    const paths: [string, Paths[string]][] = [
      ['foo/*', { authenticated: ['read', 'write', 'delete'] }],
      ['foo/bar/*', { authenticated: ['get'] }],
      ['foo/baz/*', { guest: ['get'] }],
    ];

    const forwards = told(storage(Object.fromEntries(paths)), user);
    const backwards = told(storage(Object.fromEntries(paths.toReversed())), user);

    expect(backwards).toEqual(forwards);
    expect(forwards).toContain(`Deny ${list('foo/bar/', 'foo/baz/')}`);
  });

  it('is not the own folder of a user: nobody is kept from it who reads all of them, as in Gen 2', () => {
    const paths: Paths = {
      'photos/{entity_id}/*': {
        entity: ['write'],
        authenticated: ['read'],
        guest: ['get'],
        groups: { admins: ['delete'] },
      },
    };

    expect(told(storage(paths), user)).toEqual([
      object('Get', 'photos/*'),
      list('photos/'),
      object('Put', `photos/${me}/*`),
    ]);
    expect(told(storage(paths), guest)).toEqual([object('Get', 'photos/*')]);
    expect(told(storage(paths), admin)).toEqual([object('Delete', 'photos/*')]);
  });

  it('denies beside the folders of users what it does not allow to them', () => {
    const paths: Paths = {
      'photos/{entity_id}/*': { entity: ['write'], authenticated: ['get'] },
      'photos/shared/*': { groups: { admins: ['write'] } },
    };

    expect(told(storage(paths), user)).toEqual([
      object('Get', 'photos/*'),
      `Deny ${object('Get', 'photos/shared/*')}`,
      object('Put', `photos/${me}/*`),
    ]);
  });
});
