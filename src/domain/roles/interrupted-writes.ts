import type { Finding } from '../../contract/finding.ts';
import { emittedPolicyCatalogue } from '../../contract/findings/emitted-policy.ts';
import { findingBy } from '../../contract/findings/finding-by.ts';
import type { IntendedRole, Intent, LinkItem } from '../../contract/link.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments } from '../link/link-record.ts';
import { intendedDocuments } from './apply.ts';

/** A document by the ARN of its role; `null`: none. */
export type Documents = ReadonlyMap<string, string | null>;

/**
 * The roles of an open intent, of a run that died before its commit, on which a run that emits policies
 * restores what was there before. The dead run's write need not be seen yet, so that a role without a
 * policy is one of them. Two are not: a role that holds the emitted document, which its owner may have
 * put there, and one that holds a document which is neither the dead run's nor from before it.
 */
export function rolesToRestore(
  intent: Intent | null,
  current: Documents,
  wanted: Documents,
): readonly IntendedRole[] {
  return (intent?.roles ?? []).filter((role) => {
    const { roleArn, before } = role;
    const document = current.get(roleArn) ?? null;
    if (document === null) return true;
    if (document === wanted.get(roleArn)) return false;
    return document === before || intendedDocuments(role).includes(sha256(document));
  });
}

/**
 * The roles of an open intent but for those on which somebody else has put a document since: one that
 * no document of this link explains. Where no document is seen, nothing is proven.
 */
export function rolesWithoutOthersWork(item: LinkItem, seen: Documents): readonly IntendedRole[] {
  return (item.intent?.roles ?? []).filter(({ roleArn }) => {
    const document = seen.get(roleArn) ?? null;
    return document === null || knownDocuments(item, roleArn).has(sha256(document));
  });
}

/** Says of each role what will be restored, so that whoever agrees to the plan has seen it. */
export function restoredFirstFindings(
  roles: readonly IntendedRole[],
  current: Documents,
): readonly Finding[] {
  return roles.map(({ roleArn, policyName, before }) =>
    findingBy('BEGUN_WRITE_UNDONE', emittedPolicyCatalogue().BEGUN_WRITE_UNDONE, {
      role: roleArn,
      policyName,
      current: current.get(roleArn) ?? null,
      restored: before,
    }),
  );
}
