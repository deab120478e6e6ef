import type { StorageGrant, StoragePermission } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/slices.ts';
import type { Permission } from './policy-document.ts';

/**
 * Storage grants with Gen 1's levels and prefixes (gen1-import-auth 4.2): `public/`, `protected/`,
 * `private/` and `uploads/`.
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
const ownLevels: Readonly<Record<PoolRole['kind'], readonly string[]>> = {
  authenticated: ['public/*', `protected/${owner}/*`, `private/${owner}/*`],
  guest: ['public/*'],
};

/** Prefixes that readers may list. */
const listedPrefixes: Readonly<Record<PoolRole['kind'], readonly string[]>> = {
  authenticated: ['public/', 'protected/', `private/${owner}/`],
  guest: ['public/', 'protected/'],
};

/** What one storage grant gives to the role of a kind of user. */
export function storagePermissions(
  grant: StorageGrant,
  kind: PoolRole['kind'],
  partition: string,
): readonly Permission[] {
  const granted = kind === 'authenticated' ? grant.authenticated : grant.guest;
  const bucketArn = `arn:${partition}:s3:::${grant.bucket}`;
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
  const reading = granted.includes('read')
    ? [
        { action: 's3:GetObject', resource: `${bucketArn}/protected/*` },
        {
          action: 's3:ListBucket',
          resource: bucketArn,
          prefixes: listedPrefixes[kind].flatMap((prefix) => [prefix, `${prefix}*`]),
        },
      ]
    : [];
  return [...own, ...uploads, ...reading];
}
