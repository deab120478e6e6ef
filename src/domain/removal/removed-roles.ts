import type { AllowList } from '../../contract/allow.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import type { RemovedRole } from '../../contract/removal/plan.ts';
import { allowanceFindings } from '../allowance.ts';
import { compareText } from '../canonical.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { roleFactsOf } from '../pools/role-facts.ts';
import type { Reading, RoleDescription } from '../readings.ts';
import { removalOf } from './deliveries.ts';
import type { PolicyOnRole } from './delivery.ts';

/** A role that a link names, as a removal reads it. */
export type RoleToRemoveFrom = {
  readonly roleArn: string;
  readonly ours: Reading<string>;
  /** The document that was emitted for its owner to put there; `null`: none was. */
  readonly emitted: string | null;
  /** Read only where somebody has to allow what is done there, or where no policy of ours is seen. */
  readonly role?: Reading<RoleDescription>;
};

/** How a removal goes about what somebody else has changed, and who has to allow it. */
type RemovedBy = {
  readonly force: boolean;
  readonly allowList: AllowList | null;
  /** Roles on which a run that died may have written: what is not seen there may come yet. */
  readonly unsettled: ReadonlySet<string>;
  /** Roles that are only looked at: runs that were taken over may have written there late. */
  readonly lookedAt: ReadonlySet<string>;
};

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
  { roleArn, ours, emitted, role }: RoleToRemoveFrom,
  item: LinkItem,
  { force, allowList, unsettled, lookedAt }: RemovedBy,
): RemovedRoles {
  const policyName = policyNameOf(item);
  const denied = deniedReadings(roleArn, [ours, role ?? null]);
  if (denied.length > 0) return { roles: [], findings: denied };
  const stands = ours.status === 'found' ? ours.value : null;
  if (stands === null && emitted === null && lookedAt.has(roleArn)) {
    const nothing = { role: roleArn, policyName, stands, change: 'gone', putBack: null } as const;
    return { roles: [nothing], findings: [] };
  }
  const isGone = role?.status === 'not-found';
  const policy = { roleArn, policyName, stands, isGone, emitted, force };
  const delivery = removalOf(item);
  const change = delivery.change(policy, item);
  const refused = delivery.isOwnerAsked(change)
    ? allowanceFindings(
        { kind: 'role', arn: roleArn, policyToDelete: policyName },
        roleFactsOf(role).allowTag ?? null,
        item.app,
        allowList,
      )
    : [];
  const putBack = change === 'restore' ? beforeOf(roleArn, item) : null;
  const removed = { role: roleArn, policyName, stands, change, putBack };
  const isSettled = !unsettled.has(roleArn);
  const told = toldOf(policy, item, isSettled);
  if (refused.length === 0) return { roles: [removed], findings: told };
  if (stands !== null || !isSettled) return { roles: [removed], findings: refused };
  // Nobody lets us delete it once more for reads that lag, and nothing of ours was written there of late.
  return { roles: [{ ...removed, change: 'gone' }], findings: told };
}

function beforeOf(role: string, { intent }: LinkItem): string | null {
  return intent?.roles.find(({ roleArn }) => roleArn === role)?.before ?? null;
}

function toldOf(policy: PolicyOnRole, item: LinkItem, isSettled: boolean): readonly Finding[] {
  const { roleArn: role, policyName, stands, isGone, force } = policy;
  const isLedgers = item.ledger.some(({ roleArn }) => roleArn === role);
  if (stands === null) {
    const isMissing = isGone || (isLedgers && isSettled);
    return isMissing ? [finding('LEDGER_POLICY_GONE', { role, policyName })] : [];
  }
  switch (removalOf(item).change({ ...policy, force: false }, item)) {
    case 'hand over': {
      const known = { role, policyName, byImport: isLedgers, requested: 'nothing' as const };
      return [finding('POLICY_LEFT_STANDING', known)];
    }
    case 'leave': {
      const removal = force ? ('deleted' as const) : ('left' as const);
      const drift = { role, policyName, current: stands, wanted: null, removal };
      return [finding('POLICY_DRIFT', drift)];
    }
    case 'delete':
    case 'restore':
    case 'gone':
      return [];
  }
}
