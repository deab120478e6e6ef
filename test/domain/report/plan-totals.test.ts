import { expect, it } from '@jest/globals';
import type { RemovedRole } from '../../../src/contract/removal/plan.ts';
import type { Result } from '../../../src/contract/result.ts';
import { planStanding, planTotals, removalTotals } from '../../../src/domain/report/plan-totals.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { policyName } from '../../support/builders/link.ts';
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
    { push: [...push, aPlannedTarget({ change: 'write', wanted: false })] },
    '1 target to push to, 1 target to give back; nothing to delete',
  ],
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

const change = (
  what: RemovedRole['change'],
  stands: string | null = what === 'gone' ? null : before,
): RemovedRole => ({
  role: authRoleArn,
  policyName,
  stands,
  change: what,
  putBack: null,
});
const removal = {
  hash: 'sha256:1',
  hashVersion: 1,
  purge: false,
  isBegun: false,
  roles: [],
  targets: [],
};

it.each<[Partial<typeof removal> | object, number | null, string]>([
  [{}, null, 'Nothing to take away'],
  [{ roles: [change('gone')] }, null, 'Nothing to take away'],
  [{ roles: [change('delete', null)] }, null, 'Nothing to take away'],
  [{ targets: [aPlannedTarget({ change: 'write', keys: {} })] }, null, 'Nothing to take away'],
  [{}, 2, 'Revision 2 to unpublish'],
  [{ isBegun: true, roles: [change('delete')] }, 2, '1 policy to delete'],
  [
    {
      roles: (['delete', 'delete', 'restore', 'leave', 'hand over'] as const).map((what) =>
        change(what),
      ),
      targets: push,
    },
    3,
    'Revision 3 to unpublish, 2 policies to delete, 1 to put back, 1 left in place, 1 left to their owners, 1 target to give back, 1 target to leave alone',
  ],
  [{ purge: true }, 1, 'Revision 1 to unpublish, the files of all revisions to delete for good'],
])('The totals of a removal count what it takes away: %#', (plan, revision, totals) => {
  expect(removalTotals({ ...removal, ...plan }, revision)).toBe(totals);
});
