import type { LinkItem } from '../../contract/link.ts';
import type { LeftOpen } from '../../domain/removal/taken-over.ts';
import type { ConfigStore } from '../config/port.ts';
import { readPushPlan } from '../push/push-plan-store.ts';
import { committedPlan } from '../run/plan-store.ts';
import { unlessChanged } from '../run/unless-changed.ts';

/** What runs that died over a link have left open; a plan that is gone from the store says nothing. */
export async function leftOpen(item: LinkItem, store: ConfigStore): Promise<LeftOpen> {
  const open = item.push?.open?.plan ?? null;
  const [committed, push] = await Promise.all([
    unlessChanged(() => committedPlan(item, store)),
    open === null ? null : unlessChanged(() => readPushPlan(open, store)),
  ]);
  return { committed, push };
}
