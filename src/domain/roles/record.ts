import type { LedgerEntry, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import { canonicalJson } from '../canonical.ts';
import { askedSince } from '../link/outdated.ts';
import { deliveryOf } from './deliveries.ts';

/** The link item after the plan of its intent has been recorded: request, revision and ledger; the intent closed. */
export function recordPlan(item: LinkItem, plan: Plan): LinkItem {
  const { intent, agreed } = item;
  const { expectPlan } = plan.request;
  return {
    ...item,
    // By the hash that the request names: a fresh plan may have come in the place of that one.
    agreed: intent && expectPlan !== null ? { hash: expectPlan, key: intent.plan.key } : agreed,
    request: storedRequest(plan.request),
    revision: plan.revision,
    published: plan.published ?? item.published,
    ...(intent ? askedSince(item, intent) : {}),
    expiryPutOffTo: null,
    ...deliveryOf(plan.request).ledger(plan, item),
    intent: null,
    removed: null,
  };
}

/** Whether the link already says what it would say after the plan. */
export function isRecorded(
  item: LinkItem,
  plan: Pick<Plan, 'roles' | 'request' | 'revision' | 'push' | 'published'>,
) {
  const { ledger } = deliveryOf(plan.request).ledger(plan, item);
  return (
    item.intent === null &&
    item.revision === plan.revision &&
    item.request !== null &&
    canonicalJson(item.request) === canonicalJson(storedRequest(plan.request)) &&
    documentsOf(item.ledger) === documentsOf(ledger) &&
    isPushSource(item, plan)
  );
}

/** Links recorded before pushes get what those write once there is something to push. */
function isPushSource(
  { published }: LinkItem,
  { push, published: fresh }: Pick<Plan, 'push' | 'published'>,
): boolean {
  if (published === null && push.length === 0) return true;
  return canonicalJson(published) === canonicalJson(fresh);
}

/** Which document each role holds, whatever it held before. */
function documentsOf(ledger: readonly LedgerEntry[]): string {
  return canonicalJson(Object.fromEntries(ledger.map(({ roleArn, sha256 }) => [roleArn, sha256])));
}

/** The request as a link keeps it: without the options of one run. */
function storedRequest(request: RunRequest): RunRequest {
  return { ...request, mode: 'import', expectPlan: null, adopt: false };
}
