import { finding, type Finding } from '../../contract/findings.ts';
import { isUseAllowed } from '../allowance.ts';
import type { SeenTarget, TargetContext } from './target-kind.ts';

/** Says that a target may not be written, since neither its owner nor that of the stack has allowed it. */
export function notAllowed(
  target: string,
  { arn, tag }: Pick<SeenTarget, 'arn' | 'tag'>,
  { request: { app }, allowList }: Pick<TargetContext, 'request' | 'allowList'>,
): Finding | null {
  if (isUseAllowed(allowList, app, arn, tag)) return null;
  return finding('TARGET_NOT_ALLOWED', { target, arn, app, tag });
}
