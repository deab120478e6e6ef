import type { ConfigFormat } from './shipped-file.ts';
import { exportsMeanings } from './meanings/exports.ts';
import { nativeMeanings } from './meanings/native.ts';
import { outputsMeanings } from './meanings/outputs.ts';

/**
 * `breaking`: users lose a session, data or a way in, or a call fails. `behaviour`: the app acts or
 * looks otherwise. `none`: no library of Amplify reads it.
 */
export type Effect = 'breaking' | 'behaviour' | 'none';

type Kind = 'added' | 'removed' | 'changed' | 'reordered';
/** What a difference does; `known`: some library reads the key. */
export type Meaning = {
  readonly effect: Effect;
  readonly meaning: string;
  readonly known: boolean;
};

/** What a difference of certain keys means; what a kind does not say is said by `changed`. */
export type KeyMeaning = {
  readonly keys: RegExp;
  readonly changed: readonly [Effect, string];
  readonly added?: readonly [Effect, string];
  readonly removed?: readonly [Effect, string];
  /** Where the order of a list says something; else no library minds it. */
  readonly reordered?: readonly [Effect, string];
};

const meanings: Readonly<Record<ConfigFormat, readonly KeyMeaning[]>> = {
  exports: exportsMeanings,
  outputs: outputsMeanings,
  native: nativeMeanings,
};

/** What a difference means to the library that reads files of a format. */
export function meaningOf(
  format: ConfigFormat,
  { key, change }: { readonly key: string; readonly change: Kind },
): Meaning {
  const known = meanings[format].find(({ keys }) => keys.test(key));
  if (change === 'reordered') {
    const [effect, meaning] = known?.reordered ?? ['none', 'No library minds the order.'];
    return { effect, meaning, known: known !== undefined };
  }
  if (!known) return unknownKey(change);
  const [effect, meaning] = known[change] ?? known.changed;
  return { effect, meaning, known: true };
}

/** Keys that people add to a generated file are read by their own code. */
function unknownKey(change: Kind): Meaning {
  if (change === 'added') {
    return { effect: 'none', meaning: 'No library reads it.', known: false };
  }
  return {
    effect: 'behaviour',
    meaning: 'No library reads it: look whether your own code does, and keep it beside our file.',
    known: false,
  };
}
