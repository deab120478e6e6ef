import type { Finding } from '../../contract/findings.ts';
import type { Plan } from '../../contract/plan.ts';
import type { StateInput } from '../../contract/states.ts';
import { distinctFindings } from './denied-readings.ts';

/** What is known of a run that ends; `outdated`: it came too late, and did nothing. */
export type EndingRun = StateInput<'Close run'> & { readonly outdated?: Finding };

/** Everything that a run found: what its plan tells, else what the two validations told. */
export function findingsOfRun(
  { userPool, identityPool, outdated }: Pick<EndingRun, 'userPool' | 'identityPool' | 'outdated'>,
  plan: Plan | null,
): readonly Finding[] {
  if (outdated) return [outdated];
  if (plan) return plan.findings;
  return distinctFindings([...(userPool?.findings ?? []), ...(identityPool?.findings ?? [])]);
}
