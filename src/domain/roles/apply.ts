import { PlanChanged } from '../../contract/errors/run-errors.ts';
import type { IntendedRole, Intent, LinkItem } from '../../contract/link.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import { sha256 } from '../canonical.ts';
import { writtenBy } from '../link/late-writes.ts';
import { knownDocuments } from '../link/link-record.ts';
import { isAgreedByPerson } from '../link/remembered-plans.ts';

/** One write on a role; `document: null` deletes the policy. */
export type RoleWrite = {
  readonly roleArn: string;
  readonly policyName: string;
  readonly document: string | null;
};

/** The writes that bring the roles from what stands on them to the plan. */
export function decideWrites(
  plan: Pick<Plan, 'roles'>,
  current: ReadonlyMap<string, string | null>,
): readonly RoleWrite[] {
  return plan.roles
    .filter((change) => isWritten(change, current))
    .map(({ role, policyName, after }) => ({ roleArn: role, policyName, document: after }));
}

/** Whether a run writes on a role: what it writes, its intent must be able to undo. */
function isWritten(
  { role, after, write }: RoleChange,
  current: ReadonlyMap<string, string | null>,
): boolean {
  return write || (current.get(role) ?? null) !== after;
}

/**
 * Refuses a role whose policy is neither the plan's before- or after-document nor one that this link
 * wrote: someone changed it since the plan was made.
 *
 * @throws PlanChanged
 */
export function requireExpectedPolicies(
  plan: Pick<Plan, 'roles'>,
  current: ReadonlyMap<string, string | null>,
  item: LinkItem,
): void {
  const changed = plan.roles.filter((change) => !isExpected(change, current, item));
  if (changed.length === 0) return;
  const names = changed.map(({ role, policyName }) => `${policyName} on ${role}`);
  throw new PlanChanged(`Since the plan was made, someone changed ${names.join(' and ')}.`);
}

function isExpected(
  { role, before, after }: RoleChange,
  current: ReadonlyMap<string, string | null>,
  item: LinkItem,
): boolean {
  const stands = current.get(role) ?? null;
  if (stands === before || stands === after) return true;
  return stands !== null && knownDocuments(item, role).has(sha256(stands));
}

/** What an intent needs to know of the run that writes it. */
export type IntentRun = Omit<Intent, 'manifestSha256' | 'roles'>;

/** What the intent of a run says of the run: which plan it carries out, and who wants that since when. */
export function intentRunOf(
  { request }: Pick<Plan, 'request'>,
  item: LinkItem,
  { run, fence, stored }: { run: Slice<'run'>; fence: number; stored: Intent['plan'] },
): IntentRun {
  const { expectPlan } = request;
  const agreed = isAgreedByPerson(item, expectPlan, run.startedBy) ? expectPlan : null;
  return { runId: run.id, fence, plan: stored, agreed, asOf: run.asOf, eventId: run.eventId };
}

/**
 * The intent of a run: the before-image of every role that it is to change. An open intent of a run
 * that died before its commit passes its before-images on; `openIsCommitted` says that it had got as
 * far as its commit, so that what stands now is the image to go back to.
 */
export function openIntent(
  run: IntentRun,
  plan: Pick<Plan, 'roles' | 'manifest'>,
  current: ReadonlyMap<string, string | null>,
  open: Intent | null,
  openIsCommitted: boolean,
): Intent {
  const inherited = new Map(
    (openIsCommitted ? [] : (open?.roles ?? [])).map((role) => [role.roleArn, role]),
  );
  const changed = plan.roles
    .filter((change) => isWritten(change, current) || inherited.has(change.role))
    .map(({ role, policyName, after }): IntendedRole => {
      const afterSha256 = after === null ? null : sha256(after);
      const { earlier: _earlier, ...known } = inherited.get(role) ?? {};
      return {
        ...known,
        roleArn: role,
        policyName,
        before: beforeImage(role, inherited, current),
        afterSha256,
        ...earlierOf(inherited.get(role), afterSha256),
      };
    });
  const rest = [...inherited.values()].filter(
    ({ roleArn }) => !changed.some((role) => role.roleArn === roleArn),
  );
  return {
    ...run,
    manifestSha256: plan.manifest === null ? null : sha256(plan.manifest),
    roles: [...changed, ...rest],
  };
}

/** What a dead run may have written stays known as a document of this link. */
function earlierOf(
  inherited: IntendedRole | undefined,
  own: string | null,
): Pick<IntendedRole, 'earlier'> {
  const hashes = inherited ? intendedDocuments(inherited).filter((hash) => hash !== own) : [];
  return hashes.length > 0 ? { earlier: hashes } : {};
}

/** Hashes of what a run, and those that died before it, may have written on a role. */
export function intendedDocuments(role: IntendedRole): readonly string[] {
  return [...new Set(writtenBy(role))];
}

function beforeImage(
  roleArn: string,
  inherited: ReadonlyMap<string, IntendedRole>,
  current: ReadonlyMap<string, string | null>,
): string | null {
  const known = inherited.get(roleArn);
  return known ? known.before : (current.get(roleArn) ?? null);
}

/** The link item whose open intent leaves some roles out. */
export function withoutIntendedRoles(item: LinkItem, roleArns: readonly string[]): LinkItem {
  if (item.intent === null || roleArns.length === 0) return item;
  const roles = item.intent.roles.filter(({ roleArn }) => !roleArns.includes(roleArn));
  return { ...item, intent: { ...item.intent, roles } };
}

/** Whether the manifest that stands is the one that an intent was to commit. */
export function isCommitted(
  intent: Pick<Intent, 'manifestSha256'>,
  manifestText: string | null,
): boolean {
  return (
    intent.manifestSha256 !== null &&
    manifestText !== null &&
    sha256(manifestText) === intent.manifestSha256
  );
}
