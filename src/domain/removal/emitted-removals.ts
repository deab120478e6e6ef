import { reportFolder } from '../../contract/manifest.ts';
import type { RemovalPlan, RemovedRole } from '../../contract/removal/plan.ts';
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
  return plan.roles.filter(isHandedOver).map(({ role, policyName, stands, change, putBack }) => {
    // Where none is seen, the owner may have put it there under another name.
    const seen = (change === 'restore' ? putBack : stands) !== null;
    const command = restoreCommand({ roleArn: role, policyName, document: null });
    return {
      role,
      policyName,
      key: `${reportFolder(plan, runId)}/${emittedPath({ role, policyName }).replace(/\.json$/, '.removal.json')}`,
      text: `${JSON.stringify({ role, policyName, remove: true, seen, ...(seen && { command }) }, null, 2)}\n`,
    };
  });
}

/** Whether the owner of a role takes our policy away: one that a run which died had found is put back first. */
export function isHandedOver({ change, putBack }: RemovedRole): boolean {
  return change === 'hand over' || (change === 'restore' && putBack !== null);
}
