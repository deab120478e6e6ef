import { describe, expect, it } from '@jest/globals';

import type { StoragePermission } from '../../../../src/contract/grants/storage.ts';
import { policyDocument } from '../../../../src/domain/iam/document.ts';
import { levelPermissions } from '../../../../src/domain/grants/storage/levels.ts';
import { aStorageGrant } from '../../../support/builders/request.ts';
import { allows, grantsOf } from '../../iam/policy-evaluator.ts';
import { identityKey } from '../../../support/builders/ids.ts';

/** The table of docs/facts/gen1-grants.md, "Storage levels", row by row. */
const columns = ['public', 'own protected', "others' protected", 'own private', 'uploads', 'list'];
const table: ['authenticated' | 'guest', StoragePermission, string[]][] = [
  ['authenticated', 'create', ['Put', 'Put', '–', 'Put', 'Put', '–']],
  ['authenticated', 'update', ['Put', 'Put', '–', 'Put', 'Put', '–']],
  ['authenticated', 'read', ['Get', 'Get', 'Get', 'Get', '–', 'public, protected, own private']],
  ['authenticated', 'delete', ['Delete', 'Delete', '–', 'Delete', '–', '–']],
  ['guest', 'create', ['Put', '–', '–', '–', 'Put', '–']],
  ['guest', 'update', ['Put', '–', '–', '–', 'Put', '–']],
  ['guest', 'read', ['Get', '–', 'Get', '–', '–', 'public, protected']],
  ['guest', 'delete', ['Delete', '–', '–', '–', '–', '–']],
];

const me = '${cognito-identity.amazonaws.com:sub}';
const someone = 'eu-west-1:someone-else';
const bucket = 'arn:aws:s3:::storefront-uploads';

const grantsFor = (
  kind: 'authenticated' | 'guest',
  granted: StoragePermission[],
  partition = 'aws',
) => {
  const grant = aStorageGrant(kind === 'guest' ? { guest: granted } : { authenticated: granted });
  const document = policyDocument(
    levelPermissions(grant, { kind }, `arn:${partition}:s3:::${grant.bucket}`, identityKey),
  );
  return document === null ? [] : grantsOf(JSON.parse(document));
};

describe.each(table)('A grant to %s users to %s', (kind, permission, row) => {
  const grants = grantsFor(kind, [permission]);
  const done = (key: string) =>
    ['Put', 'Get', 'Delete'].filter((verb) =>
      allows(grants, `s3:${verb}Object`, `${bucket}/${key}`),
    );
  const listed = [
    ['public', 'public/a'],
    ['protected', `protected/${someone}/a`],
    ['own private', `private/${me}/a`],
    ["others' private", `private/${someone}/a`],
    ['everything', ''],
    ['uploads', 'uploads/'],
  ].flatMap(([name, prefix]) =>
    allows(grants, 's3:ListBucket', bucket, prefix ?? '') ? [name] : [],
  );

  it.each([
    ['public', 'public/a/b.jpg'],
    ['own protected', `protected/${me}/a.jpg`],
    ["others' protected", `protected/${someone}/a.jpg`],
    ['own private', `private/${me}/a.jpg`],
    ['uploads', 'uploads/a.jpg'],
  ])('reaches %s objects as the table says', (column, key) => {
    // A guest who may read reaches everybody's protected objects; the table says so one column on.
    const asGuest = kind === 'guest' && column === 'own protected';
    const cell = row[columns.indexOf(asGuest ? "others' protected" : column)];

    expect(done(key)).toEqual(cell === '–' ? [] : [cell]);
  });

  it('lists what the table says', () => {
    expect(listed.join(', ')).toBe(row[columns.indexOf('list')]?.replace('–', ''));
  });

  it("never reaches others' private objects or the rest of the bucket", () => {
    expect(done(`private/${someone}/a.jpg`)).toEqual([]);
    expect(done('a.jpg')).toEqual([]);
    expect(allows(grants, 's3:ListBucket', bucket)).toBe(false);
  });
});

describe('A storage grant', () => {
  it('of nothing gives no policy', () => {
    expect(
      levelPermissions(aStorageGrant(), { kind: 'authenticated' }, bucket, identityKey),
    ).toEqual([]);
    expect(levelPermissions(aStorageGrant(), { kind: 'guest' }, bucket, identityKey)).toEqual([]);
  });

  it('gives each kind of user its own permissions only', () => {
    const grant = aStorageGrant({ authenticated: ['delete'], guest: ['read'] });

    const toGuests = levelPermissions(grant, { kind: 'guest' }, bucket, identityKey).map(
      ({ action }) => action,
    );
    const toUsers = levelPermissions(grant, { kind: 'authenticated' }, bucket, identityKey).map(
      ({ action }) => action,
    );

    expect(toGuests).not.toContain('s3:DeleteObject');
    expect(new Set(toUsers)).toEqual(new Set(['s3:DeleteObject']));
  });

  it('names the bucket in the partition of the role, and nothing beside it', () => {
    const grants = grantsFor('authenticated', ['create', 'read', 'update', 'delete'], 'aws-cn');

    const resources = grants.map(({ resource }) => resource);
    expect(
      resources.filter((arn) => !/^arn:aws-cn:s3:::storefront-uploads(\/|$)/.test(arn)),
    ).toEqual([]);
  });

  it('says listing as a wildcard of the prefixes and as the prefixes themselves', () => {
    const list = grantsFor('guest', ['read']).filter(({ action }) => action === 's3:ListBucket');

    expect(list.map(({ prefix }) => prefix)).toEqual([
      'protected/',
      'protected/*',
      'public/',
      'public/*',
    ]);
  });
});
