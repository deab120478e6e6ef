import { expect, it } from '@jest/globals';
import type { Result } from '../../../src/contract/result.ts';
import { planStanding, planTotals } from '../../../src/domain/report/plan-totals.ts';
import { aRoleChange } from '../../support/builders/plan.ts';
import { aPlannedTarget } from '../../support/builders/targets.ts';

type PlanInResult = NonNullable<Result['plan']>;

const [before, after] = ['{"Version":"2012-10-17","Statement":[]}', '{"Statement":[]}'];
const roles = {
  added: aRoleChange({ before: null, after }),
  replaced: aRoleChange({ before, after }),
  deleted: aRoleChange({ before, after: null }),
  kept: aRoleChange({ before, after: before }),
};
const files = [true, true, false].map((changed, at) => ({ key: `${at}`, sha256: '0', changed }));
const push = (['write', 'keep', 'leave'] as const).map((change) => aPlannedTarget({ change }));

const totalsOf = (plan: Partial<PlanInResult>) =>
  planTotals({ roles: [], files: [], push: [], ...plan });

it.each<[Partial<PlanInResult>, string]>([
  [{}, 'Nothing to change'],
  [{ roles: [roles.kept] }, 'Nothing to change'],
  [{ roles: [roles.added] }, '1 policy to add; nothing to delete'],
  [
    { roles: [roles.added, roles.added, roles.replaced, roles.deleted, roles.kept] },
    '2 policies to add, 1 to replace; 1 policy to delete',
  ],
  [{ roles: [roles.deleted, roles.deleted] }, '2 policies to delete'],
  [{ files }, '2 files to write; nothing to delete'],
  [{ push }, '1 target to push to; nothing to delete'],
  [
    { roles: [roles.added], files, push },
    '1 policy to add, 2 files to write, 1 target to push to; nothing to delete',
  ],
  [
    { rolePolicies: 'emit', roles: [roles.added, roles.replaced] },
    '2 policies to emit; nothing to delete',
  ],
])('The totals of a plan count what it does: %#', (plan, totals) => {
  expect(totalsOf(plan)).toBe(totals);
});

it('What stands is counted whether it was ours before or not', () => {
  expect(planStanding({ roles: [roles.kept], files })).toBe('1 policy and 3 files');
});
