import type { Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { AllowList } from '../allowance.ts';
import type { RolePoliciesReading } from '../readings.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { undoneFirstFindings, writesToUndo } from './interrupted-writes.ts';
import { boundaryFindings } from './boundary.ts';
import { emits } from './emitted-files.ts';
import { emittedRoles } from './emitted-roles.ts';
import { roleFactsOf } from '../pools/role-facts.ts';
import { deletionFindings, managedFindings } from './owners.ts';
import type { RolePlan } from './plan.ts';

/** What the roles of a plan are checked against. */
export type SettledBy = {
  readonly request: ImportRequest;
  readonly item: LinkItem;
  readonly identityPool: Slice<'identityPool'> | null;
  readonly rolePolicies: readonly RolePoliciesReading[];
  /** The plan of a run that died after its commit, which nobody has recorded yet. */
  readonly committed: Plan | null;
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
};

/** The policies of a plan as their owners let them be: handed out when asked for, bounded, allowed. */
export function settledRoles(planned: RolePlan, input: SettledBy): RolePlan {
  const asked = emits(input.request) ? handedOut(planned, input) : planned;
  const settled = asked.roles.map((change) => settledRole(change, input));
  return {
    roles: settled.flatMap(({ roles }) => roles),
    otherRoles: asked.otherRoles,
    findings: [...asked.findings, ...settled.flatMap(({ findings }) => findings)],
  };
}

/** The policies as files; what a dead run had begun on the roles is undone first, and told. */
function handedOut(planned: RolePlan, { item, committed, rolePolicies }: SettledBy): RolePlan {
  const stands = new Map(
    rolePolicies.map(({ roleArn, ours }) => [roleArn, ours.status === 'found' ? ours.value : null]),
  );
  const wanted = new Map(planned.roles.map(({ role, after }) => [role, after]));
  const undone = committed ? [] : writesToUndo(item.intent, stands, wanted);
  const putBack = new Map(undone.map(({ roleArn, before }) => [roleArn, before]));
  const { findings, ...roles } = emittedRoles(planned, item, putBack);
  return { ...roles, findings: [...findings, ...undoneFirstFindings(undone, stands)] };
}

function settledRole(change: RoleChange, input: SettledBy): Pick<RolePlan, 'roles' | 'findings'> {
  const reading = input.rolePolicies.find(({ roleArn }) => roleArn === change.role);
  const held = input.identityPool?.settings?.roles.find(({ arn }) => arn === change.role);
  const facts = held ?? roleFactsOf(reading?.role);
  const notAllowed = deletionFindings(change, facts, input);
  if (notAllowed.length > 0) {
    const denied: Finding[] = deniedReadings(change.role, [reading?.role ?? null]);
    // What is gone already need not be deleted once more for reads that lag: nobody lets us. Where a
    // run has begun to write, or was undone, a read does not tell that it is gone.
    if (change.before === null && !isBegun(change.role, input.item))
      return { roles: [], findings: denied };
    const refused = denied.length > 0 ? denied : notAllowed;
    return { roles: [change], findings: refused };
  }
  return {
    roles: [change],
    findings: [
      ...managedFindings(change, facts),
      ...boundaryFindings(change, facts.boundary, reading?.boundary),
    ],
  };
}

function isBegun(role: string, { intent, undone }: LinkItem): boolean {
  return [...(intent?.roles ?? []), ...undone].some(({ roleArn }) => roleArn === role);
}
