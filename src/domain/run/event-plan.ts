import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { sha256 } from '../canonical.ts';
import { roleNameOf } from '../ids.ts';
import { diffLines, policyDiff } from '../policies/policy-diff.ts';
import type { PlanInput } from './plan.ts';

/**
 * Whoever may put an event is not always somebody who may open an account to guests, or lead an app to
 * other users: both need the hash of a plan that a person has seen. A link of which nothing is stored
 * has no other pool yet, and may come into being by an event, without anything for guests.
 */
export function eventFindings(
  input: Pick<PlanInput, 'request' | 'item' | 'startedBy' | 'identityPool'>,
  roles: readonly RoleChange[],
  hash: string,
): Finding[] {
  const { request, item, startedBy, identityPool } = input;
  if (startedBy !== 'event' || request.expectPlan !== null || request.mode === 'plan') return [];
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
      resolution: `Make a plan of the same request ("mode": "plan") and look at it; then send the event with its hash, as "expectPlan": "${hash}" if nothing has changed by then.`,
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
  if (!write || after === null || isRecorded(after, role, item)) return [];
  const begun = item.intent?.roles.find(({ roleArn }) => roleArn === role);
  const { added } = policyDiff(begun ? begun.before : before, after);
  if (added.length === 0) return [];
  const lines = diffLines({ added, removed: [], kept: [], overwrites: false });
  return [
    {
      subject: role,
      message: `cannot give guests, by the role ${roleNameOf(role)}, what they do not have yet`,
      found: lines.join('; '),
      needed: 'expectPlan',
    },
  ];
}

function isRecorded(document: string, role: string, { ledger }: LinkItem): boolean {
  return ledger.some(
    ({ roleArn, sha256: recorded }) => roleArn === role && recorded === sha256(document),
  );
}
