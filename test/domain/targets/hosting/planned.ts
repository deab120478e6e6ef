import type { PlannedTarget, RecordedTarget } from '../../../../src/contract/push/target.ts';
import type { RunRequest } from '../../../../src/contract/request.ts';
import type { Reading } from '../../../../src/domain/readings.ts';
import type { HostingFacts } from '../../../../src/domain/targets/hosting/facts.ts';
import { planTargets, type TargetPlan } from '../../../../src/domain/targets/plan-targets.ts';
import type { SeenTarget, TargetContext } from '../../../../src/domain/targets/target-kind.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { publishedSample } from '../../../support/builders/targets.ts';

export const appArn = 'arn:aws:amplify:eu-west-1:111122223333:apps/d1';
export const branchArn = `${appArn}/branches/main`;

/** An app of the request's own region, with a branch. */
export const anApp = { appId: 'd1', region: null, branch: null, build: 'never' } as const;
export const aBranch = { ...anApp, branch: 'main', build: 'onChange' } as const;

/** What stands there before any push: a connected app, whose branch Amplify builds by itself. */
export function seenHosting({
  facts,
  ...seen
}: Partial<Omit<SeenTarget, 'facts'>> & {
  readonly facts?: Partial<HostingFacts>;
} = {}): Reading<SeenTarget<HostingFacts>> {
  return {
    status: 'found',
    value: {
      arn: branchArn,
      tag: null,
      ours: {},
      foreign: { count: 0, bytes: 0 },
      executionRole: null,
      ...seen,
      facts: { connected: true, autoBuild: true, gen2: false, overriding: [], ...facts },
    },
  };
}

/** What a plan is made from beside the targets of the request and what stands there. */
type Around = {
  readonly source?: Partial<TargetContext['source']>;
  readonly allowList?: TargetContext['allowList'];
  readonly held?: readonly RecordedTarget[];
  readonly open?: readonly PlannedTarget[];
  readonly otherLinks?: TargetContext['otherLinks'];
};

/** The plan of targets of hosting; `readings` by their ids. */
export function planned(
  hosting: RunRequest['hosting'],
  readings: Readonly<Record<string, Reading<SeenTarget>>> = {},
  { source, allowList = null, held = [], open = [], otherLinks = {} }: Around = {},
): TargetPlan {
  const context = {
    request: aRequest({ hosting }),
    source: {
      ...publishedSample,
      app: 'storefront',
      env: 'prod',
      configUri: 's3://amplify-import-config/config/storefront/prod/',
      ...source,
    },
    startedBy: 'request' as const,
    allowList,
    executionRoles: {},
    otherLinks,
    files: {},
  };
  const known = { held, open, only: null };
  return planTargets({ ...known, context, readings: new Map(Object.entries(readings)) });
}
