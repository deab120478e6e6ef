import type { PushResult } from '../contract/push/result.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import type { Result } from '../contract/result.ts';
import { styled } from './styled.ts';

/** The first line of a result in words: how it ended. */
export function heading(
  status: Result['status'] | PushResult['status'] | RemovalResult['status'],
): string {
  const colour = status === 'refused' || status === 'failed' ? 'red' : 'green';
  return styled(colour, status.toUpperCase());
}
