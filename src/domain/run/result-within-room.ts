import type { Finding } from '../../contract/findings.ts';
import { plural } from '../../contract/text.ts';
import { byteLength } from '../canonical.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import type { BeforeAndAfter } from '../roles/delivery.ts';

/** What grows in the result of a push or a removal: its plan, and every list in it. */
type Growing = {
  readonly plan?: object | undefined;
  readonly findings: readonly Finding[];
  readonly missing?: string | undefined;
};

/** What goes beyond this many bytes is left to plan and report. */
const roomForResult = 60_000;
/** What there is always room for. */
const leastRoom = 5_000;

const missingDocuments =
  'The documents of the policies, and what is written on targets, did not fit here; the report has them';
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
 * A result: without the documents in its plan where it grows too large; with no more of its plan than the hash
 * where that is not enough, since whoever is shown a plan agrees to it by its hash; and with the first entries
 * only of what is still too long then: short lists are whole, the others share what room is left.
 *
 * `left`: how many bytes state data have for it
 */
export function resultWithinRoom<Result extends Growing>(
  result: Result,
  left = roomForResult,
): Result {
  const most = Math.max(leastRoom, Math.min(roomForResult, left));
  if (bytesOf(result) <= most) return result;
  const { plan, ...rest } = result;
  const light = plan && withoutDocuments(plan);
  const isLight =
    light && (bytesOf({ ...rest, plan: light }) <= most || bytesOf(light) <= most / 2);
  const bare = {
    ...rest,
    ...(light && { plan: isLight ? light : withoutLists(light) }),
  } as unknown as Result;
  const lists = Object.entries(bare)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
    .toSorted(([, a], [, b]) => bytesOf(a) - bytesOf(b));
  const emptied = Object.fromEntries(lists.map(([name]) => [name, []]));
  let room = most - bytesOf({ ...bare, ...emptied }) - 200;
  const kept = lists.map(([name, entries], at) => {
    const fitting = firstWithin(room / (lists.length - at), entries);
    room -= bytesOf(fitting);
    return [name, fitting, entries.length - fitting.length] as const;
  });
  const missing = kept
    .filter(([, , count]) => count > 0)
    .map(([name, , count]) => moreOf(name, count));
  const ofPlan = light ? [isLight ? missingDocuments : missingPlan] : [];
  return {
    ...bare,
    ...Object.fromEntries(kept),
    missing: [...ofPlan, ...missing].join(', and '),
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

/** What is done where, and not by which texts. */
function withoutDocuments(plan: object): object {
  const delivery = deliveryOf(plan);
  const bare = (entry: object) => ({
    ...entry,
    ...(isPolicy(entry) && { before: null, after: null, verb: delivery.verb(entry) }),
    ...('stands' in entry && { stands: null }),
    ...('putBack' in entry && { putBack: null }),
    ...('keys' in entry && { keys: {} }),
  });
  const entries = Object.entries(plan).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? value.map((entry: object) => bare(entry)) : value,
  ]);
  return Object.fromEntries(entries) as object;
}

/** Of an import; one of a removal says what becomes of it by a word. */
function isPolicy(entry: object): entry is BeforeAndAfter {
  return 'before' in entry && 'after' in entry;
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
