import type { PushResult } from '../contract/push/result.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import type { EndWord } from '../domain/report/end-word.ts';
import { styled } from './styled.ts';

/** The first line of a result in words: how it ended. */
export function heading(word: EndWord | PushResult['status'] | RemovalResult['status']): string {
  const isBad = word === 'refused' || word === 'failed' || word === 'push failed';
  return styled(isBad ? 'red' : 'green', word.toUpperCase());
}
