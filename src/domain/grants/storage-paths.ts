import type { StoragePathAction, StoragePaths } from '../../contract/grants/storage.ts';
import { entityToken } from '../../contract/grants/storage-paths.ts';
import { compareText } from '../canonical.ts';
import type { Grantee } from './grantee.ts';
import type { Permission } from '../policies/permission.ts';

/**
 * Storage by paths, as Amplify Gen 2 writes it (`StorageAccessOrchestrator`,
 * `StorageAccessPolicyFactory`): what a role may do on a path it may do below it, but for paths below
 * that have rules of their own: there it may do only what they say, by an explicit Deny.
 */

type S3Action = Exclude<StoragePathAction, 'read'>;

/** S3's action for each; `list` is on the bucket, under the prefix. */
const s3Actions: Readonly<Record<S3Action, string>> = {
  get: 's3:GetObject',
  list: 's3:ListBucket',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
};
const meanings: Readonly<Record<StoragePathAction, readonly S3Action[]>> = {
  read: ['get', 'list'],
  get: ['get'],
  list: ['list'],
  write: ['write'],
  delete: ['delete'],
};

/** One action of somebody on a prefix that ends in `/*`. */
type PathRule = { readonly who: string; readonly action: S3Action; readonly prefix: string };

/** What the paths of one bucket give to the role of some users, and what they keep from it. */
export function pathPermissions(
  paths: StoragePaths,
  grantee: Grantee,
  bucketArn: string,
): readonly Permission[] {
  const rules = Object.entries(paths).flatMap(([path, access]) => rulesAt(path, access));
  const prefixes = [...new Set(rules.map(({ prefix }) => prefix))];
  const mine = rules.filter(({ who }) => who === roleKey(grantee));
  return (Object.keys(s3Actions) as S3Action[]).flatMap((action) => {
    const allowed = new Set(mine.filter((rule) => rule.action === action).map((r) => r.prefix));
    const denied = prefixes.filter(
      (prefix) => !allowed.has(prefix) && [...allowed].some((parent) => isBelow(prefix, parent)),
    );
    // What a wider path of the same role allows needs no words of its own.
    const widest = [...allowed].filter((prefix) => ![...allowed].some((p) => isBelow(prefix, p)));
    return [
      ...statementsOn(action, widest, bucketArn),
      ...statementsOn(action, denied, bucketArn).map((p) => ({ effect: 'Deny' as const, ...p })),
    ];
  });
}

/** Signed-in users have one role, whether a path is for their own identity or for all of them. */
function rulesAt(path: string, access: StoragePaths[string]): readonly PathRule[] {
  const { entity, authenticated, guest, groups } = access;
  const everybodys = path.replace(entityToken, '*').replace(/\/\*\/\*$/, '/*');
  const own = path.replace(entityToken, '${cognito-identity.amazonaws.com:sub}');
  const lists = [
    { who: roleKey({ kind: 'authenticated' }), prefix: own, actions: entity },
    { who: roleKey({ kind: 'authenticated' }), prefix: everybodys, actions: authenticated },
    { who: roleKey({ kind: 'guest' }), prefix: everybodys, actions: guest },
    ...Object.entries(groups).map(([group, actions]) => ({
      who: roleKey({ kind: 'group', group }),
      prefix: everybodys,
      actions,
    })),
  ];
  return lists.flatMap(({ who, prefix, actions }) =>
    actions.flatMap((word) => meanings[word].map((action) => ({ who, action, prefix }))),
  );
}

function roleKey(grantee: Grantee): string {
  return grantee.kind === 'group' ? `group ${grantee.group}` : grantee.kind;
}

function isBelow(prefix: string, parent: string): boolean {
  return prefix !== parent && prefix.startsWith(parent.slice(0, -1));
}

/** Objects are named one by one; what is listed is a condition, below the prefix and the prefix itself. */
function statementsOn(
  action: S3Action,
  prefixes: readonly string[],
  bucketArn: string,
): readonly Permission[] {
  const sorted = [...prefixes].toSorted(compareText);
  if (action !== 'list') {
    return sorted.map((prefix) => ({
      action: s3Actions[action],
      resource: `${bucketArn}/${prefix}`,
    }));
  }
  const listed = sorted.flatMap((prefix) => [prefix.slice(0, -1), prefix]);
  if (listed.length === 0) return [];
  return [
    {
      action: s3Actions.list,
      resource: bucketArn,
      condition: { StringLike: { 's3:prefix': listed } },
    },
  ];
}
