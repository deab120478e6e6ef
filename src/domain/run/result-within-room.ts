import type { Finding } from '../../contract/findings.ts';
import { plural } from '../../contract/text.ts';
import { byteLength } from '../canonical.ts';
import { firstWithin } from '../first-within.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import type { BeforeAndAfter } from '../roles/delivery.ts';

/** What grows in a result: its plan, and every list in it. */
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

/** What a list holds, for whoever is told that not all of it is here. */
const namesOf: Readonly<Record<string, string>> = {
  findings: 'more finding',
  roles: 'more role',
  targets: 'more target',
  left: 'more thing that is left to you',
  yours: 'more thing of yours',
  emitted: 'more file',
  files: 'more file',
  push: 'more target',
};

/**
 * A result: without the documents in its plan where it grows too large; and with the first entries only of what
 * is still too long then: short lists are whole, the others share what room is left, those of the plan too.
 * Whoever is shown a plan agrees to it by its hash.
 *
 * `left`: how many bytes state data have for it
 */
export function resultWithinRoom<Result extends Growing>(
  result: Result,
  left = roomForResult,
): Result {
  const most = Math.max(leastRoom, Math.min(roomForResult, left));
  if (bytesOf(result) <= most) return result;
  const { plan: whole, ...rest } = result;
  const plan = whole && withoutDocuments(whole);
  const lists = [...listsOf(rest, ''), ...listsOf(plan ?? {}, ofPlan)].toSorted(
    (one, other) => bytesOf(one.entries) - bytesOf(other.entries),
  );
  const bare = { ...emptied(rest), ...(plan && { plan: emptied(plan) }) };
  let room = most - bytesOf(bare) - roomForMissing;
  const kept = lists.map((list, at) => {
    const entries = firstWithin(room / (lists.length - at), list.entries);
    room -= bytesOf(entries);
    return { ...list, entries, cut: list.entries.length - entries.length };
  });
  const cut = kept.filter((list) => list.cut > 0);
  const missing = [
    ...(plan ? [missingDocuments] : []),
    ...cut.map((list) => `${moreOf(list.name, list.cut)}${list.of}`),
  ];
  const keptOf = (of: string) =>
    Object.fromEntries(kept.filter((l) => l.of === of).map(({ name, entries }) => [name, entries]));
  return {
    ...rest,
    ...keptOf(''),
    ...(plan && { plan: { ...plan, ...keptOf(ofPlan) } }),
    missing: missing.join(', and '),
  } as unknown as Result;
}

/** Behind the name of a list of the plan. */
const ofPlan = ' of the plan';

/** What is said of what is missing. */
const roomForMissing = 400;

/** A list of a result, or of its plan, by its name there. */
type List = { readonly name: string; readonly of: string; readonly entries: readonly unknown[] };

function listsOf(data: object, of: string): readonly List[] {
  return Object.entries(data)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
    .map(([name, entries]) => ({ name, of, entries }));
}

function moreOf(name: string, count: number): string {
  return plural(count, namesOf[name] ?? `more of "${name}"`);
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
  return withLists(plan, (entries) => entries.map((entry) => bare(entry as object)));
}

/** Of an import; one of a removal says what becomes of it by a word. */
function isPolicy(entry: object): entry is BeforeAndAfter {
  return 'before' in entry && 'after' in entry;
}

function emptied(data: object): object {
  return withLists(data, () => []);
}

/** The same with other entries in its lists. */
function withLists(data: object, entriesOf: (entries: readonly unknown[]) => unknown[]): object {
  const entries = Object.entries(data).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? entriesOf(value) : value,
  ]);
  return Object.fromEntries(entries) as object;
}

function bytesOf(data: unknown): number {
  return byteLength(JSON.stringify(data));
}
