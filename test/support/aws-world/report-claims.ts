import { reportSchema } from '../../../src/contract/report.ts';
import { permissionsIn } from '../../../src/domain/iam/document.ts';
import { policyName } from '../builders/link.ts';
import type { AwsWorld } from './aws-world.ts';
import { runOnce, storedTexts } from './import-runs.ts';
import { roleAt } from './sample-account.ts';

/** What the report of a run claims beside what stands in the world; `null` claims nothing. */
export async function claimsAfter(world: AwsWorld, input: unknown) {
  const { report: address = '' } = await runOnce(input);
  const key = address.slice(address.indexOf('reports/'));
  const report = reportSchema().parse(JSON.parse(storedTexts(world, 'reports/')[key] ?? ''));
  return (report.access ?? []).map(({ role, can }) => ({
    role,
    claimed: can,
    stands: permissionsIn(roleAt(world, role).policies[policyName] ?? null),
  }));
}
