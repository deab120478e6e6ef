import { matched, type KeyPath } from './meaning.ts';

/** Entries that an app calls by names of its own, and the key that says what each one is. */
const named: readonly { readonly at: RegExp; readonly identity: string }[] = [
  { at: /^storage\.buckets$/, identity: 'bucket_name' },
  { at: /^(aws_cloud_logic_custom|custom\.API|api\.plugins\.awsAPIPlugin)$/, identity: 'endpoint' },
];

type Entries = ReadonlyMap<string, unknown>;

/**
 * What both files have and call otherwise: our name by that of the shipped file. Entries of one name are
 * one, whatever they are: libraries look by the name.
 */
export function renamedEntries(
  path: KeyPath,
  shipped: Entries,
  ours: Entries,
): ReadonlyMap<string, string> {
  const identity = named.find(({ at }) => at.test(matched(path)))?.identity;
  if (identity === undefined) return new Map();
  const only = (one: Entries, other: Entries) =>
    [...one].flatMap(([name, value]) => {
      const thing = textAt(value, identity);
      return thing === null || other.has(name) ? [] : [[thing, name] as const];
    });
  const left = new Map(only(ours, shipped));
  return new Map(
    only(shipped, ours).flatMap(([thing, name]) => {
      const ourName = left.get(thing);
      left.delete(thing);
      return ourName === undefined ? [] : [[name, ourName] as const];
    }),
  );
}

function textAt(value: unknown, key: string): string | null {
  if (value === null || typeof value !== 'object') return null;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === 'string' ? found : null;
}
