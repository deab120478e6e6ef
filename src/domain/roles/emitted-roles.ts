import { finding, type Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments } from '../link/link-record.ts';
import type { Documents } from './interrupted-writes.ts';
import { emittedPath } from './emitted-files.ts';
import type { RolePlan } from './plan.ts';

/**
 * The same plan with nothing written: what would overwrite a policy does not, and what does not fit
 * may still fit where its owner puts it. Says of each role what is left for its owner to do, once what
 * a dead run had begun is put back.
 */
export function emittedRoles(
  { roles, otherRoles, findings }: RolePlan,
  item: LinkItem,
  putBack: Documents = new Map(),
): RolePlan {
  const shown = roles
    .filter(({ before, after }) => before !== null || after !== null)
    .map((change) => ({ ...change, write: false }));
  return {
    roles: shown,
    otherRoles,
    findings: [
      ...findings,
      ...shown
        .map((change) => ({ ...change, before: standing(change, putBack) }))
        .flatMap((change) => [...leftFindings(change, item), ...emittedFindings(change)]),
    ],
  };
}

function standing({ role, before }: RoleChange, putBack: Documents): string | null {
  return putBack.has(role) ? (putBack.get(role) ?? null) : before;
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
