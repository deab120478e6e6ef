import { finding, type Finding } from '../../contract/findings.ts';
import type { IntendedRole, LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments } from '../link/link-record.ts';
import { restoredFirstFindings, rolesToRestore } from './interrupted-writes.ts';
import { budgetFindings } from './budget.ts';
import { emittedPath } from './emitted-files.ts';
import { otherLinksOn } from './link-shares.ts';
import type { RolePlan } from './plan.ts';
import type { DecisionInput, DecidedRoles } from './decided-roles.ts';

/**
 * The same plan with nothing written: what would overwrite a policy does not, and what does not fit
 * may still fit where its owner puts it. What a run that died had written is restored first, and told;
 * of each role is said what is left for its owner to do after that.
 */
export function emittedRoles(
  { roles, otherRoles, findings }: RolePlan,
  { item, committed, rolePolicies }: Pick<DecisionInput, 'item' | 'committed' | 'rolePolicies'>,
): DecidedRoles {
  const current = new Map(
    rolePolicies.map(({ roleArn, ours }) => [roleArn, ours.status === 'found' ? ours.value : null]),
  );
  const wanted = new Map(roles.map(({ role, after }) => [role, after]));
  const restored = committed ? [] : rolesToRestore(item.intent, current, wanted);
  const shown = roles
    .filter(({ before, after }) => before !== null || after !== null)
    .map((change) => ({ ...change, write: false }));
  const afterwards = shown.map((change) => onceRestored(change, restored));
  return {
    roles: shown,
    otherRoles,
    restoredFirst: restored.map(({ roleArn }) => roleArn),
    findings: [
      ...findings,
      ...afterwards.flatMap((change) => [
        ...budgetFindings({ ...change, links: otherLinksOn(change.foreign, item) }, 'owner'),
        ...leftFindings(change, item),
      ]),
      ...restoredFirstFindings(restored, current),
    ],
    findingsIfAccepted: afterwards.flatMap(emittedFindings),
  };
}

function onceRestored(change: RoleChange, restored: readonly IntendedRole[]): RoleChange {
  const first = restored.find(({ roleArn }) => roleArn === change.role);
  return first ? { ...change, before: first.before } : change;
}

function emittedFindings({ role, policyName, before, after }: RoleChange): Finding[] {
  if (after === null || before === after) return [];
  const holds = before === null ? 'nothing' : 'another version';
  const file = emittedPath({ role, policyName });
  return [finding('POLICY_EMITTED', { role, policyName, file, holds })];
}

/** Nothing of ours is taken away by emitting files: what an earlier import wrote goes on granting. */
function leftFindings({ role, policyName, before, after }: RoleChange, item: LinkItem): Finding[] {
  if (before === null) return [];
  const byImport = knownDocuments(item, role).has(sha256(before));
  if (!byImport && after !== null) return [];
  const requested = after === null ? 'nothing' : after === before ? 'the same' : 'something else';
  return [finding('POLICY_LEFT_STANDING', { role, policyName, byImport, requested })];
}
