import type { LockedOut } from '../../contract/findings/handed-role.ts';
import { closestAllow } from './admission-findings.ts';
import { lockingOut } from './locked-out.ts';
import type { RoleTrust } from './role-trust.ts';
import { sessionTagFindings } from './session-tags.ts';
import { meets } from './trust-evaluation.ts';

/**
 * By what a role certainly keeps out whom it is for, whoever else it lets in: the lint of a
 * trust policy names a fault that also opens the role by what it opens, and one that lets in tokens
 * without a kind by what it asks. Empty where some of them get in, perhaps.
 */
export function shutOutBy(trust: RoleTrust): readonly LockedOut[] {
  const { allows, denies, callers, dialect } = trust;
  const isDenied = lockingOut(allows, denies, trust).length > 0;
  const mayEnter = callers.right.some((caller) =>
    allows.some((allow) => meets(allow, caller, dialect) !== 'no'),
  );
  return [
    ...(mayEnter ? [] : lacking(trust, isDenied)),
    ...(isDenied ? ['TRUST_DENIES' as const] : []),
    ...(sessionTagFindings(trust).length > 0
      ? ['PRINCIPAL_TAGS_WITHOUT_TAG_SESSION' as const]
      : []),
  ];
}

/** What keeps them from the Allow that comes nearest to letting them in. */
function lacking(trust: RoleTrust, isDenied: boolean): readonly LockedOut[] {
  const closest = closestAllow(trust);
  if (closest?.aud || closest?.amr) {
    return [
      ...(closest.aud ? ['TRUST_AUD_MISMATCH' as const] : []),
      ...(closest.amr ? ['TRUST_AMR_MISMATCH' as const] : []),
    ];
  }
  return isDenied ? [] : ['TRUST_MISSING'];
}
