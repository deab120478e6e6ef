import type { StoragePathAction, StoragePaths } from '../../../contract/grants/storage.ts';
import { entityToken } from '../../../contract/grants/storage-paths.ts';
import { compareText } from '../../canonical.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import type { Permission } from '../../iam/permission.ts';

/**
 * Storage by paths, as Amplify Gen 2 writes it (`StorageAccessOrchestrator`,
 * `StorageAccessPolicyFactory`): what a role may do on a path it may do below it, but for paths below
 * that have rules of their own: there it may do only what they say, by an explicit Deny. The folders of
 * single users below a path with `{entity_id}` are no such paths: what `entity` gets comes on top.
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

/** What the paths of one bucket give to the role of its holders, and what they keep from it. */
export function pathPermissions(
  paths: StoragePaths,
  holders: readonly Grantee[],
  bucketArn: string,
  identityKey: string,
): readonly Permission[] {
  const owner = `\${${identityKey}}`;
  const rules = Object.entries(paths).flatMap(([path, access]) => rulesAt(path, access, owner));
  // A path that names nobody has rules too: nobody may do anything there.
  const withRules = [...new Set(Object.keys(paths).map(everybodysPrefix))];
  const holding = new Set(holders.map(roleKey));
  const mine = rules.filter(({ who }) => holding.has(who));
  return (Object.keys(s3Actions) as S3Action[]).flatMap((action) => {
    const allowed = new Set(mine.filter((rule) => rule.action === action).map((r) => r.prefix));
    const denied = withRules.filter(
      (prefix) => !allowed.has(prefix) && isBelowOne(prefix, allowed),
    );
    // What a wider path of the same role allows needs no words of its own.
    const widest = [...allowed].filter((prefix) => !isBelowOne(prefix, allowed));
    return [
      ...statementsOn(action, widest, bucketArn),
      ...statementsOn(action, denied, bucketArn).map((p) => ({ effect: 'Deny' as const, ...p })),
    ];
  });
}

/** Signed-in users have one role, whether a path is for their own identity or for all of them. */
function rulesAt(path: string, access: StoragePaths[string], owner: string): readonly PathRule[] {
  return pathRules(path, access, owner).flatMap(({ holder, prefix, actions }) => {
    const who = roleKey(holder === 'entity' ? { kind: 'authenticated' } : holder);
    return actions.map((action) => ({ who, action, prefix }));
  });
}

/** What one path gives to somebody, below a prefix that ends in `/*`. */
type PathRuleOf = {
  /** `entity`: the signed-in user whose identity the prefix holds. */
  readonly holder: Grantee | 'entity';
  readonly prefix: string;
  readonly actions: readonly S3Action[];
};

/**
 * What one path means: the identity of the user is `owner` for that user, and any for everybody else;
 * `x/*\/*` is `x/*` (`StorageAccessOrchestrator`).
 */
export function pathRules(
  path: string,
  { entity, authenticated, guest, groups }: StoragePaths[string],
  owner: string,
): readonly PathRuleOf[] {
  const everybodys = everybodysPrefix(path);
  const own = path.replace(entityToken, () => owner);
  const lists: readonly (readonly [PathRuleOf['holder'], string, readonly StoragePathAction[]])[] =
    [
      ['entity', own, entity],
      [{ kind: 'authenticated' }, everybodys, authenticated],
      [{ kind: 'guest' }, everybodys, guest],
      ...Object.entries(groups).map(
        ([group, actions]) => [{ kind: 'group', group }, everybodys, actions] as const,
      ),
    ];
  return lists.map(([holder, prefix, words]) => ({
    holder,
    prefix,
    actions: [...new Set(words.flatMap((word) => meanings[word]))],
  }));
}

/** The prefix of a path for all whose identity it does not hold. */
function everybodysPrefix(path: string): string {
  return path.replace(entityToken, '*').replace(/\/\*\/\*$/, '/*');
}

function roleKey(grantee: Grantee): string {
  return grantee.kind === 'group' ? `group ${grantee.group}` : grantee.kind;
}

/** Whether a prefix lies below one of several; a folder around it ends at each of its slashes. */
function isBelowOne(prefix: string, parents: ReadonlySet<string>): boolean {
  for (let at = prefix.indexOf('/'); at < prefix.length - 2; at = prefix.indexOf('/', at + 1)) {
    if (parents.has(`${prefix.slice(0, at + 1)}*`)) return true;
  }
  return false;
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
