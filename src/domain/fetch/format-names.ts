/**
 * What a frontend can ask for. `env` is no file of its own: its lines are made of what others say.
 *
 * @internal for tests, which hold pages and files to the list
 */
export const formatNames = [
  'outputs',
  'exports',
  'json',
  'android',
  'ios',
  'flutter',
  'all',
  'env',
] as const;

export type Format = (typeof formatNames)[number];
