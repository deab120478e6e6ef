import type { StorageGrant, StoragePermission } from '../../../contract/grants/storage.ts';
import type { Permission } from '../../iam/permission.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';

/**
 * Storage grants with Gen 1's levels and prefixes (docs/facts/gen1-grants.md): `public/`, `protected/`,
 * `private/` and `uploads/`. Members of a group are signed-in users with another role, so the same
 * words give them the same; Gen 1 gave a group the whole bucket, everybody's private objects included.
 */

/** S3's action for each permission; `read` also lists. */
const objectActions: Readonly<Record<StoragePermission, string>> = {
  create: 's3:PutObject',
  update: 's3:PutObject',
  read: 's3:GetObject',
  delete: 's3:DeleteObject',
};

/** Prefixes whose objects a user may reach with every granted permission. */
function ownLevels(kind: Grantee['kind'], owner: string): readonly string[] {
  return kind === 'guest'
    ? ['public/*']
    : ['public/*', `protected/${owner}/*`, `private/${owner}/*`];
}

/** Prefixes that readers may list. */
function listedPrefixes(kind: Grantee['kind'], owner: string): readonly string[] {
  return kind === 'guest'
    ? ['public/', 'protected/']
    : ['public/', 'protected/', `private/${owner}/`];
}

/** What the levels of one storage grant give to the role of some users. */
export function levelPermissions(
  grant: StorageGrant,
  grantee: Grantee,
  bucketArn: string,
  identityKey: string,
): readonly Permission[] {
  const { kind } = grantee;
  const owner = `\${${identityKey}}`;
  const granted = rightsOf(grant, grantee) ?? [];
  const own = granted.flatMap((permission) =>
    ownLevels(kind, owner).map((level) => ({
      action: objectActions[permission],
      resource: `${bucketArn}/${level}`,
    })),
  );
  const uploads =
    granted.includes('create') || granted.includes('update')
      ? [{ action: 's3:PutObject', resource: `${bucketArn}/uploads/*` }]
      : [];
  const prefixes = listedPrefixes(kind, owner).flatMap((prefix) => [prefix, `${prefix}*`]);
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
