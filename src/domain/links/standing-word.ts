import type { LinkEntry, OpenMatter } from '../../contract/links/list.ts';

/**
 * How a link stands, in the one word that people are told: what a run has left half done is not ready.
 *
 * @internal for the test of the page that tells them
 */
export const standingWords = [
  'ready',
  'busy',
  'unreadable',
  'half-imported',
  'half-removed',
  'interrupted',
  'expired',
  'removed',
  'not imported',
] as const;
export type StandingWord = (typeof standingWords)[number];

/** What of the open matters has a word of its own, the gravest first; the column of pushes tells of the others. */
const words: readonly (readonly [StandingWord, readonly OpenMatter['what'][]])[] = [
  ['unreadable', ['manifest-unreadable']],
  ['half-imported', ['import-begun', 'unrecorded']],
  ['half-removed', ['half-removed']],
  ['interrupted', ['lease-left', 'push-begun', 'unannounced', 'removal-unannounced']],
  ['expired', ['expired']],
];

/** What stands in the column of `list`, and behind the name of a link in `show`. */
export function standingWord(entry: LinkEntry): StandingWord {
  const { state, open, revision, userPoolId } = entry;
  if (state === 'busy') return state;
  const [word] = words.find(([, matters]) => open.some(({ what }) => matters.includes(what))) ?? [];
  if (word) return word;
  return state === 'ready' && revision === null && userPoolId === null ? 'not imported' : state;
}
