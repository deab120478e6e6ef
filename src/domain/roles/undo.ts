import type { IntendedRole } from '../../contract/link.ts';
import type { RoleWrite } from './apply.ts';
import { roleNameOf } from '../../contract/aws-names.ts';

/** The writes that put before-images back. */
export function restoringWrites(roles: readonly IntendedRole[]): readonly RoleWrite[] {
  return roles.map(({ roleArn, policyName, before }) => ({
    roleArn,
    policyName,
    document: before,
  }));
}

/** The AWS CLI command that does one write by hand; quotes are safe for a POSIX shell. */
export function restoreCommand({ roleArn, policyName, document }: RoleWrite): string {
  const target = `--role-name ${roleNameOf(roleArn)} --policy-name ${policyName}`;
  if (document === null) return `aws iam delete-role-policy ${target}`;
  return `aws iam put-role-policy ${target} --policy-document '${document.replaceAll("'", String.raw`'\''`)}'`;
}
