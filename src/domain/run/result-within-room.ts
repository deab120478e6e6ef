import type { Finding } from '../../contract/findings.ts';
import { plural } from '../../contract/text.ts';
import { byteLength } from '../canonical.ts';
import { roomForResult } from './close.ts';

/** What grows in the result of a push or a removal: its plan, and every list in it. */
type Growing = {
  readonly plan?: object | undefined;
  readonly findings: readonly Finding[];
  readonly missing?: string | undefined;
};

const missingPlan = 'The plan did not fit here; the report has it';

/** What a list holds, for whoever is told that not all of it is here. */
const entriesOf: Readonly<Record<string, string>> = {
  findings: 'more finding',
  roles: 'more role',
  targets: 'more target',
  left: 'more thing that is left to you',
  yours: 'more thing of yours',
  emitted: 'more file',
};

/**
 * A result, with no more of its plan than the hash where it grows too large, since whoever is shown a plan
 * agrees to it by its hash; and with the first entries only of what is still too long then: short lists are
 * whole, the others share what room is left.
 */
export function resultWithinRoom<Result extends Growing>(result: Result): Result {
  if (bytesOf(result) <= roomForResult) return result;
  const { plan, ...rest } = result;
  const bare = {
    ...rest,
    ...(plan && { plan: withoutLists(plan) }),
    missing: missingPlan,
  } as unknown as Result;
  const lists = Object.entries(bare)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
    .toSorted(([, a], [, b]) => bytesOf(a) - bytesOf(b));
  const emptied = Object.fromEntries(lists.map(([name]) => [name, []]));
  let room = roomForResult - bytesOf({ ...bare, ...emptied }) - 200;
  const kept = lists.map(([name, entries], at) => {
    const fitting = firstWithin(room / (lists.length - at), entries);
    room -= bytesOf(fitting);
    return [name, fitting, entries.length - fitting.length] as const;
  });
  const missing = kept.filter(([, , left]) => left > 0).map(([name, , left]) => moreOf(name, left));
  return {
    ...bare,
    ...Object.fromEntries(kept),
    missing: [missingPlan, ...missing].join(', and '),
  };
}

function firstWithin(room: number, entries: readonly unknown[]): readonly unknown[] {
  let left = room;
  const end = entries.findIndex((one) => {
    left -= bytesOf(one) + 1;
    return left < 0;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

function moreOf(name: string, count: number): string {
  return plural(count, entriesOf[name] ?? `more of "${name}"`);
}

function withoutLists(plan: object): object {
  const entries = Object.entries(plan).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? [] : value,
  ]);
  return Object.fromEntries(entries) as object;
}

function bytesOf(data: unknown): number {
  return byteLength(JSON.stringify(data));
}
