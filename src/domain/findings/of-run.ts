import type { Finding } from '../../contract/findings.ts';
import type { Plan } from '../../contract/plan.ts';
import type { StateInput } from '../../contract/states.ts';
import { distinctFindings } from './denied-readings.ts';

/** Everything that a run found: what its plan tells, else what the two validations told. */
export function findingsOfRun(
  { userPool, identityPool }: Pick<StateInput<'Close run'>, 'userPool' | 'identityPool'>,
  plan: Plan | null,
): readonly Finding[] {
  if (plan) return plan.findings;
  return distinctFindings([...(userPool?.findings ?? []), ...(identityPool?.findings ?? [])]);
}
