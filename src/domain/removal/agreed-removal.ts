import { PlanChanged } from '../../contract/errors/run-errors.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import { canonicalJson } from '../canonical.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { agreedFindings } from '../plan/agreed-findings.ts';

/**
 * How many things a removal has to do, the tombstone and the record among them, and the files of revisions
 * that are to go for good; 0: nothing of the link is left.
 */
export function countRemovals(
  plan: RemovalPlan,
  whole: LinkItem,
  stands: { readonly isBegun: boolean; readonly isRemoved: boolean; readonly isPurged: boolean },
): number {
  const roles = plan.roles.filter(({ change }) => change !== 'leave' && change !== 'gone').length;
  const tombstone = plan.tombstone !== null && !stands.isBegun ? 1 : 0;
  const targets = (whole.push?.targets ?? []).length;
  const purge = stands.isPurged ? 1 : 0;
  const record = !stands.isRemoved || tombstone + roles + targets > 0 ? 1 : 0;
  return tombstone + roles + targets + purge + record;
}

/**
 * Says that a removal is not the one that was agreed on.
 *
 * @throws PlanChanged with what differs from the plan that the link remembers by that hash
 */
export function requireAgreedRemoval(
  fresh: RemovalPlan,
  expectPlan: string,
  remembered: RemovalPlan | null,
): never {
  const different =
    remembered === null
      ? 'No plan of that hash is remembered: it is mistyped, or older than the plans that a link remembers.'
      : `Different now: ${differences(remembered, fresh).join(', ') || 'nothing by name'}.`;
  throw new PlanChanged(`The plan is ${fresh.hash}, not ${expectPlan}. ${different}`);
}

function differences(agreed: RemovalPlan, fresh: RemovalPlan): readonly string[] {
  return [
    ...(agreed.revision === fresh.revision
      ? []
      : [
          `the revision, which was ${agreed.revision ?? 'none'} and is ${fresh.revision ?? 'none'}`,
        ]),
    ...(agreed.force === fresh.force ? [] : ['"force"']),
    ...namesThatDiffer(
      agreed.roles.map(({ role }) => [`the policy on ${roleNameOf(role)}`, '']),
      fresh.roles.map(({ role }) => [`the policy on ${roleNameOf(role)}`, '']),
    ),
    ...namesThatDiffer(namedTargets(agreed), namedTargets(fresh)),
    ...namesThatDiffer(namedFindings(agreed), namedFindings(fresh)),
  ];
}

type Named = readonly (readonly [name: string, text: string])[];

function namedTargets({ targets }: RemovalPlan): Named {
  return targets.map(({ target, keys }) => [
    target,
    canonicalJson(Object.entries(keys).map(([name, { before }]) => [name, before])),
  ]);
}

function namedFindings(plan: RemovalPlan): Named {
  return agreedFindings(plan).map(({ name, facts }) => [name, canonicalJson(facts)]);
}

function namesThatDiffer(agreed: Named, fresh: Named): string[] {
  const [before, after] = [new Map(agreed), new Map(fresh)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => before.get(name) !== after.get(name));
}
