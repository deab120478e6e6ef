/**
 * `breaking`: users lose a session, data or a way in, or a call fails. `behaviour`: the app acts or
 * looks otherwise. `unread`: the file of the app has code there, which is not run, so that somebody has
 * to look. `none`: no library of Amplify reads it.
 */
export type Effect = 'breaking' | 'behaviour' | 'unread' | 'none';

/** What a difference of certain keys means; what a kind does not say is said by `changed`. */
export type KeyMeaning = {
  readonly keys: RegExp;
  readonly changed: readonly [Effect, string];
  readonly added?: readonly [Effect, string];
  readonly removed?: readonly [Effect, string];
  /** Where the order of a list says something; else no library minds it. */
  readonly reordered?: readonly [Effect, string];
  /** What a library takes where nothing is said: to say that or nothing is the same. */
  readonly unsaid?: string | number;
  /** Libraries read it, and the pool does not decide it: no file of ours ever says it. */
  readonly ours?: false;
};

/** A key that stands in files of the tools, and that no library reads. */
export const readByNone = {
  changed: ['none', 'No library reads it.'],
} as const satisfies Omit<KeyMeaning, 'keys'>;
