import type { PlannedTarget } from '../../contract/push/target.ts';
import type { RemovedRole } from '../../contract/removal/plan.ts';
import type { RemovalResult } from '../../contract/removal/result.ts';
import type { Result } from '../../contract/result.ts';
import { plural } from '../../contract/text.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import type { Verb } from '../roles/delivery.ts';

type PlanInResult = NonNullable<Result['plan']>;
type Counted = Pick<PlanInResult, 'rolePolicies' | 'roles' | 'files' | 'push'>;

/** What becomes of a policy that a plan changes, as its totals say it; what stays is not counted. */
const infinitives = {
  add: 'to add',
  replace: 'to replace',
  emit: 'to emit',
  'leave in place': 'left in place',
} as const satisfies Partial<Record<Verb, string>>;

/** A plan in one line: `2 policies to add, 8 files to write; nothing to delete`. */
export function planTotals(plan: Counted): string {
  const verbs = verbsOf(plan);
  const many = (verb: Verb) => verbs.filter((one) => one === verb).length;
  const files = plan.files.filter(({ changed }) => changed).length;
  const written = plan.push.filter(({ change }) => change === 'write');
  const targets = written.filter(({ wanted }) => wanted).length;
  const back = written.length - targets;
  const policies = (Object.keys(infinitives) as (keyof typeof infinitives)[])
    .filter((verb) => many(verb) > 0)
    .map((verb, at) => `${at === 0 ? policiesOf(many(verb)) : many(verb)} ${infinitives[verb]}`);
  const done = [
    ...policies,
    ...(files > 0 ? [`${plural(files, 'file')} to write`] : []),
    ...(targets > 0 ? [`${plural(targets, 'target')} to push to`] : []),
    ...(back > 0 ? [`${plural(back, 'target')} to give back`] : []),
  ];
  const deleted = many('delete') > 0 ? `${policiesOf(many('delete'))} to delete` : null;
  if (done.length === 0) return deleted ?? 'Nothing to change';
  return `${done.join(', ')}; ${deleted ?? 'nothing to delete'}`;
}

type RemovalInResult = NonNullable<RemovalResult['plan']>;

/** What a removal does with a policy, as its totals say it; what is gone is not counted. */
const takenAway = {
  delete: 'to delete',
  restore: 'to put back',
  leave: 'left in place',
  'hand over': 'left to their owners',
} as const satisfies Partial<Record<RemovedRole['change'], string>>;

/** A removal in one line: `revision 2 to unpublish, 2 policies to delete, 3 targets to give back`. */
export function removalTotals(plan: RemovalInResult, revision: number | null): string {
  const many = (change: RemovedRole['change']) =>
    plan.roles.filter(
      (one) => one.change === change && !(change === 'delete' && one.stands === null),
    ).length;
  const targets = (change: PlannedTarget['change']) =>
    plan.targets.filter((one) => one.change === change && Object.keys(one.keys).length > 0).length;
  const policies = (Object.keys(takenAway) as (keyof typeof takenAway)[])
    .filter((change) => many(change) > 0)
    .map(
      (change, at) => `${at === 0 ? policiesOf(many(change)) : many(change)} ${takenAway[change]}`,
    );
  const done = [
    ...(revision === null || plan.isBegun ? [] : [`revision ${revision} to unpublish`]),
    ...policies,
    ...(targets('write') > 0 ? [`${plural(targets('write'), 'target')} to give back`] : []),
    ...(targets('leave') > 0 ? [`${plural(targets('leave'), 'target')} to leave alone`] : []),
    ...(plan.purge ? ['the files of all revisions to delete for good'] : []),
  ].join(', ');
  return done === '' ? 'Nothing to take away' : `${done[0]?.toUpperCase()}${done.slice(1)}`;
}

/** What stands as a plan wants it: `2 policies and 8 files`. */
export function planStanding({ roles, files }: Pick<Counted, 'roles' | 'files'>): string {
  return `${policiesOf(roles.length)} and ${plural(files.length, 'file')}`;
}

function verbsOf({ rolePolicies, roles }: Counted): readonly Verb[] {
  const delivery = deliveryOf({ rolePolicies });
  return roles.map((change) => change.verb ?? delivery.verb(change));
}

function policiesOf(count: number): string {
  return plural(count, 'policy', 'policies');
}
