import type { LedgerEntry, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import { sha256 } from '../canonical.ts';
import { ownDocuments, rememberedDocuments } from '../link/link-record.ts';
import type { Delivery } from './delivery.ts';

/** The import writes our policy on each role itself. */
export const writtenPolicies: Delivery = {
  named: {},
  participle: 'written',
  folder: null,
  askedOwners: (allowList) => allowList,
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
