import type { LinkItem, LinkName } from '../../contract/link.ts';
import { configFolder } from '../../contract/manifest.ts';
import type { PlannedTarget } from '../../contract/push/target.ts';
import type { ConfigStore } from '../config/port.ts';
import { unlessChanged } from '../run/unless-changed.ts';
import { readPushPlan } from './push-plan-store.ts';

/** `s3://<bucket>/config/<app>/<env>/`; `null`: a folder has no address that others could fetch from. */
export function configUriOf(link: LinkName, store: Pick<ConfigStore, 'address'>): string | null {
  const address = `${store.address(configFolder(link))}/`;
  return address.startsWith('s3://') ? address : null;
}

/**
 * The targets of a push that died over the link, so that what it began is known. A plan that somebody has
 * deleted or changed says nothing any more, and keeps nobody from the link.
 */
export async function openTargets(
  { push }: Pick<LinkItem, 'push'>,
  store: ConfigStore,
): Promise<readonly PlannedTarget[]> {
  const open = push?.open ?? null;
  if (open === null) return [];
  const plan = await unlessChanged(() => readPushPlan(open.plan, store));
  return plan?.targets ?? [];
}
