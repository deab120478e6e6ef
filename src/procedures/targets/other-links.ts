import pLimit from 'p-limit';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import type { PlannedTarget } from '../../contract/push/target.ts';
import { targetIndex } from '../../domain/targets/link-indexes.ts';
import type { ConcernedTarget } from '../../domain/targets/plan-targets.ts';
import type { OtherLink } from '../../domain/targets/target-kind.ts';
import type { Services } from '../ports.ts';
import { openTargets } from '../push/known-targets.ts';

/** How many targets or links are asked about at a time. */
const atOnce = 10;

/**
 * Other links that may have written on the same functions, apps and branches, and under which names. The
 * index is a hint, so each link that it names is read, with what a push of it has begun.
 */
export async function otherLinksOf(
  targets: readonly ConcernedTarget[],
  link: LinkName,
  services: Pick<Services, 'linkStore' | 'configStore'>,
): Promise<Readonly<Record<string, readonly OtherLink[]>>> {
  const limit = pLimit(atOnce);
  const indexed = targets.flatMap(({ id, kind }) => {
    const index = targetIndex(id, kind);
    return index === null ? [] : [{ id, index }];
  });
  const found = await Promise.all(
    indexed.map(({ id, index }) =>
      limit(async () => {
        const links = await services.linkStore.linksOf(index);
        return { id, others: links.filter((other) => linkLabel(other) !== linkLabel(link)) };
      }),
    ),
  );
  const named = new Map(found.flatMap(({ others }) => others.map((one) => [linkLabel(one), one])));
  const writers = await Promise.all(
    [...named].map(([label, one]) =>
      limit(async () => [label, await keysOf(one, services)] as const),
    ),
  );
  const keys = new Map(writers);
  return Object.fromEntries(
    found
      .filter(({ others }) => others.length > 0)
      .map(({ id, others }) => [
        id,
        others.map(linkLabel).map((label) => ({ label, keys: keys.get(label)?.(id) ?? [] })),
      ]),
  );
}

/** What a link keeps on a target: what it has recorded, and what a push has begun and not recorded yet. */
async function keysOf(
  link: LinkName,
  { linkStore, configStore }: Pick<Services, 'linkStore' | 'configStore'>,
): Promise<(id: string) => readonly string[]> {
  const item = await linkStore.look(link);
  const begun = await openTargets(item, configStore);
  return (id) => {
    const held = item.push?.targets.find((one) => one.id === id);
    const open = begun.find((one) => one.target === id);
    return [...new Set([...Object.keys(held?.keys ?? {}), ...(open ? begunKeys(open) : [])])];
  };
}

/** What a push leaves alone it does not take, and what it never had it does not give back. */
function begunKeys({ change, keys }: PlannedTarget): readonly string[] {
  if (change === 'leave') return [];
  return Object.entries(keys)
    .filter(([, { after, earlier }]) => after !== null || earlier.length > 0)
    .map(([name]) => name);
}
