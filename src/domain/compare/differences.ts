import { canonicalJson, compareText } from '../canonical.ts';
import { matched, meaningOf, type Change, type KeyPath, type Meaning } from './meaning.ts';
import type { Effect } from './key-meaning.ts';
import { codeNotRun, spread } from './code-not-run.ts';
import type { ConfigFormat } from './file-kind.ts';
import { renamedEntries } from './renamed-entries.ts';

/** One key that says something else in our file than in the one that an app ships. */
export type Difference = {
  /** From the top, by dots; an entry of a list that has a name by it: `aws_cloud_logic_custom.items`. */
  readonly key: string;
  /** `added`, `removed`: only in our file, not in our file. `reordered`: a list in another order. */
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  /** Left out where there is none, and for what may be a secret. */
  readonly shipped?: unknown;
  readonly ours?: unknown;
  readonly effect: Effect;
  /** What it means to the library that reads the file, and to the users of the app. */
  readonly meaning: string;
};

/** Names of what is for nobody's terminal, whatever is below it. */
const secretKeys =
  /secret|api[-_]?key|token(?!_?uri)|credential(?!s_?provider)|password(?!less|_?(policy|protection))/i;

/** Parts that mean nothing by themselves: what is below them is told, also where only one file has them. */
const onlyHold =
  /^(custom|custom\.auth|auth\.plugins|(auth\.plugins\.awsCognitoAuthPlugin\.)?Auth(\.Default)?)$/;

/** Every difference between the file that an app ships and ours: what breaks something comes first. */
export function differences(
  format: ConfigFormat,
  shipped: unknown,
  ours: unknown,
): readonly Difference[] {
  const weights: Readonly<Record<Effect, number>> = {
    breaking: 0,
    behaviour: 1,
    unread: 2,
    none: 3,
  };
  return changes([], shipped, ours)
    .map((change) => told(change, meaningOf(format, change)))
    .toSorted((a, b) => weights[a.effect] - weights[b.effect] || compareText(a.key, b.key));
}

function told(change: Change, { effect, meaning, named }: Meaning): Difference {
  const { path, shipped, ours } = change;
  const isSecret = named === 0 || path.slice(named - 1).some((name) => secretKeys.test(name));
  const show = (value: unknown) => (isSecret ? hidden : withoutSecrets(value));
  return {
    key: path.join('.'),
    change: change.change,
    ...(shipped !== undefined && { shipped: show(shipped) }),
    ...(ours !== undefined && { ours: show(ours) }),
    effect,
    meaning,
  };
}

function changes(path: KeyPath, shipped: unknown, ours: unknown): readonly Change[] {
  const [before, now] = [entriesOf(shipped, path), entriesOf(ours, path)];
  if (shipped === undefined && !before) return [{ path, change: 'added', ours }];
  if (ours === undefined && !now) return [{ path, change: 'removed', shipped }];
  if (before && now) return entryChanges(path, before, now);
  if (canonicalJson(shipped) === canonicalJson(ours)) return [];
  return [{ path, change: isReordered(shipped, ours) ? 'reordered' : 'changed', shipped, ours }];
}

type Entries = ReadonlyMap<string, unknown>;

/** One that is called otherwise here is told by the name that the app has for it. */
function entryChanges(path: KeyPath, before: Entries, now: Entries): readonly Change[] {
  const renamed = renamedEntries(path, before, now);
  const elsewhere = new Set(renamed.values());
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names
    .filter((name) => !elsewhere.has(name))
    .flatMap((name): readonly Change[] => {
      const [of, ours = name] = [[...path, name], renamed.get(name)];
      const inside = changes(of, before.get(before.has(name) ? name : spread), now.get(ours));
      if (ours === name) return inside;
      return [{ path: [...of, 'name'], change: 'changed', shipped: name, ours }, ...inside];
    });
}

/** The parts of a value that have names: those of an object, and those of a list whose entries do. */
function entriesOf(value: unknown, path: KeyPath): Entries | null {
  if (value === undefined && onlyHold.test(matched(path))) return new Map();
  if (value === null || typeof value !== 'object' || value === codeNotRun) return null;
  if (!Array.isArray(value)) {
    // To every library an object without anything in it is one that is not there.
    return new Map(Object.entries(value).filter(([, one]) => !isEmptyObject(one)));
  }
  const named = value.map(namedEntry);
  const names = new Set(named.map((entry) => entry?.[0]));
  if (value.length === 0 || names.has(undefined) || names.size < value.length) return null;
  return new Map(named.flatMap((entry) => (entry ? [entry] : [])));
}

/** An entry with a `name`, or an object of one key: groups of the outputs, whose name that is. */
function namedEntry(entry: unknown): readonly [name: string, value: unknown] | null {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return null;
  const { name, ...rest } = entry as { name?: unknown };
  if (typeof name === 'string') return [name, rest];
  const [only, ...more] = Object.entries(entry);
  return only && more.length === 0 && typeof only[1] === 'object' ? only : null;
}

function isEmptyObject(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.keys(value).length === 0;
}

/** Whether two lists hold the same; so do URLs that Gen 1 joins by commas. */
function isReordered(shipped: unknown, ours: unknown): boolean {
  const [before, now] = [listOf(shipped), listOf(ours)];
  return before !== null && now !== null && canonicalJson(before) === canonicalJson(now);
}

function listOf(value: unknown): readonly string[] | null {
  const list = typeof value === 'string' && value.includes(',') ? value.split(',') : value;
  return Array.isArray(list) ? list.map((one) => canonicalJson(one)).toSorted(compareText) : null;
}

const hidden = '(not shown)';

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object' || value === codeNotRun) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretKeys.test(name) ? hidden : withoutSecrets(one),
    ]),
  );
}
