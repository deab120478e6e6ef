import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { StorageGrant } from '../../../../src/contract/grants/storage.ts';
import { bucketName } from '../../../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../../support/builders/request.ts';
import { bucketReading } from '../../../support/builders/resources.ts';

type PathAccess = NonNullable<StorageGrant['paths']>[string];
const aPath = (access: Partial<PathAccess>): PathAccess => ({
  entity: [],
  authenticated: [],
  guest: [],
  groups: {},
  ...access,
});

const calls = (...grants: Partial<StorageGrant>[]) =>
  resourceFindings(
    aRequest({ grants: storageGrants(...grants.map(aStorageGrant)) }),
    bucketReading(bucketName, {}),
    { allowList: null, roles: [], clients: [] },
  ).filter(({ code }) => code === 'LIBRARY_CALL_NOT_GRANTED');

describe('A call that a library makes beside what is granted on a bucket', () => {
  it.each<[string, Partial<StorageGrant>, string, string]>([
    ['write only', { guest: ['create'] }, 'upload check', 'guests'],
    ['change only', { authenticated: ['update'] }, 'upload check', 'signed-in users'],
    ['delete only', { groups: { admins: ['delete'] } }, 'folder removal', 'members of admins'],
  ])('is told of those who may %s, and gives them nothing more', (_, grant, call, who) => {
    expect(calls(grant)).toEqual([
      expect.objectContaining({
        severity: 'info',
        subject: bucketName,
        facts: expect.objectContaining({ call, paths: [] }),
        message: expect.stringContaining(`In ${bucketName}, ${who} may`),
      }),
    ]);
  });

  it('is no matter to those who may read', () => {
    expect(calls({ authenticated: ['create', 'read', 'update', 'delete'] })).toEqual([]);
    expect(calls({ guest: ['create', 'delete'] }, { guest: ['read'] })).toEqual([]);
  });

  it('is told once of all paths, by what each of them gives', () => {
    const paths = {
      'inbox/*': aPath({ guest: ['write'], groups: { admins: ['read', 'delete'] } }),
      'outbox/*': aPath({ authenticated: ['write', 'get', 'delete'] }),
      'bin/*': aPath({ groups: { admins: ['delete'] } }),
    };

    expect(calls({ paths }).map(({ facts }) => facts)).toEqual([
      {
        bucket: bucketName,
        call: 'upload check',
        paths: ['inbox/*'],
        grantees: [{ kind: 'guest' }],
      },
      {
        bucket: bucketName,
        call: 'folder removal',
        paths: ['outbox/*', 'bin/*'],
        grantees: [{ kind: 'authenticated' }, { kind: 'group', group: 'admins' }],
      },
    ]);
  });

  it('works for the owner of a folder by what all signed-in users may', () => {
    const paths = { 'own/{entity_id}/*': aPath({ entity: ['write'], authenticated: ['get'] }) };

    expect(calls({ paths })).toEqual([]);
  });
});
