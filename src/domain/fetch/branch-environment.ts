import { linkPartPattern } from '../../contract/name-patterns.ts';

/** Branches that are what users see: by custom their environment is called otherwise. */
const production: ReadonlySet<string> = new Set(['main', 'master']);

/**
 * The environment of a branch in a hosting build: `main` and `master` are `prod`, every other branch
 * is called as it is, in lower case, with a `-` for whatever a name cannot hold. `null` when that
 * gives no name of an environment: a shorter one could be the one of another branch.
 */
export function environmentOfBranch(branch: string): string | null {
  if (production.has(branch)) return 'prod';
  const name = branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  // Only by its own name is a branch the one of production.
  if (name === 'prod' && branch !== 'prod') return null;
  return linkPartPattern.test(name) ? name : null;
}
