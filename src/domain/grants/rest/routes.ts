import type { ApiFacts, ApiRoute } from '../resources/readings.ts';

/**
 * Which methods of an API answer the calls that a granted path means: calls to the path and below it.
 *
 * A REST API chooses the resource by the path alone, and then its method; an HTTP API chooses among the
 * routes of the method. Both take plain words before a parameter, a parameter before one that takes the
 * rest of a path, and a method of its own before `ANY` (API Gateway guide, "Routing API requests").
 */

/** A route that answers calls; `belowOnly`: the path itself is answered by another one, or by none. */
export type AnsweringRoute = { readonly route: ApiRoute; readonly belowOnly: boolean };

type Parts = readonly string[];
type Candidate = { readonly route: ApiRoute; readonly parts: Parts };
/** Calls of one length, or of that length and any longer one. */
type Calls = { readonly parts: Parts; readonly longer: boolean };

/** The routes that answer calls by a method to a path and below. */
export function routesAnswering(
  path: string,
  method: string,
  { kind, routes }: Pick<ApiFacts, 'kind' | 'routes'>,
): readonly AnsweringRoute[] {
  const granted = grantedParts(path);
  const meeting = candidates(routes).filter(({ parts }) => callsTo(parts, granted) !== null);
  const taking = meeting.filter(({ route }) => route.method === method || route.method === 'ANY');
  const rivals = [
    ...new Map(
      (kind === 'rest' ? meeting : taking).map((rival) => [rival.route.path, rival]),
    ).values(),
  ];
  const depth = Math.max(granted.length, ...meeting.map(({ parts }) => parts.length));
  return taking
    .filter(({ route }) => !hasOwnMethod(route, method, taking))
    .flatMap(({ route, parts }) => {
      const calls = callsTo(parts, granted);
      const left = (calls ? byLength(calls, depth) : []).filter(
        (some) =>
          !rivals.some((rival) => takes(rival.parts, some) && goesBefore(rival.parts, parts)),
      );
      const belowOnly = !left.some((some) => some.parts.length === granted.length);
      return left.length === 0 ? [] : [{ route, belowOnly }];
    });
}

/** The methods that an API has on a path, below it, or in a parameter that takes it in. */
export function methodsAt(path: string, routes: readonly ApiRoute[]): readonly string[] {
  const granted = grantedParts(path);
  const there = candidates(routes).filter(({ parts }) => callsTo(parts, granted) !== null);
  return [...new Set(there.map(({ route }) => route.method))];
}

/** A parameter, whatever its name, and one that takes the rest of a path. */
const any = '{}';
const rest = '{+}';

function partsOf(path: string): Parts {
  return path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^\{.*\+\}$/, rest).replace(/^\{.*[^+]\}$/, any));
}

/** What takes the rest of a path takes one part and whatever is below it. */
function grantedParts(path: string): Parts {
  return partsOf(path).map((part) => (part === rest ? any : part));
}

function candidates(routes: readonly ApiRoute[]): readonly Candidate[] {
  return routes.map((route) => ({
    route,
    parts: route.path === '$default' ? [rest] : partsOf(route.path),
  }));
}

function hasOwnMethod(route: ApiRoute, method: string, taking: readonly Candidate[]): boolean {
  if (route.method !== 'ANY') return false;
  return taking.some((other) => other.route.path === route.path && other.route.method === method);
}

/** The granted calls that a route could take; `null`: none. */
function callsTo(route: Parts, granted: Parts): Calls | null {
  const greedy = route.at(-1) === rest;
  const own = greedy ? route.slice(0, -1) : route;
  if (!greedy && own.length < granted.length) return null;
  const length = Math.max(granted.length, route.length);
  const parts = Array.from({ length }, (_, index) => {
    const [mine = any, asked = any] = [own[index], granted[index]];
    if (mine === any) return asked;
    return asked === any || asked === mine ? mine : null;
  });
  return parts.includes(null)
    ? null
    : { parts: parts.filter((part) => part !== null), longer: greedy };
}

/** Calls of any length, apart, up to where no route tells lengths from one another any more. */
function byLength({ parts, longer }: Calls, depth: number): readonly Calls[] {
  if (!longer) return [{ parts, longer }];
  const more = Math.max(depth - parts.length, 0) + 1;
  return Array.from({ length: more + 1 }, (_, added) => ({
    parts: [...parts, ...Array.from({ length: added }, () => any)],
    longer: added === more,
  }));
}

/** Whether a route takes every one of some calls. */
function takes(route: Parts, { parts, longer }: Calls): boolean {
  const greedy = route.at(-1) === rest;
  const own = greedy ? route.slice(0, -1) : route;
  const fits = greedy ? parts.length >= route.length : !longer && parts.length === own.length;
  return fits && own.every((part, index) => part === any || part === parts[index]);
}

/** Whether a route is chosen before another one where both take a call. */
function goesBefore(route: Parts, other: Parts): boolean {
  const ranks = route.map((part, index) => rankOf(part) - rankOf(other[index]));
  return (ranks.find((difference) => difference !== 0) ?? 0) < 0;
}

function rankOf(part: string | undefined): number {
  if (part === rest) return 2;
  return part === any ? 1 : 0;
}
