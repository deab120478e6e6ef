/**
 * The rules of storage paths: those of Amplify Gen 2 (docs/facts/gen2-backend.md),
 * and two that keep a path from meaning more to IAM than it says.
 */

/** Stands for the identity id of the user. */
export const entityToken = '{entity_id}';

type PathAccess = {
  readonly entity: readonly unknown[];
  readonly authenticated: readonly unknown[];
  readonly guest: readonly unknown[];
  readonly groups: Readonly<Record<string, readonly unknown[]>>;
};
type PathComplaint = { readonly path: string; readonly problem: string };

/** What is wrong with the paths of one grant; each path is told its first mistake. */
export function pathComplaints(paths: Readonly<Record<string, PathAccess>>): PathComplaint[] {
  const byFolder = pathsByFolder(paths);
  return Object.entries(paths).flatMap(([path, access]) => {
    const problem =
      formProblem(path) ?? entityProblem(path, access) ?? prefixProblem(path, byFolder);
    return problem === null ? [] : [{ path, problem }];
  });
}

function formProblem(path: string): string | null {
  if (path.startsWith('/')) return 'must not start with "/"';
  if (!path.endsWith('/*')) return 'must end with "/*"';
  if (path.includes('//')) return 'must not contain "//"';
  if (path.indexOf('*') < path.length - 1) return 'may have a wildcard only as its last character';
  // To IAM, "?" is a wildcard, "$" begins a variable, and what is beyond Latin-1 no character at all.
  if (/[?$]|[^\x20-\xff]/.test(path)) {
    return 'must not contain "?", "$" or a character beyond Latin-1';
  }
  if (/[{}]/.test(path.replaceAll(entityToken, ''))) {
    return `must not contain braces but those of "${entityToken}"`;
  }
  return null;
}

function entityProblem(path: string, { entity }: PathAccess): string | null {
  const [before = '', after, ...more] = path.split(entityToken);
  if (after === undefined) {
    return entity.length > 0 ? `needs "${entityToken}" to grant anything to "entity"` : null;
  }
  if (more.length > 0) return `must not contain "${entityToken}" more than once`;
  if (after !== '/*') return `must have "${entityToken}" right before the ending "/*"`;
  if (before === '') return `must not start with "${entityToken}"`;
  if (!before.endsWith('/')) return `must have nothing beside "${entityToken}" between two "/"`;
  return null;
}

/**
 * One rule below another is told by a Deny, which a third rule below could not take back: so there are two
 * at most, and none above the folders of single users, which a Deny would close.
 */
function prefixProblem(
  path: string,
  byFolder: ReadonlyMap<string, readonly string[]>,
): string | null {
  const isOwn = path.includes(entityToken);
  const prefixes = foldersAround(path, isOwn)
    .flatMap((folder) => byFolder.get(folder) ?? [])
    .filter((other) => other !== path);
  const named = prefixes.map((prefix) => `"${prefix}"`).join(' and ');
  if (prefixes.length > 0 && isOwn) {
    return `contains "${entityToken}", so no other path may be its prefix; ${named} is`;
  }
  if (prefixes.length > 1) return `may have one other path as its prefix; it has ${named}`;
  return null;
}

/** The folders that a path lies in, the widest first; one of a user's own lies in that of all users too. */
function foldersAround(path: string, isOwn: boolean): readonly string[] {
  const parts = path.slice(0, -'/*'.length).split('/');
  const last = isOwn ? parts.length : parts.length - 1;
  let folder = '';
  return parts.slice(0, last).map((part) => (folder += `${part}/`));
}

/**
 * Paths by the folder whose objects they are about: everybody but the user themselves gets the folders of
 * all users, as if `{entity_id}` were not there.
 */
function pathsByFolder(paths: Readonly<Record<string, PathAccess>>): Map<string, string[]> {
  const byFolder = new Map<string, string[]>();
  for (const [path, { authenticated, guest, groups }] of Object.entries(paths)) {
    const lists = [authenticated, guest, ...Object.values(groups)];
    const isOpen = lists.some(({ length }) => length > 0);
    const own = path.replace('*', '');
    const folder = isOpen ? own.replace(`${entityToken}/`, '') : own;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
  }
  return byFolder;
}
