import type { LedgerEntry, LinkItem } from '../../contract/link.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { AllowList } from '../../contract/allow.ts';
import type { EmittedFile } from './emitted-files.ts';
import type { policyVerbs } from '../../contract/result.ts';

/** What becomes of a policy, in a word or two. */
export type Verb = (typeof policyVerbs)[number];

/** Our policy on a role, before a plan and after it. */
export type BeforeAndAfter = Pick<RoleChange, 'before' | 'after'>;

/**
 * A way in which the policies of a plan get to their roles: one object for each value of `rolePolicies`,
 * chosen once by `deliveryOf`. This is the pure half; how a way judges the roles of a plan is
 * in delivered-roles.ts, what it does through ports in src/procedures/roles/deliveries.ts.
 */
export type Delivery = {
  /** How results and the hash of a plan name it; writing is the usual way, and is not named. */
  readonly named: { readonly rolePolicies?: 'emit' };
  /** What is done with the policies, for whoever is told of a plan: `policies are …`. */
  readonly participle: string;
  /** Where its files lie, in the folder of a run; `null`: it has none. */
  readonly folder: string | null;
  /** Who has to allow what is done on a role; `null`: nobody. */
  askedOwners(allowList: AllowList | null): AllowList | null;
  /** What a plan's hash holds of a role. */
  hashView(documents: BeforeAndAfter): BeforeAndAfter;
  verb(documents: BeforeAndAfter): Verb;
  /** What is said of the whole plan, before its parts; `null`: nothing. */
  summary(plan: Pick<Plan, 'restoredFirst'>): string | null;
  /** The files of a plan for the owners of the roles; `null`: there are none of such a plan. */
  files(plan: Plan): readonly EmittedFile[] | null;
  /** Our policy on a role once the plan is carried out; `null`: the run has not put it there. */
  carriedOut(documents: BeforeAndAfter): { readonly document: string | null } | null;
  /** What the link keeps of our policies once the plan is carried out. */
  ledger(plan: Pick<Plan, 'roles'>, item: LinkItem): Pick<LinkItem, 'ledger' | 'undone'>;
  /** What of a ledger is certain while this is the way of the link: others may work on the roles. */
  certainLedger(ledger: readonly LedgerEntry[]): readonly LedgerEntry[];
};

/** Whether a verb changes a policy, so that a difference tells what. */
export function changesPolicy(verb: Verb): boolean {
  return verb !== 'keep' && verb !== 'leave in place';
}
