import type { Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { deniedReadings } from '../denied-readings.ts';
import { boundaryFindings } from '../policies/boundary.ts';
import { emittedRoles, emits } from '../policies/emitted-roles.ts';
import { factsOf } from '../policies/role-facts.ts';
import { managedFindings, mayTakeAway, notAllowedFinding } from '../policies/role-owners.ts';
import type { RolePlan } from '../policies/role-plan.ts';
import type { PlanInput } from './plan.ts';

/** The policies of a plan as their owners let them be: handed out when asked for, bounded, allowed. */
export function settledRoles(
  planned: RolePlan,
  input: Pick<PlanInput, 'request' | 'item' | 'identityPool' | 'rolePolicies' | 'allowList'>,
): RolePlan {
  const asked = emits(input.request) ? emittedRoles(planned, input.item) : planned;
  const settled = asked.roles.map((change) => settledRole(change, input));
  return {
    roles: settled.flatMap(({ roles }) => roles),
    otherRoles: asked.otherRoles,
    findings: [...asked.findings, ...settled.flatMap(({ findings }) => findings)],
  };
}

function settledRole(
  change: RoleChange,
  input: Parameters<typeof settledRoles>[1],
): Pick<RolePlan, 'roles' | 'findings'> {
  const reading = input.rolePolicies.find(({ roleArn }) => roleArn === change.role);
  const held = input.identityPool?.settings?.roles.find(({ arn }) => arn === change.role);
  const facts = held ?? factsOf(reading?.role);
  if (!mayTakeAway(change, facts, input)) {
    const denied: Finding[] = deniedReadings(change.role, [reading?.role ?? null]);
    // What is gone already need not be deleted once more for reads that lag: nobody lets us.
    if (change.before === null) return { roles: [], findings: denied };
    const refused = denied.length > 0 ? denied : [notAllowedFinding(change, facts, input)];
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
