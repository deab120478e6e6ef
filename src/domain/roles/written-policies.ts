import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LedgerEntry, type LinkItem } from '../../contract/link.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments, ownDocuments, rememberedDocuments } from '../link/link-record.ts';
import { budgetFindings } from './budget.ts';
import type { Delivery } from './delivery.ts';
import { otherLinksOn } from './link-shares.ts';

/** The import writes our policy on each role itself. */
export const writtenPolicies: Delivery = {
  named: {},
  participle: 'written',
  folder: null,
  askedOwners: (allowList) => allowList,
  decide: ({ roles, otherRoles, findings }, { request, item }) => ({
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
  }),
  hashView: ({ before, after }) => ({ before, after }),
  verb({ before, after }) {
    if (before === after) return 'keep';
    if (before === null) return 'add';
    return after === null ? 'delete' : 'replace';
  },
  summary: () => null,
  files: () => null,
  carriedOut: ({ after }) => ({ document: after }),
  ledger: (plan, item) => ({ ledger: ledgerAfter(plan, item), undone: [] }),
  certainLedger: (ledger) => ledger,
};

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

/** The ledger once a plan is carried out: the policies of ours that stand. */
function ledgerAfter(plan: Pick<Plan, 'roles'>, item: LinkItem): LedgerEntry[] {
  return plan.roles.flatMap(({ role, policyName, before, after }) => {
    if (after === null) return [];
    const previous = item.ledger.find((entry) => entry.roleArn === role);
    const written = sha256(after);
    const own = ownDocuments(item, role);
    const isAdopted = before !== null && before !== after && !own.has(sha256(before));
    const adopted = [...(isAdopted ? [sha256(before)] : []), ...(previous?.adopted ?? [])].filter(
      (hash) => hash !== written,
    );
    const earlier = [
      ...(before === null ? [] : [sha256(before)]),
      ...(previous ? [previous.sha256, ...previous.earlier] : []),
    ].filter((hash) => hash !== written);
    return [
      {
        ...previous,
        roleArn: role,
        policyName,
        sha256: written,
        earlier: [...new Set(earlier)].slice(0, rememberedDocuments),
        ...(adopted.length > 0 && { adopted: [...new Set(adopted)] }),
      },
    ];
  });
}
