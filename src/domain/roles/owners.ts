import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { RoleFacts } from '../../contract/pool-settings.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { allowanceFindings, type AllowList } from '../allowance.ts';

/** Says what becomes of a policy of ours on a role that somebody else keeps as it is written down. */
export function managedFindings(
  { role, policyName, after, write }: RoleChange,
  { managedBy }: RoleFacts,
): Finding[] {
  if (managedBy === undefined || !write || after === null) return [];
  const command = { roleName: roleNameOf(role), policyName };
  if (managedBy.tool === 'Terraform') {
    return [
      finding('ROLE_MANAGED_ELSEWHERE', {
        subject: role,
        message: `Terraform manages the role ${role}: its next apply takes ${policyName} away if the role is declared with inline_policy or aws_iam_role_policies_exclusive.`,
        found: 'tags of Terraform',
        resolution:
          'Ask with "rolePolicies": "emit" and let Terraform put the document there, or declare the role without those two.',
        command,
      }),
    ];
  }
  const stack =
    managedBy.stack === null ? 'a CloudFormation stack' : `the stack ${managedBy.stack}`;
  return [
    finding('ROLE_MANAGED_ELSEWHERE', {
      subject: role,
      message: `The role ${role} belongs to ${stack}, which cannot delete it while ${policyName} stands there (DeleteConflict).`,
      found: stack,
      resolution:
        'Take our policy off before the stack is deleted: run the request without grants, or use the command. Or ask with "rolePolicies": "emit" and let the stack put the document there.',
      command,
    }),
  ];
}

/** For whom something is written, and what was opened for them. */
type Allowing = {
  readonly request: Pick<ImportRequest, 'app'>;
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
