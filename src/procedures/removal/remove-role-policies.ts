import { AwsUnavailable } from '../../contract/errors/faults.ts';
import { LeaseLost } from '../../contract/errors/run-errors.ts';
import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import type { RemovalPlan, RemovedRole } from '../../contract/removal/plan.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import type { RemovedPolicies } from '../../contract/states/remove-auth.ts';
import { sha256 } from '../../domain/canonical.ts';
import { ownDocuments } from '../../domain/link/link-record.ts';
import { targetError } from '../../domain/targets/target-error.ts';
import { checkFence } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { writePolicy } from '../roles/role-writes.ts';
import { readRemovalPlan } from './removal-plan-store.ts';

type RemovedPolicy = RemovedPolicies[number];

/**
 * Takes our policy off each role, after a look at the fence and at what stands there: a document that we
 * never wrote is left, unless the plan has shown that it goes too. One role keeps no other from being cleared.
 *
 * @throws LeaseLost, AwsUnavailable
 */
export async function removeRolePolicies(
  { link, run, lease, removalPlan }: StateInput<'Remove role policies'>,
  services: Pick<Services, 'linkStore' | 'configStore' | 'roles'>,
): Promise<StateOutput<'Remove role policies'>> {
  const mayWrite = () => checkFence(services.linkStore, link, run.executionId, lease.fence);
  const [plan, item] = await Promise.all([
    readRemovalPlan(removalPlan, services.configStore),
    mayWrite(),
  ]);
  const settled = await Promise.allSettled(
    plan.roles.map((removed) => policyRemoved(removed, plan, item, mayWrite, services)),
  );
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return withinRoom(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
}

async function policyRemoved(
  { role, change, stands, putBack }: RemovedRole,
  { force }: RemovalPlan,
  item: LinkItem,
  mayWrite: () => Promise<unknown>,
  { roles }: Pick<Services, 'roles'>,
): Promise<RemovedPolicy[]> {
  if (change === 'gone' || change === 'hand over') return [];
  const drifted = targetError('POLICY_DRIFT', role);
  const left = { role, status: 'left', error: drifted.name, message: drifted.message } as const;
  if (change === 'leave') return [left];
  const policyName = policyNameOf(item);
  try {
    const reading = await roles.policy(role, policyName);
    const document = reading.status === 'found' ? reading.value : null;
    const seen = force ? stands : null;
    if (document !== null && document !== seen && !isOurs(document, role, item)) return [left];
    await mayWrite();
    await writePolicy({ roleArn: role, policyName, document: putBack }, roles);
    const status = change === 'restore' ? 'restored' : 'removed';
    return [{ role, status, error: null, message: null }];
  } catch (error) {
    if (error instanceof AwsUnavailable || error instanceof LeaseLost) throw error;
    const { name, message } = error as Error;
    return [{ role, status: 'failed', error: name, message }];
  }
}

/** State data hold the messages of all roles: characters of each, and of all together. */
const longestMessage = 300;
const roomForMessages = 24_000;

function withinRoom(policies: readonly RemovedPolicy[]): RemovedPolicies {
  const told = policies.filter(({ message }) => message !== null).length;
  const longest = Math.min(longestMessage, Math.floor(roomForMessages / Math.max(told, 1)));
  return policies.map((one) => ({ ...one, message: one.message?.slice(0, longest) ?? null }));
}

function isOurs(document: string, role: string, item: LinkItem): boolean {
  return ownDocuments(item, role).has(sha256(document));
}
