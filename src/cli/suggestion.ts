import { closest, distance } from 'fastest-levenshtein';

/** What other command lines call what this one has, by what it is called here. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['plan', 'run --mode plan'],
  ['import', 'run'],
  ['apply', 'run'],
  ['delete', 'remove'],
  ['destroy', 'remove'],
  ['rm', 'remove'],
  ['unlink', 'remove'],
  ['ls', 'list'],
  ['status', 'show'],
  ['describe', 'show'],
  ['log', 'history'],
  ['pull', 'fetch'],
  ['download', 'fetch'],
  ['version', '--version'],
  ['-v', '--version'],
  ['-V', '--version'],
  ['--dry-run', '--mode plan'],
  ['--dryrun', '--mode plan'],
  ['--plan', '--mode plan'],
  ['-y', '--yes'],
  ['--output', '--out'],
  ['-o', '--out'],
]);

/**
 * What was probably meant by a word that nobody knows, as a sentence with a blank before it. Empty when
 * half of the nearest word would have to change: that is another word.
 */
export function suggestionFor(word: string, known: readonly string[]): string {
  const other = otherNames.get(word);
  if (other !== undefined && (known.includes(other.split(' ')[0] ?? '') || other === '--version')) {
    return ` Did you mean "${other}"?`;
  }
  const nearest = closest(word, known);
  return distance(word, nearest) * 2 < nearest.length ? ` Did you mean "${nearest}"?` : '';
}
