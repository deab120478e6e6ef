import type { IntendedRole, LinkItem } from '../../contract/link.ts';

/** How many documents are kept of each role: more runs that sleep at the same time are not believable. */
const rememberedWrites = 3;

/** What a link knows of late writes once the run of its open intent is taken over. */
export function lateWritesAfter({ intent, lateWrites }: LinkItem): LinkItem['lateWrites'] {
  const known = new Map(lateWrites.map(({ roleArn, sha256 }) => [roleArn, sha256]));
  for (const role of intent?.roles ?? []) {
    const hashes = new Set([...writtenBy(role), ...(known.get(role.roleArn) ?? [])]);
    if (hashes.size > 0) known.set(role.roleArn, [...hashes].slice(0, rememberedWrites));
  }
  return [...known].map(([roleArn, sha256]) => ({ roleArn, sha256 }));
}

/** Hashes of what runs that were taken over may still write on a role. */
export function lateWritesOn({ lateWrites }: LinkItem, roleArn: string): readonly string[] {
  return lateWrites.find((late) => late.roleArn === roleArn)?.sha256 ?? [];
}

/** Hashes of what the run of an intent, and those that died before it, may have written on a role. */
export function writtenBy({ afterSha256, earlier = [] }: IntendedRole): readonly string[] {
  return [...(afterSha256 === null ? [] : [afterSha256]), ...earlier];
}
