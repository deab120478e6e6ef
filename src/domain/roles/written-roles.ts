import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments } from '../link/link-record.ts';
import { budgetFindings } from './budget.ts';
import type { DecisionInput, DecidedRoles } from './decided-roles.ts';
import { otherLinksOn } from './link-shares.ts';
import type { RolePlan } from './plan.ts';

/** The roles of a plan that writes our policy on each itself: what keeps it from that. */
export function writtenRoles(
  { roles, otherRoles, findings }: RolePlan,
  { request, item }: Pick<DecisionInput, 'request' | 'item'>,
): DecidedRoles {
  return {
    roles,
    otherRoles,
    findings: [
      ...findings,
      ...roleCountFindings(roles, item),
      ...roles.flatMap((change) => [
        ...driftFindings(change, request, item),
        ...budgetFindings({ ...change, links: otherLinksOn(change.foreign, item) }, 'import'),
      ]),
    ],
    findingsIfAccepted: [],
    restoredFirst: [],
  };
}

/** So many roles a link keeps a record of: of each what it held, what is written there, and what was undone. */
const mostRoles = 300;

function roleCountFindings(roles: readonly RoleChange[], item: LinkItem): Finding[] {
  const held = roles.filter(({ after }) => after !== null).length;
  if (held <= mostRoles) return [];
  return [finding('ROLES_TOO_MANY', { link: linkLabel(item), roles: held, limit: mostRoles })];
}

/** A policy of our name that is none of ours is overwritten only when the request says so. */
function driftFindings(
  { role, policyName, before, after }: RoleChange,
  { adopt }: RunRequest,
  item: LinkItem,
): Finding[] {
  if (before === null || before === after || adopt) return [];
  if (knownDocuments(item, role).has(sha256(before))) return [];
  return [finding('POLICY_DRIFT', { role, policyName, current: before, wanted: after })];
}
