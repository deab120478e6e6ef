import type { Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { boundaryFindings } from './boundary.ts';
import { bucketPlaces } from './grant-denials.ts';
import { deliveredRoles } from './delivered-roles.ts';
import { roleFactsOf } from '../pools/role-facts.ts';
import { deletionFindings, managedFindings } from './owners.ts';
import type { RolePlan } from './plan.ts';
import type { DecisionInput, DecidedRoles } from './decided-roles.ts';

/** The policies of a plan as their owners let them be: emitted when asked for, bounded, allowed. */
export function decidedRoles(planned: RolePlan, input: DecisionInput): DecidedRoles {
  const asked = deliveredRoles(planned, input);
  const decided = asked.roles.map((change) => decidedRole(change, input));
  return {
    ...asked,
    roles: decided.flatMap(({ roles }) => roles),
    findings: [...asked.findings, ...decided.flatMap(({ findings }) => findings)],
  };
}

function decidedRole(
  change: RoleChange,
  input: DecisionInput,
): Pick<RolePlan, 'roles' | 'findings'> {
  const reading = input.rolePolicies.find(({ roleArn }) => roleArn === change.role);
  const held = input.identityPool?.settings?.roles.find(({ arn }) => arn === change.role);
  const facts = held ?? roleFactsOf(reading?.role);
  const notAllowed = deletionFindings(change, facts, input);
  if (notAllowed.length > 0) {
    const denied: Finding[] = deniedReadings(change.role, [reading?.role ?? null]);
    // What is gone already need not be deleted once more for reads that lag: nobody lets us. Where a
    // run may have written, or was undone, a read does not tell that it is gone.
    if (change.before === null && !mayBeWritten(change.role, input.item))
      return { roles: [], findings: denied };
    const refused = denied.length > 0 ? denied : notAllowed;
    return { roles: [change], findings: refused };
  }
  return {
    roles: [change],
    findings: [
      ...managedFindings(change, facts),
      ...boundaryFindings(change, facts.boundary, reading?.boundary, {
        notBefore: input.now,
        buckets: bucketPlaces(input.resources),
      }),
    ],
  };
}

function mayBeWritten(role: string, { intent, undone }: LinkItem): boolean {
  return [...(intent?.roles ?? []), ...undone].some(({ roleArn }) => roleArn === role);
}
