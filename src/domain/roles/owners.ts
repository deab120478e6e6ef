import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { RoleFacts } from '../../contract/pool-settings.ts';
import type { AllowList } from '../../contract/allow.ts';
import { allowanceFindings } from '../allowance.ts';

/** Says what becomes of a policy of ours on a role that somebody else keeps as it is written down. */
export function managedFindings(
  { role, policyName, after, write }: Pick<RoleChange, 'role' | 'policyName' | 'after' | 'write'>,
  { managedBy }: RoleFacts,
): Finding[] {
  if (managedBy === undefined || !write || after === null) return [];
  const { tool, stack } = managedBy;
  return [finding('ROLE_MANAGED_ELSEWHERE', { role, policyName, tool, stack })];
}

/** For whom something is written, and what was opened for them. */
type Allowing = {
  readonly request: Pick<RunRequest, 'app'>;
  readonly allowList: AllowList | null;
};

/**
 * Says that a policy may not be taken off a role, whose owner allows us nothing any more. Nobody has
 * looked at its tag before: only a role that gets something is judged with the identity pool.
 */
export function deletionFindings(
  { role, policyName, after, write }: RoleChange,
  { allowTag }: RoleFacts,
  { request, allowList }: Allowing,
): Finding[] {
  if (!write || after !== null) return [];
  const owned = { kind: 'role', arn: role, policyToDelete: policyName } as const;
  return allowanceFindings(owned, allowTag ?? null, request.app, allowList);
}
