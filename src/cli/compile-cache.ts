import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps the compiled form of what is loaded from here on between runs, which takes a fifth off the
 * time to start. In a folder of the user's own: what lies in the shared temporary folder, which is
 * Node's default, may be somebody else's code. Does nothing in a Node older than 22.8, where
 * the folder cannot be written, or where `NODE_DISABLE_COMPILE_CACHE` is set.
 * Source: https://nodejs.org/api/module.html#module-compile-cache
 */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  const ownFolder = environment['NODE_COMPILE_CACHE'] ?? join(cacheFolder(environment), 'compiled');
  const { enableCompileCache } = nodeModule as Partial<typeof nodeModule>;
  enableCompileCache?.(ownFolder);
}

/** A folder of the user's own for what saves time, and nothing else. */
export function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  return join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), '.cache'), 'amplify-import');
}
