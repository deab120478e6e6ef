import type { AllowList } from '../../contract/allow.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import type { RemovedRole } from '../../contract/removal/plan.ts';
import { allowanceFindings } from '../allowance.ts';
import { compareText } from '../canonical.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { isSettled } from '../link/link-record.ts';
import { roleFactsOf } from '../pools/role-facts.ts';
import type { Reading, RoleDescription } from '../readings.ts';
import { removalOf } from './deliveries.ts';

/** A role that a link names, as a removal reads it. */
export type RoleToRemoveFrom = {
  readonly roleArn: string;
  readonly ours: Reading<string>;
  /** Read only where somebody has to allow what is done there. */
  readonly role?: Reading<RoleDescription>;
};

/** How a removal goes about what somebody else has changed, and who has to allow it. */
type RemovedBy = { readonly force: boolean; readonly allowList: AllowList | null };

/** What becomes of our policy on each role, and what is said of it. */
export type RemovedRoles = {
  readonly roles: readonly RemovedRole[];
  readonly findings: readonly Finding[];
};

/** Judges every role that a link names: no pool is asked, and no policy of anybody else looked at. */
export function removedRoles(
  readings: readonly RoleToRemoveFrom[],
  item: LinkItem,
  terms: RemovedBy,
): RemovedRoles {
  const judged = readings
    .toSorted((a, b) => compareText(a.roleArn, b.roleArn))
    .map((reading) => removedRole(reading, item, terms));
  return {
    roles: judged.flatMap(({ roles }) => roles),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

function removedRole(
  { roleArn, ours, role }: RoleToRemoveFrom,
  item: LinkItem,
  { force, allowList }: RemovedBy,
): RemovedRoles {
  const policyName = policyNameOf(item);
  const denied = deniedReadings(roleArn, [ours, role ?? null]);
  if (denied.length > 0) return { roles: [], findings: denied };
  const stands = ours.status === 'found' ? ours.value : null;
  const isGone = role?.status === 'not-found';
  const delivery = removalOf(item);
  const change = delivery.change({ roleArn, policyName, stands, isGone, force }, item);
  const removed = { role: roleArn, policyName, stands, change };
  const refused = delivery.isOwnerAsked(change)
    ? allowanceFindings(
        { kind: 'role', arn: roleArn, policyToDelete: policyName },
        roleFactsOf(role).allowTag ?? null,
        item.app,
        allowList,
      )
    : [];
  if (refused.length === 0) return { roles: [removed], findings: toldOf(removed, item, force) };
  // What is gone for certain need not be deleted once more for reads that lag: nobody lets us.
  return stands === null && isSettled(item, roleArn, null)
    ? { roles: [{ ...removed, change: 'gone' }], findings: [] }
    : { roles: [removed], findings: refused };
}

function toldOf({ role, policyName, stands, change }: RemovedRole, item: LinkItem, force: boolean) {
  const isLedgers = item.ledger.some(({ roleArn }) => roleArn === role);
  if (change === 'gone' && isLedgers) return [finding('LEDGER_POLICY_GONE', { role, policyName })];
  if (change === 'hand over') {
    const known = { role, policyName, byImport: isLedgers, requested: 'nothing' as const };
    return [finding('POLICY_LEFT_STANDING', known)];
  }
  const wasChanged = change === 'leave' || (change === 'delete' && force && stands !== null);
  if (!wasChanged || stands === null) return [];
  const isOurs = removalOf(item).change(
    { roleArn: role, policyName, stands, isGone: false, force: false },
    item,
  );
  if (change === 'delete' && isOurs === 'delete') return [];
  const removal = change === 'leave' ? ('left' as const) : ('deleted' as const);
  return [finding('POLICY_DRIFT', { role, policyName, current: stands, wanted: null, removal })];
}
