import type { FactsOf } from '../../contract/findings.ts';
import type { RoleCase } from './role-callers.ts';
import type { Statement } from './trust-document.ts';

/** What the findings of a role are made of. */
export type RoleTrust = RoleCase & {
  readonly arn: string;
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
  /**
   * What all of them say: the role, whom it is for, and the trust policy that would be right. It is made
   * with the first finding and once: most roles have none, and to prove a correction is most of the work.
   */
  readonly facts: () => FactsOf<'TRUST_POLICY_UNREADABLE'>;
};
