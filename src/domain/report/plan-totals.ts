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
  const targets = plan.push.filter(({ change }) => change === 'write').length;
  const policies = (Object.keys(infinitives) as (keyof typeof infinitives)[])
    .filter((verb) => many(verb) > 0)
    .map((verb, at) => `${at === 0 ? policiesOf(many(verb)) : many(verb)} ${infinitives[verb]}`);
  const done = [
    ...policies,
    ...(files > 0 ? [`${plural(files, 'file')} to write`] : []),
    ...(targets > 0 ? [`${plural(targets, 'target')} to push to`] : []),
  ];
  const deleted = many('delete') > 0 ? `${policiesOf(many('delete'))} to delete` : null;
  if (done.length === 0) return deleted ?? 'Nothing to change';
  return `${done.join(', ')}; ${deleted ?? 'nothing to delete'}`;
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
