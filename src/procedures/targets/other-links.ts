import pLimit from 'p-limit';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { targetIndex } from '../../domain/link/link-record.ts';
import type { ConcernedTarget } from '../../domain/targets/plan-targets.ts';
import type { OtherLink } from '../../domain/targets/target-kind.ts';
import type { LinkStore } from '../ports.ts';

/** How many functions are asked about at a time. */
const atOnce = 10;

/**
 * Other links that may have written on the same functions, and under which names. The index is a hint, so
 * each link that it names is read.
 */
export async function otherLinksOf(
  targets: readonly ConcernedTarget[],
  link: LinkName,
  linkStore: LinkStore,
): Promise<Readonly<Record<string, readonly OtherLink[]>>> {
  const limit = pLimit(atOnce);
  const functions = targets.filter(({ kind }) => kind === 'function');
  const found = await Promise.all(
    functions.map(({ id, kind }) =>
      limit(async () => {
        const index = targetIndex(id, kind);
        const links = index === null ? [] : await linkStore.linksOf(index);
        const others = links.filter((other) => linkLabel(other) !== linkLabel(link));
        return [
          id,
          await Promise.all(others.map((other) => writerOf(id, other, linkStore))),
        ] as const;
      }),
    ),
  );
  return Object.fromEntries(found.filter(([, others]) => others.length > 0));
}

async function writerOf(id: string, link: LinkName, linkStore: LinkStore): Promise<OtherLink> {
  const { item } = await linkStore.read(link);
  const held = item.push?.targets.find((one) => one.id === id);
  return { label: linkLabel(link), keys: Object.keys(held?.keys ?? {}) };
}
