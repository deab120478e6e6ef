import { runOptions, type RunRequest } from '../../contract/request.ts';

/**
 * A request that was imported, as somebody would write it: without the options of that run, and without
 * what says nothing. Understood anew it is the same, whatever has become of the environment that `from`
 * named: the pools that were kept of it are recorded.
 */
export function requestAgain(request: RunRequest): Readonly<Record<string, unknown>> {
  const entries = Object.entries(withoutNulls(request) as object)
    .filter(([key]) => key !== 'from' && !runOptions.some((option) => option === key))
    .map(([key, value]) => [key, key === 'grants' ? withoutEmptyLists(value) : value] as const);
  return withoutEmptyLists(Object.fromEntries(entries));
}

function withoutEmptyLists(value: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter(([, part]) => !Array.isArray(part) || part.length > 0));
}

/** Of every option that can be `null` that is the default. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutNulls(part)]));
}
