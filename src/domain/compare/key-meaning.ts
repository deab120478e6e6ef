/**
 * `breaking`: users lose a session, data or a way in, or a call fails. `behaviour`: the app acts or
 * looks otherwise. `none`: no library of Amplify reads it.
 */
export type Effect = 'breaking' | 'behaviour' | 'none';

/** What a difference of certain keys means; what a kind does not say is said by `changed`. */
export type KeyMeaning = {
  readonly keys: RegExp;
  readonly changed: readonly [Effect, string];
  readonly added?: readonly [Effect, string];
  readonly removed?: readonly [Effect, string];
  /** Where the order of a list says something; else no library minds it. */
  readonly reordered?: readonly [Effect, string];
};
