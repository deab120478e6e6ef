import type { TargetKind } from '../../contract/push/target.ts';
import { functionSteps } from './function/steps.ts';
import { hostingSteps } from './hosting/steps.ts';
import { parametersSteps } from './parameters/steps.ts';
import { roleSteps } from './role/steps.ts';
import { siteSteps } from './site/steps.ts';
import type { TargetSteps } from './target-steps.ts';

/** What reads and writes the targets of each kind. */
const steps: Readonly<Record<TargetKind, TargetSteps>> = {
  function: functionSteps,
  hosting: hostingSteps,
  role: roleSteps,
  site: siteSteps,
  parameters: parametersSteps,
};

/** What reads and writes the targets of a kind. */
export function stepsOf(kind: TargetKind): TargetSteps {
  return steps[kind];
}
