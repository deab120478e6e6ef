import { closest, distance } from 'fastest-levenshtein';

/**
 * What was probably meant by a word that nobody knows, as a sentence with a blank before it. Empty when
 * half of the nearest word would have to change: that is another word.
 */
export function suggestionFor(word: string, known: readonly string[]): string {
  const nearest = closest(word, known);
  return distance(word, nearest) * 2 < nearest.length ? ` Did you mean "${nearest}"?` : '';
}
