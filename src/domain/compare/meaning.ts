import { meanings, type ConfigFormat } from './file-kind.ts';
import type { Effect, KeyMeaning } from './key-meaning.ts';

type Kind = 'added' | 'removed' | 'changed' | 'reordered';
/** What a difference does; `known`: some library reads the key. */
export type Meaning = {
  readonly effect: Effect;
  readonly meaning: string;
  readonly known: boolean;
};

/** What a difference means to the library that reads files of a format. */
export function meaningOf(
  format: ConfigFormat,
  { key, change }: { readonly key: string; readonly change: Kind },
): Meaning {
  const ofFormat: readonly KeyMeaning[] = meanings[format];
  const known = ofFormat.find(({ keys }) => keys.test(key));
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
