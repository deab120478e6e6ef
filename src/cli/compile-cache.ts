import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Keeps the compiled form of what is loaded from here on between runs, which takes a fifth off the
 * time to start. In a folder of the user's own: what lies in the shared temporary folder, which is
 * Node's default, may be somebody else's code. Does nothing in a Node older than 22.8, where
 * there is no folder that can be written, or where `NODE_DISABLE_COMPILE_CACHE` is set.
 * Source: https://nodejs.org/api/module.html#module-compile-cache
 */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  const cache = cacheFolder(environment);
  const ownFolder = environment['NODE_COMPILE_CACHE'] ?? (cache && join(cache, 'compiled'));
  const { enableCompileCache } = nodeModule as Partial<typeof nodeModule>;
  if (ownFolder !== null) enableCompileCache?.(ownFolder);
}

/**
 * A folder of the user's own for what saves time, and nothing else; `null`: the user has none. What is empty or
 * relative counts as not set.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string | null {
  const base = [XDG_CACHE_HOME, LOCALAPPDATA, cacheInHome()].find((path) => isAbsolute(path ?? ''));
  return base === undefined ? null : join(base, 'amplify-import');
}

/** A container may run as a user whom nobody has told it of, and without HOME: such a user has no home. */
function cacheInHome(): string | undefined {
  try {
    return join(homedir(), '.cache');
  } catch {
    return undefined;
  }
}
