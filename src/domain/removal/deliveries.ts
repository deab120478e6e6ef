import type { LinkItem } from '../../contract/link.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { ownDocuments } from '../link/link-record.ts';
import { rolesToRestore } from '../roles/interrupted-writes.ts';
import type { PolicyOnRole, RemovalDelivery } from './delivery.ts';
import { withWholeLedger } from './whole-ledger.ts';

/** Our policy is deleted, wherever the link may have put it. */
const written: RemovalDelivery = {
  named: {},
  goesByPlan: false,
  isOwnerAsked: (change) => change === 'delete',
  takeOver: withWholeLedger,
  change: (policy, item) => {
    if (policy.isGone) return 'gone';
    return policy.force || policy.stands === null || isOurs(policy, item) ? 'delete' : 'leave';
  },
};

/**
 * Nothing is written on a role, whose owner is told what to take away, also where nothing of our name is
 * seen: they may have put it there under another one. But what a run that died had found there is restored,
 * as the next import would do.
 */
const emitted: RemovalDelivery = {
  named: { rolePolicies: 'emit' },
  goesByPlan: true,
  isOwnerAsked: () => false,
  takeOver: (item) => item,
  change: ({ roleArn, stands, isGone, emitted: document }, item) => {
    if (isGone) return 'gone';
    const current = new Map([[roleArn, stands]]);
    const open = rolesToRestore(item.intent, current, new Map([[roleArn, document]]));
    if (open.some((role) => role.roleArn === roleArn)) return 'restore';
    return stands === null && document === null ? 'gone' : 'hand over';
  },
};

function isOurs({ roleArn, stands }: PolicyOnRole, item: LinkItem): boolean {
  return stands !== null && ownDocuments(item, roleArn).has(sha256(stands));
}

const deliveries: Readonly<Record<ImportRequest['rolePolicies'], RemovalDelivery>> = {
  write: written,
  emit: emitted,
};

/** How the policies of a link leave their roles: as the request says that is recorded. */
export function removalOf({ request }: Pick<LinkItem, 'request'>): RemovalDelivery {
  return removalBy(request ?? { rolePolicies: 'write' });
}

/** The same by what a plan of a removal has noted. */
export function removalBy({ rolePolicies }: Pick<ImportRequest, 'rolePolicies'>): RemovalDelivery {
  return deliveries[rolePolicies];
}
