import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { recordPlan } from '../link/link-record.ts';
import { emits } from '../roles/emitted-files.ts';
import { diffLines, policyDiff } from '../iam/diff.ts';
import type { PlanInput } from './plan-input.ts';

/**
 * Whoever may put an event is not always somebody who may open an account to guests, or lead an app to
 * other users: both need the hash of a plan that a person has seen. A link of which nothing is stored
 * has no other pool yet, and may come into being by an event, without anything for guests.
 */
export function eventFindings(
  input: Pick<PlanInput, 'request' | 'item' | 'committed' | 'startedBy' | 'identityPool'>,
  roles: readonly RoleChange[],
  hash: string | null,
): Finding[] {
  const { request, startedBy, identityPool } = input;
  if (startedBy !== 'event' || request.expectPlan !== null || request.mode === 'plan') return [];
  // What a run that died had committed stands, as if it had been recorded.
  const item = input.committed ? recordPlan(input.item, input.committed) : input.item;
  const guestRoles = (identityPool?.settings?.roles ?? []).flatMap(({ kind, arn }) =>
    kind === 'guest' ? [arn] : [],
  );
  const reasons = [
    ...poolReasons(request, item),
    ...roles
      .filter(({ role }) => guestRoles.includes(role))
      .flatMap((change) => guestReasons(change, item)),
  ];
  return reasons.map(({ subject, message, found, needed }) =>
    finding('EXPECT_PLAN_NEEDED', {
      subject,
      message: `An event alone ${message}.`,
      found,
      needed,
      resolution: `Make a plan of the same request ("mode": "plan") and look at it; then send the event with its hash, as "expectPlan"${hash === null ? '' : `: "${hash}" if nothing has changed by then`}.`,
    }),
  );
}

type Reason = Required<Pick<Finding, 'subject' | 'message'>> & { found: string; needed: string };

function poolReasons(request: ImportRequest, item: LinkItem): Reason[] {
  const { request: stored } = item;
  if (stored === null) return [];
  return (['userPoolId', 'identityPoolId'] as const).flatMap((field) => {
    const [before, now] = [stored[field] ?? 'none', request[field] ?? 'none'];
    if (before === now) return [];
    const message = `cannot lead ${linkLabel(item)} from the ${field} ${before} to ${now}`;
    return [{ subject: field, message, found: now, needed: before }];
  });
}

/**
 * What guests would get that neither stands there nor is recorded: reads of IAM lag behind. What a run
 * that died left there counts for nothing; what it had found there does.
 */
function guestReasons({ role, before, after, write }: RoleChange, item: LinkItem): Reason[] {
  if (!write || (after !== null && isRecorded(after, role, item))) return [];
  const begun = item.intent?.roles.find(({ roleArn }) => roleArn === role);
  const { added, removed } = policyDiff(begun ? begun.before : before, after);
  // What is denied no more can be done from then on.
  const opened = removed.filter(({ Effect }) => Effect === 'Deny');
  if (added.length + opened.length === 0) return [];
  const lines = diffLines({ added, removed: opened, kept: [], overwrites: false });
  return [
    {
      subject: role,
      message: `cannot give guests, by the role ${roleNameOf(role)}, what they do not have yet`,
      found: lines.join('; '),
      needed: 'expectPlan',
    },
  ];
}

/** While policies are handed out the ledger grows old: what it says has been taken away by others. */
function isRecorded(document: string, role: string, { ledger, request }: LinkItem): boolean {
  if (request !== null && emits(request)) return false;
  return ledger.some(
    ({ roleArn, sha256: recorded }) => roleArn === role && recorded === sha256(document),
  );
}
