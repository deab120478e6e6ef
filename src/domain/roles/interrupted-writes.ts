import { finding, type Finding, type FindingCode } from '../../contract/findings.ts';
import type { IntendedRole, Intent, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import { sha256 } from '../canonical.ts';
import { knownDocuments } from '../link/link-record.ts';
import { documentsBegun } from './apply.ts';

/** A document by the ARN of its role; `null`: none. */
export type Documents = ReadonlyMap<string, string | null>;

/**
 * What a run that hands policies out puts back of one that died before its commit. Its own write need
 * not be seen yet, so that a role without a policy is put back too. Two things are left as they stand:
 * the document that is handed out, which its owner may have put there, and one that is neither the
 * dead run's nor from before it, which is somebody else's.
 */
export function writesToUndo(
  intent: Intent | null,
  stands: Documents,
  wanted: Documents,
): readonly IntendedRole[] {
  return (intent?.roles ?? []).filter((role) => {
    const { roleArn, before } = role;
    const document = stands.get(roleArn) ?? null;
    if (document === null) return true;
    if (document === wanted.get(roleArn)) return false;
    return document === before || documentsBegun(role).includes(sha256(document));
  });
}

/**
 * The roles of an open intent but for those where somebody has put another document since: what no
 * document of this link explains is theirs. Where nothing is seen, nothing is proven.
 */
export function withoutStrangers(item: LinkItem, seen: Documents): readonly IntendedRole[] {
  return (item.intent?.roles ?? []).filter(({ roleArn }) => {
    const document = seen.get(roleArn) ?? null;
    return document === null || knownDocuments(item, roleArn).has(sha256(document));
  });
}

/** Says of each role what will be put back, so that whoever agrees to the plan has seen it. */
export function undoneFirstFindings(
  roles: readonly IntendedRole[],
  stands: Documents,
): readonly Finding[] {
  return roles.map(({ roleArn, policyName, before }) =>
    finding('BEGUN_WRITE_UNDONE', {
      role: roleArn,
      policyName,
      current: stands.get(roleArn) ?? null,
      restored: before,
    }),
  );
}

/** The roles on which a plan puts back what a dead run had found, before its policies are handed out. */
export function rolesUndoneFirst({ findings }: Pick<Plan, 'findings'>): readonly string[] {
  const code = 'BEGUN_WRITE_UNDONE' satisfies FindingCode;
  return findings.flatMap((found) => (found.code === code ? [found.subject] : []));
}
