import type { StorageGrant, StoragePermission } from '../../contract/grants/storage.ts';
import type { Permission } from './permission.ts';

/**
 * Storage grants with Gen 1's levels and prefixes (gen1-import-auth 4.2): `public/`, `protected/`,
 * `private/` and `uploads/`; what a group is granted holds for the whole bucket.
 */

const owner = '${cognito-identity.amazonaws.com:sub}';

/** S3's action for each permission; `read` also lists. */
const objectActions: Readonly<Record<StoragePermission, string>> = {
  create: 's3:PutObject',
  update: 's3:PutObject',
  read: 's3:GetObject',
  delete: 's3:DeleteObject',
};

/** Whose role a grant is for. */
export type Grantee =
  { readonly kind: 'authenticated' | 'guest' } | { readonly kind: 'group'; readonly group: string };

/** Prefixes whose objects a user may reach with every granted permission; a group reaches them all. */
const ownLevels: Readonly<Record<Grantee['kind'], readonly string[]>> = {
  authenticated: ['public/*', `protected/${owner}/*`, `private/${owner}/*`],
  guest: ['public/*'],
  group: ['*'],
};

/** Prefixes that readers may list; no prefix: the whole bucket. */
const listedPrefixes: Readonly<Record<Grantee['kind'], readonly string[]>> = {
  authenticated: ['public/', 'protected/', `private/${owner}/`],
  guest: ['public/', 'protected/'],
  group: [],
};

/** What one storage grant gives to the role of some users. */
export function storagePermissions(
  grant: StorageGrant,
  grantee: Grantee,
  partition: string,
): readonly Permission[] {
  const { kind } = grantee;
  const granted = permissionsFor(grant, grantee);
  const bucketArn = `arn:${partition}:s3:::${grant.bucket}`;
  const own = granted.flatMap((permission) =>
    ownLevels[kind].map((level) => ({
      action: objectActions[permission],
      resource: `${bucketArn}/${level}`,
    })),
  );
  // The whole bucket holds these two prefixes already.
  const beyond = kind !== 'group';
  const uploads =
    beyond && (granted.includes('create') || granted.includes('update'))
      ? [{ action: 's3:PutObject', resource: `${bucketArn}/uploads/*` }]
      : [];
  const prefixes = listedPrefixes[kind].flatMap((prefix) => [prefix, `${prefix}*`]);
  const reading = granted.includes('read')
    ? [
        ...(beyond ? [{ action: 's3:GetObject', resource: `${bucketArn}/protected/*` }] : []),
        {
          action: 's3:ListBucket',
          resource: bucketArn,
          ...(prefixes.length > 0 && { condition: { StringLike: { 's3:prefix': prefixes } } }),
        },
      ]
    : [];
  return [...own, ...uploads, ...reading];
}

function permissionsFor(grant: StorageGrant, grantee: Grantee): readonly StoragePermission[] {
  if (grantee.kind !== 'group') return grant[grantee.kind];
  return Object.hasOwn(grant.groups, grantee.group) ? (grant.groups[grantee.group] ?? []) : [];
}
