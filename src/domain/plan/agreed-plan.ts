import { PlanChanged } from '../../contract/errors/run-errors.ts';
import type { Plan } from '../../contract/plan.ts';
import { canonicalJson } from '../canonical.ts';
import { endOf } from '../link/expiry.ts';
import { wantedOfTargets } from '../targets/target-hash.ts';
import { agreedFindings, agreedKey } from './agreed-findings.ts';
import { planDifference } from './difference.ts';

/** What a caller may have agreed on: a plan that the link knows, and one that a dead run was carrying out. */
export type AgreedPlans = {
  readonly remembered: Plan | null;
  readonly unfinished: Plan | null;
  /** Where the plan was stored that the link knows by its hash, when nothing lies there any more. */
  readonly missingFile?: string;
};

/**
 * Lets a plan go on when the request expects none, the very one that was made, or one that ends where
 * this one does: because a run which died was carrying it out, or because nothing is left to change, as
 * when the request that was carried out comes once more.
 *
 * @throws PlanChanged with the difference to the plan that was agreed on
 */
export function requireAgreedPlan(
  fresh: Plan,
  changes: number,
  { remembered, unfinished, missingFile }: AgreedPlans,
): void {
  const { expectPlan } = fresh.request;
  if (expectPlan === null || expectPlan === fresh.hash) return;
  const interrupted = unfinished && isAgreed(unfinished, expectPlan) ? unfinished : null;
  const older = [remembered, interrupted].find(
    (one) => one && one.hashVersion !== fresh.hashVersion,
  );
  if (older) throw new PlanChanged(otherVersion(older, fresh));
  const ended = changes === 0 ? remembered : null;
  if ([interrupted, ended].some((agreed) => agreed && bringsAbout(agreed, fresh))) return;
  throw new PlanChanged(
    `The plan is ${fresh.hash}, not ${expectPlan}. ${planDifference(ended ? carriedOut(ended) : remembered, fresh, missingFile)}`,
  );
}

/** Two hashes of different versions say nothing of each other, though nothing may have changed. */
function otherVersion({ hashVersion }: Plan, fresh: Plan): string {
  return (
    `The plan ${fresh.request.expectPlan} was made by another version of amplify-import, whose hashes hold other things ` +
    `(version ${hashVersion}; today ${fresh.hashVersion}): by itself this is no change of the world. The plan of today is ${fresh.hash}.`
  );
}

/** Whether a plan that went on is the one of a hash, or came in its place. */
function isAgreed({ hash, request }: Plan, expectPlan: string): boolean {
  return hash === expectPlan || request.expectPlan === expectPlan;
}

/** The same plan as it would be made where it was carried out. */
function carriedOut(plan: Plan): Plan {
  return {
    ...plan,
    roles: plan.roles.flatMap((role) =>
      role.after === null ? [] : [{ ...role, before: role.after }],
    ),
    files: plan.files.map((file) => ({ ...file, changed: false })),
    removedFiles: [],
    repointed: [],
  };
}

/** Whether a fresh plan ends where an agreed one does, with no error or warning that was not known then. */
function bringsAbout(agreed: Plan, fresh: Plan): boolean {
  const known = new Set(agreedFindings(agreed).map(agreedKey));
  return (
    outcomeOf(agreed) === outcomeOf(fresh) &&
    agreedFindings(fresh).every((one) => known.has(agreedKey(one)))
  );
}

/** What stands once a plan is carried out, wherever it began. */
function outcomeOf({ request, roles, files, push }: Plan): string {
  return canonicalJson({
    rolePolicies: request.rolePolicies,
    ends: endOf(request),
    policies: roles.flatMap(({ role, after }) => (after === null ? [] : [[role, after]])),
    files: files.map(({ path, sha256 }) => [path, sha256]),
    push: wantedOfTargets(push),
  });
}
