import { tagAction } from '../../contract/trust-statement.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleCase } from './role-callers.ts';
import type { RoleTrust } from './role-trust.ts';
import { meets, type Caller } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/**
 * Where an identity pool maps claims to principal tags, every session of its users is tagged, and STS
 * refuses a session whose role does not allow that: Cognito then gives no credentials at all (Cognito
 * guide, "Using attributes for access control"; IAM guide, "Passing session tags in AWS STS").
 */
export function sessionTagFindings(trust: RoleTrust): readonly Finding[] {
  const { callers, sessionTags, facts, allows, denies } = trust;
  const isTagged = callers.right.some((caller) => mayTag(caller, allows, denies, trust));
  if (sessionTags.length === 0 || isTagged) return [];
  return [finding('PRINCIPAL_TAGS_WITHOUT_TAG_SESSION', { ...facts, tags: sessionTags })];
}

/** Whether all whom a role is for get its tags through: nothing to get through is fine. */
export function allMayTag(
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: Pick<RoleCase, 'callers' | 'dialect' | 'sessionTags'>,
): boolean {
  return (
    role.sessionTags.length === 0 ||
    role.callers.right.every((caller) => mayTag(caller, allows, denies, role))
  );
}

/** Perhaps is enough, unless a Deny certainly refuses it. */
function mayTag(
  caller: Caller,
  allows: readonly Statement[],
  denies: readonly Statement[],
  { dialect }: Pick<RoleCase, 'dialect'>,
): boolean {
  const tagging = { ...caller, action: tagAction };
  return (
    allows.some((allow) => meets(allow, tagging, dialect) !== 'no') &&
    !denies.some((deny) => meets(deny, tagging, dialect) === 'yes')
  );
}
