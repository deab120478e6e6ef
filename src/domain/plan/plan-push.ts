import type { Plan, PlannedFile } from '../../contract/plan.ts';
import type { PublishedValues } from '../../contract/push/published.ts';
import { fileHashes } from '../targets/file-hashes.ts';
import { planTargets, type TargetPlan } from '../targets/plan-targets.ts';
import { publishedValues } from '../targets/published-values.ts';
import { finding } from '../../contract/findings.ts';
import { isAgreedByPerson } from '../link/remembered-plans.ts';
import { askedFunctions } from '../targets/function/function-names.ts';
import type { TargetContext } from '../targets/target-kind.ts';
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
  const { allowTag } = userPool;
  const published = publishedValues(request, settings, {
    revision: planned.revision,
    account: targets.account,
    executionRoles: agreedRoles(input),
    allowTag,
    allowList,
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
  const { targets: push, findings } = planTargets({ context, ...targets, only: null });
  const withAccess = askedFunctions(request).filter(({ access }) => access.length > 0);
  const withoutWord =
    withAccess.length > 0 && published.userPoolArn !== null && !published.accessAllowed
      ? [
          finding('FUNCTION_ACCESS_POOL_NOT_ALLOWED', {
            userPool: published.userPoolArn,
            app,
            tag: allowTag ?? null,
            functions: withAccess.map(({ id }) => id),
          }),
        ]
      : [];
  return { targets: push, findings: [...findings, ...withoutWord], published };
}

/**
 * The roles by which functions run, as whoever starts the run agrees to them. Nobody but a person gives
 * access to another role than before: what was agreed to stays, and a push leaves the new role alone.
 */
function agreedRoles({
  request,
  item,
  startedBy,
  targets,
}: PlanInput): TargetContext['executionRoles'] {
  const { executionRoles } = targets;
  const before = item.published?.executionRoles ?? {};
  const isAgreed = isAgreedByPerson(item, request.expectPlan, startedBy);
  if (startedBy === 'request' || isAgreed) return executionRoles;
  return Object.fromEntries(
    Object.entries(executionRoles).map(([id, role]) => [
      id,
      Object.hasOwn(before, id) ? (before[id] ?? null) : role,
    ]),
  );
}
