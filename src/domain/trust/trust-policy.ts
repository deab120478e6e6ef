import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { LockedOut } from '../../contract/findings/handed-role.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import { admissionFindings, doubtFindings } from './admission-findings.ts';
import { correctedTrustPolicy } from './corrected-trust-policy.ts';
import { openingFindings } from './opening-findings.ts';
import { admittedUsers, roleCaseOf, type KnownUsers } from './role-callers.ts';
import type { RoleTrust } from './role-trust.ts';
import { claimsOfTagged, sessionTagFindings } from './session-tags.ts';
import { shutOutBy } from './shut-out.ts';
import { readTrust, type TrustDocument } from './trust-document.ts';

/**
 * The trust lint of an identity pool's role (Cognito guide, "Role trust and permissions"). A role is
 * judged by who gets in: the users that it is for must, for certain; guests in the role of users, and
 * users of pools that it does not name, must not, not even perhaps (CVE-2024-28056).
 */

/** What is wrong with the trust of a role for one identity pool; nothing when it is right. */
export function judgeTrust(
  trustPolicy: string,
  role: Pick<PoolRole, 'kind' | 'arn'>,
  identityPoolId: string,
  users: KnownUsers = nothingKnown,
): readonly Finding[] {
  const document = readTrust(trustPolicy);
  const trust = trustOf(document ?? noTrust, role, identityPoolId, users);
  if (!document) return [finding('TRUST_POLICY_UNREADABLE', trust.facts())];
  return [
    ...admissionFindings(trust),
    ...openingFindings(trust),
    ...doubtFindings(trust),
    ...sessionTagFindings(trust),
  ];
}

/** What keeps out whom a role is for. */
export type ShutOut = {
  readonly codes: readonly LockedOut[];
  /** The claims by which those are kept out alone whose sessions are tagged; `null`: everybody is. */
  readonly claims: readonly string[] | null;
  /** The trust policy that would let them in; `null`: none keeps what others have. */
  readonly corrected: FactsOf<'TRUST_POLICY_UNREADABLE'>['corrected'];
};

/** By what a role keeps out those whom it is for; `null`: nothing does for certain. */
export function shutOutOf(
  trustPolicy: string,
  role: Pick<PoolRole, 'kind' | 'arn'>,
  identityPoolId: string,
  users: KnownUsers,
): ShutOut | null {
  const document = readTrust(trustPolicy);
  if (!document) return null;
  const trust = trustOf(document, role, identityPoolId, users);
  const codes = shutOutBy(trust);
  if (codes.length === 0) return null;
  const byTags = codes.every((code) => code === 'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION');
  const claims = byTags ? claimsOfTagged(trust.sessionTags) : null;
  return { codes, claims, corrected: trust.facts().corrected };
}

/** Where a pool was not read, its guests may come. */
const nothingKnown: KnownUsers = { provider: null, guestsAllowed: true };

const noTrust: TrustDocument = { id: null, hasVariables: true, statements: [] };

function trustOf(
  document: TrustDocument,
  { kind, arn }: Pick<PoolRole, 'kind' | 'arn'>,
  identityPoolId: string,
  users: KnownUsers,
): RoleTrust {
  const roleCase = roleCaseOf(document, kind, identityPoolId, users);
  let facts: FactsOf<'TRUST_POLICY_UNREADABLE'> | undefined;
  return {
    ...roleCase,
    arn,
    allows: document.statements.filter(({ effect }) => effect === 'Allow'),
    denies: document.statements.filter(({ effect }) => effect === 'Deny'),
    facts: () =>
      (facts ??= {
        role: arn,
        ...admittedUsers(roleCase),
        corrected: correctedTrustPolicy(document, kind, identityPoolId, users),
      }),
  };
}
