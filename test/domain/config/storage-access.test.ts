import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { storageAccess } from '../../../src/domain/grants/storage/access.ts';
import { requestedPermissions } from '../../../src/domain/grants/categories.ts';
import type { Grantee } from '../../../src/contract/grantee.ts';
import { isPermitted } from '../../../src/domain/iam/evaluator.ts';
import { grantsOf } from '../../support/builders/request.ts';
import { identityKey, userPoolId } from '../../support/builders/ids.ts';
import { allKnown } from '../../support/builders/known-resources.ts';
import { runs } from '../../support/counts.ts';

const bucket = 'photos-bucket';
const me = '${cognito-identity.amazonaws.com:sub}';
const accessOf = (...written: object[]) =>
  storageAccess(grantsOf({ storage: written.map((grant) => ({ bucket, ...grant })) }).storage);

describe("Gen 1's levels as paths", () => {
  it('are the documented equivalent, for signed-in users and guests', () => {
    const access = accessOf({
      authenticated: ['create', 'read', 'update', 'delete'],
      guest: ['read'],
    });

    expect(access).toEqual({
      [`private/${me}/*`]: { entityidentity: ['get', 'list', 'write', 'delete'] },
      [`protected/${me}/*`]: { entityidentity: ['get', 'list', 'write', 'delete'] },
      'protected/*': { guest: ['get', 'list'], authenticated: ['get', 'list'] },
      'public/*': {
        guest: ['get', 'list'],
        authenticated: ['get', 'list', 'write', 'delete'],
      },
      'uploads/*': { authenticated: ['write'] },
    });
  });

  it('name groups, and say nothing of what nobody is granted', () => {
    expect(accessOf({ groups: { admins: ['delete'], staff: [] } })).toEqual({
      'public/*': { groupsadmins: ['delete'] },
    });
    expect(accessOf({})).toEqual({});
  });

  it('are those of all grants on the bucket together', () => {
    expect(accessOf({ guest: ['read'] }, { guest: ['create'] })).toMatchObject({
      'public/*': { guest: ['get', 'list', 'write'] },
    });
  });

  const words = fc.subarray(['create', 'read', 'update', 'delete'] as const);
  const actions = {
    get: 's3:GetObject',
    list: 's3:ListBucket',
    write: 's3:PutObject',
    delete: 's3:DeleteObject',
  } as const;

  it('say exactly what the policies grant, to signed-in users, guests and groups', () => {
    const identity = 'eu-west-1:22222222-2222-4333-8444-555555555555';
    const holders: [principals: string[], Grantee][] = [
      [['authenticated', 'entityidentity'], { kind: 'authenticated' }],
      [['guest'], { kind: 'guest' }],
      [['groupsadmins'], { kind: 'group', group: 'admins' }],
    ];
    const folders = [
      'public/',
      'protected/somebody/',
      `protected/${identity}/`,
      'private/somebody/',
      `private/${identity}/`,
      'uploads/',
      'elsewhere/',
    ];

    fc.assert(
      fc.property(words, words, words, (authenticated, guest, admins) => {
        const levels = { bucket, authenticated, guest, groups: { admins } };
        const grants = grantsOf({ storage: [levels] });
        const access = Object.entries(storageAccess(grants.storage));

        for (const [principals, grantee] of holders) {
          const permissions = requestedPermissions(
            { grants, userPoolId },
            [grantee],
            allKnown(grants),
          );
          for (const folder of folders) {
            // A member has the folders of their own too: the outputs have no word for that.
            if (grantee.kind === 'group' && folder.includes(identity)) continue;
            for (const [word, action] of Object.entries(actions)) {
              const listing = word === 'list';
              const allowed = isPermitted(permissions, {
                action,
                resource: `arn:aws:s3:::${bucket}${listing ? '' : `/${folder}x`}`,
                context: { [identityKey]: identity, ...(listing && { 's3:prefix': folder }) },
              });

              const told = access.some(
                ([path, rules]) =>
                  folder.startsWith(path.replace(me, identity).slice(0, -1)) &&
                  principals.some((who) => rules[who]?.includes(word as keyof typeof actions)),
              );
              expect({ folder, word, told }).toEqual({ folder, word, told: allowed });
            }
          }
        }
      }),
      runs(100),
    );
  });
});

describe('The paths of a request', () => {
  it("stand in Gen 2's words: the own folder of a user, and that of everybody around it", () => {
    const access = accessOf({
      paths: {
        'photos/{entity_id}/*': { entity: ['read', 'write'], guest: ['get'] },
        'albums/*': {
          authenticated: ['read', 'list'],
          groups: { staff: ['write'], admins: ['get'] },
        },
      },
    });

    expect(access).toEqual({
      'albums/*': { authenticated: ['get', 'list'], groupsadmins: ['get'], groupsstaff: ['write'] },
      'photos/*': { guest: ['get'] },
      [`photos/${me}/*`]: { entityidentity: ['get', 'list', 'write'] },
    });
  });

  it('stand in one order, whatever the order of the request', () => {
    const rules = { 'b/*': { guest: ['write', 'get'] }, 'a/*': { authenticated: ['delete'] } };
    const backwards = { 'a/*': { authenticated: ['delete'] }, 'b/*': { guest: ['get', 'write'] } };

    expect(JSON.stringify(accessOf({ paths: rules }))).toBe(
      JSON.stringify(accessOf({ paths: backwards })),
    );
  });

  it('are left out where they give nobody anything', () => {
    expect(accessOf({ paths: { 'a/*': { guest: [] } } })).toEqual({});
  });
});
