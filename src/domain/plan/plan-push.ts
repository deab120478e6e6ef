import type { Plan, PlannedFile } from '../../contract/plan.ts';
import type { PublishedValues } from '../../contract/push/published.ts';
import { fileHashes } from '../targets/file-hashes.ts';
import { planTargets, type TargetPlan } from '../targets/plan-targets.ts';
import { publishedValues } from '../targets/published-values.ts';
import type { PlanInput } from './plan-input.ts';

/** What an import is to bring to its push targets. */
type PlannedPush = TargetPlan & { readonly published: PublishedValues | null };

/** What of the rest of the plan the targets are to get. */
type PlannedConfig = Pick<Plan, 'revision' | 'manifest'> & {
  readonly files: readonly PlannedFile[];
};

/** Plans the push of an import that is yet to be carried out: nothing of it can refuse the import. */
export function plannedPush(input: PlanInput, planned: PlannedConfig): PlannedPush {
  const { request, userPool, targets, startedBy, allowList } = input;
  const { settings } = userPool;
  if (settings === null || planned.revision === null) {
    return { targets: [], findings: [], published: null };
  }
  const published = publishedValues(request, settings, {
    revision: planned.revision,
    ...targets,
    accessAllowed: allowList === null,
  });
  const { app, env } = input.item;
  const context = {
    request,
    source: { ...published, app, env, configUri: targets.configUri },
    startedBy,
    allowList,
    executionRoles: targets.executionRoles,
    otherLinks: targets.otherLinks,
    files: fileHashes(planned.files, planned.manifest ?? input.published.manifestText ?? ''),
  };
  return { ...planTargets({ context, ...targets, only: null }), published };
}
