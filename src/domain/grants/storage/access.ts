import type { StorageGrant, StoragePermission } from '../../../contract/grants/storage.ts';
import { compareText } from '../../canonical.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { pathRules } from './paths.ts';

/**
 * What may be done below a path, in words of the outputs (docs/facts/amplify-outputs.md, "Words of
 * storage paths").
 */
type PathPermission = 'read' | 'get' | 'list' | 'write' | 'delete';

/** Who may do what below one path: `guest`, `authenticated`, `entityidentity`, `groups<NAME>`. */
export type PathAccess = Readonly<Record<string, readonly PathPermission[]>>;

/**
 * Stands in a path for the identity of the user. It is the policy variable of AWS, in every partition:
 * libraries look for this word and put the identity in its place.
 */
export const identityWord = '${cognito-identity.amazonaws.com:sub}';

/** `read` is never written: some libraries do not know it (docs/facts/amplify-outputs.md). */
const permissionOrder: readonly PathPermission[] = ['get', 'list', 'write', 'delete'];
const principalOrder = ['guest', 'authenticated', 'entityidentity'];
const reading = ['get', 'list'] as const;

type Rule = {
  readonly path: string;
  readonly principal: string;
  readonly permissions: readonly PathPermission[];
};

/** What the grants on one bucket let whom do below which path, as the policies of ours have it. */
export function storageAccess(
  grants: readonly StorageGrant[],
): Readonly<Record<string, PathAccess>> {
  const rules = grants.flatMap((grant) => (grant.paths ? declared(grant.paths) : levels(grant)));
  const given = rules.filter(({ permissions }) => permissions.length > 0);
  const byPath = new Map<string, Rule[]>();
  for (const rule of given) {
    const alike = byPath.get(rule.path);
    if (alike) alike.push(rule);
    else byPath.set(rule.path, [rule]);
  }
  return Object.fromEntries(
    [...byPath]
      .toSorted(([one], [other]) => compareText(one, other))
      .map(([path, alike]) => [path, accessOf(alike)]),
  );
}

function accessOf(rules: readonly Rule[]): PathAccess {
  const principals = [...new Set(rules.map(({ principal }) => principal))].toSorted(byPrincipal);
  return Object.fromEntries(
    principals.map((principal) => {
      const own = rules.filter((rule) => rule.principal === principal);
      const permissions = new Set(own.flatMap((rule) => rule.permissions));
      return [principal, permissionOrder.filter((permission) => permissions.has(permission))];
    }),
  );
}

function byPrincipal(a: string, b: string): number {
  const [first, second] = [a, b].map((one) => principalOrder.indexOf(one) + 1 || Infinity);
  return first === second ? compareText(a, b) : (first ?? 0) - (second ?? 0);
}

/** The paths of a request, in the words of Gen 2. */
function declared(paths: NonNullable<StorageGrant['paths']>): readonly Rule[] {
  return Object.entries(paths).flatMap(([path, access]) =>
    pathRules(path, access, identityWord).map(({ holder, prefix, actions }) => ({
      path: prefix,
      principal: holder === 'entity' ? 'entityidentity' : principalOf(holder),
      permissions: actions,
    })),
  );
}

const meanings: Readonly<Record<StoragePermission, readonly PathPermission[]>> = {
  create: ['write'],
  update: ['write'],
  read: reading,
  delete: ['delete'],
};

/**
 * Gen 1's levels as paths, exactly as `storage-levels.ts` grants them. The own folders of a member are
 * said of signed-in users only: the outputs have no word for "the folder of whoever is in a group".
 */
function levels(grant: StorageGrant): readonly Rule[] {
  const grantees: readonly Grantee[] = [
    { kind: 'guest' },
    { kind: 'authenticated' },
    ...Object.keys(grant.groups).map((group) => ({ kind: 'group' as const, group })),
  ];
  return grantees.flatMap((grantee) => {
    const granted = rightsOf(grant, grantee) ?? [];
    const permissions = granted.flatMap((permission) => meanings[permission]);
    const principal = principalOf(grantee);
    const own = ['protected', 'private'].map((level) => ({
      path: `${level}/${identityWord}/*`,
      principal: 'entityidentity',
      permissions,
    }));
    return [
      { path: 'public/*', principal, permissions },
      ...(grantee.kind === 'authenticated' ? own : []),
      { path: 'protected/*', principal, permissions: granted.includes('read') ? reading : [] },
      { path: 'uploads/*', principal, permissions: permissions.filter((one) => one === 'write') },
    ];
  });
}

function principalOf(grantee: Grantee): string {
  return grantee.kind === 'group' ? `groups${grantee.group}` : grantee.kind;
}
