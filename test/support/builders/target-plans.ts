import type { ValueSource } from '../../../src/contract/push/published.ts';
import type { SeenTarget, TargetContext } from '../../../src/domain/targets/target-kind.ts';
import {
  planTargets,
  type TargetPlan,
  type TargetPlanInput,
} from '../../../src/domain/targets/plan-targets.ts';
import type { Reading } from '../../../src/domain/readings.ts';
import { link } from './link.ts';
import { aRequest } from './request.ts';
import { publishedSample } from './targets.ts';

/** What a link has recorded for its pushes: both pools, with access to the users allowed. */
export function aValueSource(overrides: Partial<ValueSource> = {}): ValueSource {
  return {
    ...link,
    configUri: null,
    ...publishedSample,
    ...overrides,
  };
}

/** What the rules of targets know, in process, of a request without any. */
export function aTargetContext(overrides: Partial<TargetContext> = {}): TargetContext {
  return {
    request: aRequest(),
    source: aValueSource(),
    startedBy: 'request',
    allowList: null,
    executionRoles: {},
    otherLinks: {},
    files: {},
    ...overrides,
  };
}

/** Plans targets that were read, of which the link knows nothing yet. */
export function planOf(
  readings: Readonly<Record<string, Reading<SeenTarget>>>,
  context: Partial<TargetContext>,
  known: Partial<TargetPlanInput> = {},
): TargetPlan {
  return planTargets({
    held: [],
    open: [],
    only: null,
    ...known,
    context: aTargetContext(context),
    readings: new Map(Object.entries(readings)),
  });
}
