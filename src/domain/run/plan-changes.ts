import type { Result } from '../../contract/result.ts';

/** Whether a plan, as a result tells of it, changes anything on roles, files or targets. */
export function hasChanges(plan: NonNullable<Result['plan']>): boolean {
  if (plan.changed !== undefined) return plan.changed;
  return (
    plan.roles.some(({ before, after, verb }) => before !== after || (verb ?? 'keep') !== 'keep') ||
    plan.files.some(({ changed }) => changed) ||
    plan.push.some(({ change }) => change === 'write')
  );
}
