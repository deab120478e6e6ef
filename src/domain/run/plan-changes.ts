import type { Result } from '../../contract/result.ts';

type PlanInResult = NonNullable<Result['plan']>;

/** Whether a plan, as a result tells of it, changes anything on roles, files or targets. */
export function hasChanges(plan: PlanInResult): boolean {
  return plan.changed ?? countShown(plan) > 0;
}

/** How many roles, files and targets people are shown as changed: what a link notes of itself is none of them. */
export function countShown({ roles, files, push }: Pick<PlanInResult, 'roles' | 'files' | 'push'>) {
  return (
    roles.filter(({ before, after, verb = 'keep' }) => before !== after || verb !== 'keep').length +
    files.filter(({ changed }) => changed).length +
    push.filter(({ change }) => change === 'write').length
  );
}
