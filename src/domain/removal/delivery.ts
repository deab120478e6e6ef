import type { LinkItem } from '../../contract/link.ts';
import type { RemovedRole } from '../../contract/removal/plan.ts';

/** What is known of our policy on a role that a link names. */
export type PolicyOnRole = {
  readonly roleArn: string;
  readonly policyName: string;
  /** What a read shows; `null`: nothing. */
  readonly stands: string | null;
  /** The role is there no more. */
  readonly isGone: boolean;
  /** The document that was emitted for its owner to put there; `null`: none was. */
  readonly emitted: string | null;
  readonly force: boolean;
};

/**
 * How the policies of a link leave their roles: one object for each value of `rolePolicies`, chosen once by
 * `removalOf`.
 */
export type RemovalDelivery = {
  /** How results name it; writing is the usual way, and is not named. */
  readonly named: { readonly rolePolicies?: 'emit' };
  /** Whether the recorded plan, and not the ledger, says on which roles our policies may be. */
  readonly goesByPlan: boolean;
  /** Whether the owner of a role has to allow what becomes of our policy there. */
  isOwnerAsked(change: RemovedRole['change']): boolean;
  /** The link item before its policies are taken off: what may stand is told by the ledger, or by the intent. */
  takeOver(item: LinkItem): LinkItem;
  /** What becomes of our policy on a role. */
  change(policy: PolicyOnRole, item: LinkItem): RemovedRole['change'];
};
