import { tagAction } from '../../contract/trust-statement.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import type { PrincipalTags } from '../readings.ts';
import { mayGet } from './locked-out.ts';
import type { RoleCase } from './role-callers.ts';
import type { RoleTrust } from './role-trust.ts';
import type { Caller } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/**
 * Where an identity pool maps claims to principal tags, the sessions of its users are tagged, and STS
 * refuses a tagged session whose role does not allow that: Cognito then gives no credentials at all
 * (Cognito guide, "Using attributes for access control"; IAM guide, "Passing session tags in AWS STS").
 */
export function sessionTagFindings(trust: RoleTrust): readonly Finding[] {
  const { callers, sessionTags, facts, allows, denies } = trust;
  const isTagged = callers.right.some((caller) => mayTag(caller, allows, denies, trust));
  if (!areTagged(trust) || isTagged) return [];
  const tags = Object.keys(sessionTags);
  const claims = claimsOfTagged(sessionTags);
  return [
    finding('PRINCIPAL_TAGS_WITHOUT_TAG_SESSION', { ...facts(), tags, ...(claims && { claims }) }),
  ];
}

/** Whether sessions that begin with a role are tagged, if only those of some users. */
export function areTagged({ sessionTags }: Pick<RoleCase, 'sessionTags'>): boolean {
  return Object.keys(sessionTags).length > 0;
}

/**
 * The claims of which a token has one where its session is tagged, for a tag has the value of its claim
 * (CloudFormation guide, AWS::Cognito::IdentityPoolPrincipalTag); `null`: each token has one.
 */
export function claimsOfTagged(sessionTags: PrincipalTags): readonly string[] | null {
  const claims = [...new Set(Object.values(sessionTags))];
  return claims.some((claim) => ofEveryToken.includes(claim)) ? null : claims;
}

/** What every id token of a user pool has (Cognito guide, "Understanding the identity (ID) token"). */
const ofEveryToken: readonly string[] = [
  'sub',
  'aud',
  'iss',
  'token_use',
  'cognito:username',
  'auth_time',
  'iat',
  'exp',
];

/** Whether all whom a role is for get its tags through: nothing to get through is fine. */
export function allMayTag(
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: Pick<RoleCase, 'callers' | 'dialect' | 'sessionTags'>,
): boolean {
  return (
    !areTagged(role) || role.callers.right.every((caller) => mayTag(caller, allows, denies, role))
  );
}

function mayTag(
  caller: Caller,
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: Pick<RoleCase, 'dialect'>,
): boolean {
  return mayGet({ ...caller, action: tagAction }, allows, denies, role);
}
