import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import { isTombstone } from '../../contract/manifest.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { isAgreedByPerson } from '../link/remembered-plans.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { recordPlan } from '../roles/record.ts';
import { inReadingOrder, policyDiff } from '../iam/diff.ts';
import type { PublishedValues } from '../../contract/push/published.ts';
import { functionAccess } from './function-access.ts';
import type { PlanInput } from './plan-input.ts';
import { repointedPools } from './repointed-pools.ts';

/** What a run is to bring about. */
type ToCome = {
  readonly roles: readonly RoleChange[];
  /** What its pushes would write; `null`: the plan is refused. */
  readonly published: PublishedValues | null;
};

/**
 * Whoever may put an event is not always somebody who may open an account to guests, lead an app to
 * other users, or let functions work on users: all of it needs the hash of a plan that a person has had
 * made here, since whoever can read the pools computes any hash. A link of which nothing is stored has no
 * other pool yet, and may come into being by an event, without anything for guests.
 */
export function eventFindings(
  input: Pick<
    PlanInput,
    'request' | 'item' | 'committed' | 'startedBy' | 'identityPool' | 'published'
  >,
  { roles, published }: ToCome,
  hash: string | null,
): Finding[] {
  const { request, startedBy, identityPool } = input;
  const { expectPlan, mode } = request;
  if (startedBy === 'request' || mode === 'plan') return [];
  if (isAgreedByPerson(input.item, expectPlan, startedBy)) return [];
  const item = committedItem(input);
  const guestRoles = (identityPool?.settings?.roles ?? []).flatMap(({ kind, arn }) =>
    kind === 'guest' ? [arn] : [],
  );
  const changes = [
    ...otherPools(request, item),
    ...earlierEnds(request, item),
    ...roles
      .filter(({ role }) => guestRoles.includes(role))
      .flatMap((change) => newAccess(change, item)),
    ...(published ? newFunctionAccess(request, published, isRemovedNow(input) ? null : item) : []),
  ];
  return changes.map((change) =>
    finding('EXPECT_PLAN_NEEDED', { change, plan: hash, expected: expectPlan }),
  );
}

/** The link with what a run that died had committed: it stands, as if it had been recorded. */
export function committedItem({
  item,
  committed,
}: Pick<PlanInput, 'item' | 'committed'>): LinkItem {
  return committed ? recordPlan(item, committed) : item;
}

/** What somebody must have seen in a plan, before an event brings it about. */
type ToBeSeen = FactsOf<'EXPECT_PLAN_NEEDED'>['change'];

function otherPools(request: RunRequest, item: LinkItem): ToBeSeen[] {
  return repointedPools(request, item).map(({ field, from, to }) => ({
    what: 'another pool',
    link: linkLabel(item),
    field,
    stored: from,
    requested: to,
  }));
}

/** What would end a link earlier than its stored request does: an event would remove it in two steps. */
function earlierEnds(request: RunRequest, item: LinkItem): ToBeSeen[] {
  const { request: stored } = item;
  if (stored === null) return [];
  const link = linkLabel(item);
  const isEarlier =
    request.expires !== null &&
    (stored.expires === null || Date.parse(request.expires) < Date.parse(stored.expires));
  const isEasier = request.removeByEvent && !stored.removeByEvent;
  return [
    ...(isEarlier
      ? [{ what: 'an end' as const, link, field: 'expires' as const, requested: request.expires }]
      : []),
    ...(isEasier
      ? [{ what: 'an end' as const, link, field: 'removeByEvent' as const, requested: null }]
      : []),
  ];
}

/** What was removed gives nobody anything any more, though the link still says what it had given. */
function isRemovedNow({ item, published }: Pick<PlanInput, 'item' | 'published'>): boolean {
  return item.removed !== null || (published.manifest !== null && isTombstone(published.manifest));
}

/**
 * What functions could do with users that no push of what is recorded gives them: to which role, and what.
 */
function newFunctionAccess(
  request: RunRequest,
  published: PublishedValues,
  item: LinkItem | null,
): ToBeSeen[] {
  const recorded =
    item?.request && item.published ? functionAccess(item.request, item.published, item) : [];
  return functionAccess(request, published, request).flatMap(({ id, keys, roleArn }) => {
    const before = recorded.find((one) => one.id === id && one.roleArn === roleArn);
    const [after = null] = Object.values(keys);
    const { added } = policyDiff(Object.values(before?.keys ?? {})[0] ?? null, after);
    if (added.length === 0) return [];
    return [
      {
        what: 'new access of functions',
        role: roleArn ?? id,
        allowed: inReadingOrder(added),
      },
    ];
  });
}

/**
 * What guests would get that neither their role holds nor the ledger records: reads of IAM lag behind.
 * What a run that died left there counts for nothing; what it had found there does.
 */
function newAccess({ role, before, after, write }: RoleChange, item: LinkItem): ToBeSeen[] {
  if (!write || (after !== null && isCertain(after, role, item))) return [];
  const interrupted = item.intent?.roles.find(({ roleArn }) => roleArn === role);
  const { added, removed } = policyDiff(interrupted ? interrupted.before : before, after);
  // What is denied no more can be done from then on.
  const opened = removed.filter(({ Effect }) => Effect === 'Deny');
  if (added.length + opened.length === 0) return [];
  return [
    {
      what: 'new access of guests',
      role,
      allowed: inReadingOrder(added),
      deniedNoMore: inReadingOrder(opened),
    },
  ];
}

function isCertain(document: string, role: string, { ledger, request }: LinkItem): boolean {
  return deliveryOf(request ?? {})
    .certainLedger(ledger)
    .some(({ roleArn, sha256: recorded }) => roleArn === role && recorded === sha256(document));
}
