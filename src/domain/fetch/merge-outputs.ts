import * as z from 'zod';
import { PoolsDiffer } from '../../contract/errors/fetch-errors.ts';
import { canonicalJson, parseJson } from '../canonical.ts';
import { differences, type Difference } from '../compare/differences.ts';
import { rowOf, type KeyPath } from '../compare/meaning.ts';
import { withMember } from './json-members.ts';

const outputsSchema = z.looseObject({
  version: z.string().regex(/^1(?:\.\d+)*$/),
  auth: z
    .looseObject({ user_pool_id: z.string().optional(), identity_pool_id: z.string().optional() })
    .optional(),
});
type Outputs = z.infer<typeof outputsSchema>;

/** Outputs with our auth in them, and what became of every section of ours. */
export type MergedOutputs = {
  readonly text: string;
  /** Sections that are ours now: `auth`, and those that the file lacked. */
  readonly taken: readonly string[];
  /** Sections that both have, and the file keeps. */
  readonly kept: readonly string[];
  /** Keys of its auth that no pool decides and ours never say: they stay. */
  readonly own: readonly string[];
  /** What its auth loses, and what it says otherwise with an effect on apps: `shipped` is what it had. */
  readonly changes: readonly Difference[];
};

/** Whether a text is outputs as the library reads them, of a version that we know. */
export function isOutputs(text: string): boolean {
  return outputsSchema.safeParse(parseJson(text)).success;
}

/**
 * Puts the auth of our outputs into existing ones (`isOutputs`), beside keys of their auth that ours never
 * say. Every other section stays as it is, to the character; one that they lack is taken from ours. Of
 * `custom` each key counts as a section. The version becomes the higher one: each adds keys to the one
 * before.
 *
 * @throws PoolsDiffer when they are of another user pool or identity pool
 */
export function mergeOutputs(existing: string, ours: string): MergedOutputs {
  const theirs = outputsSchema.parse(parseJson(existing));
  const own = outputsSchema.parse(parseJson(ours));
  requireSamePools(theirs, own);
  const auth = withTheirKeys(['auth'], theirs.auth, own.auth);
  let text = withMember(existing, ['auth'], auth);
  if (minorOf(own.version) > minorOf(theirs.version)) {
    text = withMember(text, ['version'], own.version);
  }
  const taken = ['auth'];
  const kept: string[] = [];
  for (const { path, here, there } of sectionsOf(own, theirs)) {
    if (there === undefined) {
      text = withMember(text, path, here);
      taken.push(path.join('.'));
    } else if (canonicalJson(there) !== canonicalJson(here)) kept.push(path.join('.'));
  }
  const changes = differences('outputs', { auth: theirs.auth }, { auth }).filter(
    ({ effect, change }) => effect !== 'none' && change !== 'added',
  );
  return { text, taken, kept, own: addedKeys(['auth'], own.auth, auth), changes };
}

/** Ours, with what only theirs says and no file of ours ever does: what a pool decides is as the pool has it. */
function withTheirKeys(path: KeyPath, theirs: unknown, ours: unknown): unknown {
  if (!isObject(theirs) || !isObject(ours)) return ours;
  const entries = Object.entries(ours).map(([name, value]) => [
    name,
    withTheirKeys([...path, name], theirs[name], value),
  ]);
  const kept = Object.entries(theirs).filter(
    ([name]) => !(name in ours) && !isDecidedByPool([...path, name]),
  );
  return Object.fromEntries([...entries, ...kept]);
}

function isDecidedByPool(path: KeyPath): boolean {
  const row = rowOf('outputs', path);
  return row !== null && row.ours !== false;
}

function addedKeys(path: KeyPath, before: unknown, now: unknown): readonly string[] {
  if (!isObject(before) || !isObject(now)) return [];
  return Object.entries(now).flatMap(([name, value]) =>
    name in before ? addedKeys([...path, name], before[name], value) : [[...path, name].join('.')],
  );
}

type Section = {
  /** Where it stands: `custom` counts key by key. */
  readonly path: readonly string[];
  readonly here: unknown;
  readonly there: unknown;
};

/** What both files may have beside auth. */
function sectionsOf(own: Outputs, theirs: Outputs): readonly Section[] {
  const { version: _version, auth: _auth, ...sections } = own;
  return Object.entries(sections).flatMap(([name, here]): Section[] => {
    const there = theirs[name];
    if (name !== 'custom' || !isObject(here) || !isObject(there)) {
      return [{ path: [name], here, there }];
    }
    return Object.entries(here).map(([key, value]) => ({
      path: [name, key],
      here: value,
      there: there[key],
    }));
  });
}

/** A file that has an identity pool has storage and APIs that its users reach through it. */
function requireSamePools({ auth: theirs }: Outputs, { auth: ours }: Outputs): void {
  if (!theirs) return;
  const pools = [
    ['user pool', theirs.user_pool_id, ours?.user_pool_id],
    ['identity pool', theirs.identity_pool_id, ours?.identity_pool_id],
  ] as const;
  const others = pools
    .filter(([, there, here]) => there !== undefined && there !== here)
    .map(
      ([kind, there, here]) =>
        `the ${kind} of the file is ${there}, of the config ${here ?? 'none'}`,
    );
  if (others.length === 0) return;
  const [first = '', ...more] = others;
  const text = [first[0]?.toUpperCase() + first.slice(1), ...more].join('; ');
  throw new PoolsDiffer(`${text}.`);
}

/** `1.10` comes after `1.9`. */
function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
