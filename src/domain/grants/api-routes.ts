import type { ApiRoute } from './resource-readings.ts';

/** Which methods of an API a granted path means: those on it, those below it, and those that take it in. */

/**
 * The routes that would answer calls to a path and below. A route whose words are those of the path goes
 * before one that takes anything in their place, as API Gateway chooses too.
 */
export function routesAt(path: string, routes: readonly ApiRoute[]): readonly ApiRoute[] {
  const granted = partsOf(path);
  const meeting = routes.filter((route) => meets(partsOf(route.path), granted));
  const exact = meeting.filter((route) => isSpelled(partsOf(route.path), granted));
  return exact.length > 0 ? exact : meeting;
}

/** A parameter, whatever its name, and one that takes the rest of a path. */
const any = '{}';
const rest = '{+}';

function partsOf(path: string): readonly string[] {
  if (path === '$default') return [rest];
  return path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^\{.*\+\}$/, rest).replace(/^\{.*[^+]\}$/, any));
}

function meets(route: readonly string[], granted: readonly string[]): boolean {
  for (const [index, part] of granted.entries()) {
    const there = route[index];
    if (there === rest || (part === rest && there !== undefined)) return true;
    if (there === undefined) return false;
    if (there !== part && there !== any && part !== any) return false;
  }
  return true;
}

function isSpelled(route: readonly string[], granted: readonly string[]): boolean {
  return granted.every((part, index) => part === any || part === rest || route[index] === part);
}
