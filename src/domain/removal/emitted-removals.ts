import { reportFolder } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import { emittedPath } from '../roles/emitted-files.ts';
import { restoreCommand } from '../roles/undo.ts';

/** A file that tells the owner of a role what to take away by other tools. */
export type EmittedRemoval = {
  readonly role: string;
  readonly policyName: string;
  /** In the store. */
  readonly key: string;
  readonly text: string;
};

/**
 * The files of a removal whose policies were emitted: one for each role whose owner may have put our policy
 * there, beside where the import put its document.
 */
export function emittedRemovals(plan: RemovalPlan, runId: string): readonly EmittedRemoval[] {
  return plan.roles
    .filter(({ change }) => change === 'hand over')
    .map(({ role, policyName }) => {
      const command = restoreCommand({ roleArn: role, policyName, document: null });
      return {
        role,
        policyName,
        key: `${reportFolder(plan, runId)}/${emittedPath({ role, policyName }).replace(/\.json$/, '.removal.json')}`,
        text: `${JSON.stringify({ role, policyName, remove: true, command }, null, 2)}\n`,
      };
    });
}
