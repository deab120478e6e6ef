import type { IntendedRole, LinkItem } from '../../contract/link.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import { sha256 } from '../canonical.ts';
import { lateWritesOn, writtenBy } from './late-writes.ts';

/** How many earlier documents a ledger entry remembers: enough for any read that lags behind. */
export const rememberedDocuments = 10;

/** Hashes of every document of ours that a role may hold: written, replaced, under way, or late. */
export function knownDocuments(item: LinkItem, roleArn: string): ReadonlySet<string> {
  const entry = item.ledger.find((candidate) => candidate.roleArn === roleArn);
  const intended = item.intent?.roles.find((candidate) => candidate.roleArn === roleArn);
  return new Set([
    ...(entry ? [entry.sha256, ...entry.earlier] : []),
    ...(intended ? documentsOf(intended) : []),
    ...item.undone.flatMap((role) => (role.roleArn === roleArn ? role.sha256 : [])),
    ...lateWritesOn(item, roleArn),
  ]);
}

/**
 * Hashes of the documents on a role that runs of this link have written themselves: not of those that
 * somebody else had written there under our name, and an import took over.
 */
export function ownDocuments(item: LinkItem, roleArn: string): ReadonlySet<string> {
  const entry = item.ledger.find((candidate) => candidate.roleArn === roleArn);
  const intended = item.intent?.roles.find((candidate) => candidate.roleArn === roleArn);
  const undone = item.undone.filter((role) => role.roleArn === roleArn);
  return new Set([
    ...(entry ? without([entry.sha256, ...entry.earlier], entry.adopted) : []),
    ...(intended ? writtenBy(intended) : []),
    ...undone.flatMap((role) => without(role.sha256, role.adopted)),
    ...lateWritesOn(item, roleArn),
  ]);
}

function without(hashes: readonly string[], others: readonly string[] = []): readonly string[] {
  return hashes.filter((hash) => !others.includes(hash));
}

/** The link item after an Undo: its intent closed, what it restored remembered until the next record. */
export function undoneItem(item: LinkItem): LinkItem {
  const undone = new Map(item.undone.map((role) => [role.roleArn, role]));
  for (const role of item.intent?.roles ?? []) {
    const { roleArn } = role;
    const before = undone.get(roleArn);
    const hashes = [...documentsOf(role), ...(before?.sha256 ?? [])];
    const sha256s = [...new Set(hashes)].slice(0, rememberedDocuments);
    const own = ownDocuments(item, roleArn);
    const adopted = sha256s.filter((hash) => !own.has(hash));
    undone.set(roleArn, {
      ...before,
      roleArn,
      sha256: sha256s,
      ...(adopted.length > 0 && { adopted }),
    });
  }
  return { ...item, intent: null, undone: [...undone.values()] };
}

/** Hashes of the documents that an intent may leave on a role: the one before it, and its own. */
function documentsOf(role: IntendedRole): readonly string[] {
  const { before } = role;
  return [...(before === null ? [] : [sha256(before)]), ...writtenBy(role)];
}

/**
 * Whether a role certainly holds a document: nothing was intended or undone on it since the ledger was
 * written, and the ledger says the same. A role that the link has never written is as it reads.
 */
export function isSettled(item: LinkItem, roleArn: string, document: string | null): boolean {
  if (unsettledRoles(item).includes(roleArn)) return false;
  const entry = item.ledger.find((candidate) => candidate.roleArn === roleArn);
  return !entry || (document !== null && entry.sha256 === sha256(document));
}

/** Roles on which something was intended or undone since the ledger was written: a read may lag behind it. */
export function unsettledRoles({ intent, undone }: LinkItem): readonly string[] {
  return [...(intent?.roles ?? []), ...undone].map(({ roleArn }) => roleArn);
}

/** Roles on which a policy of ours may stand. */
export function rolesOfLink(item: SeenLink): readonly string[] {
  return [
    ...new Set([
      ...item.ledger.map(({ roleArn }) => roleArn),
      ...(item.intent?.roles ?? []).map(({ roleArn }) => roleArn),
      ...item.undone.map(({ roleArn }) => roleArn),
    ]),
  ];
}

/** Roles that a run looks at for our policies: beside those of the link, those of runs that it took over. */
export function rolesToLookAt(item: LinkItem): readonly string[] {
  return [...rolesOfLink(item), ...rolesOfLateWrites(item)];
}

/** Roles that nothing but late writes names: where none of them is seen, nothing of ours stands. */
export function rolesOfLateWrites(item: LinkItem): readonly string[] {
  const known = new Set(rolesOfLink(item));
  return item.lateWrites.map(({ roleArn }) => roleArn).filter((roleArn) => !known.has(roleArn));
}
