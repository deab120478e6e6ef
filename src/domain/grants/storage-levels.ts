import type { StorageGrant, StoragePermission } from '../../contract/grants/storage.ts';
import type { Permission } from '../policies/permission.ts';
import { rightsOf, type Grantee } from './grantee.ts';

/**
 * Storage grants with Gen 1's levels and prefixes (gen1-import-auth 4.2): `public/`, `protected/`,
 * `private/` and `uploads/`. Members of a group are signed-in users with another role, so the same words
 * give them the same; Gen 1 gave a group the whole bucket, everybody's private objects included.
 */

const owner = '${cognito-identity.amazonaws.com:sub}';

/** S3's action for each permission; `read` also lists. */
const objectActions: Readonly<Record<StoragePermission, string>> = {
  create: 's3:PutObject',
  update: 's3:PutObject',
  read: 's3:GetObject',
  delete: 's3:DeleteObject',
};

/** Prefixes whose objects a user may reach with every granted permission. */
const levelsOfUsers = ['public/*', `protected/${owner}/*`, `private/${owner}/*`];
const ownLevels: Readonly<Record<Grantee['kind'], readonly string[]>> = {
  authenticated: levelsOfUsers,
  guest: ['public/*'],
  group: levelsOfUsers,
};

/** Prefixes that readers may list. */
const listedByUsers = ['public/', 'protected/', `private/${owner}/`];
const listedPrefixes: Readonly<Record<Grantee['kind'], readonly string[]>> = {
  authenticated: listedByUsers,
  guest: ['public/', 'protected/'],
  group: listedByUsers,
};

/** What the levels of one storage grant give to the role of some users. */
export function levelPermissions(
  grant: StorageGrant,
  grantee: Grantee,
  bucketArn: string,
): readonly Permission[] {
  const { kind } = grantee;
  const granted = rightsOf(grant, grantee) ?? [];
  const own = granted.flatMap((permission) =>
    ownLevels[kind].map((level) => ({
      action: objectActions[permission],
      resource: `${bucketArn}/${level}`,
    })),
  );
  const uploads =
    granted.includes('create') || granted.includes('update')
      ? [{ action: 's3:PutObject', resource: `${bucketArn}/uploads/*` }]
      : [];
  const prefixes = listedPrefixes[kind].flatMap((prefix) => [prefix, `${prefix}*`]);
  const reading = granted.includes('read')
    ? [
        { action: 's3:GetObject', resource: `${bucketArn}/protected/*` },
        {
          action: 's3:ListBucket',
          resource: bucketArn,
          condition: { StringLike: { 's3:prefix': prefixes } },
        },
      ]
    : [];
  return [...own, ...uploads, ...reading];
}
