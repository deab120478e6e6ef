import type { PublishedValues } from '../../../src/contract/push/published.ts';
import type { PlannedTarget, RecordedTarget } from '../../../src/contract/push/target.ts';
import { identityPoolId, userPoolId, webClientId } from './ids.ts';

/** What an import of the sample pools has recorded for its pushes. */
export const publishedSample: PublishedValues = {
  userPoolId,
  userPoolArn: `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${userPoolId}`,
  webClientId,
  nativeClientId: webClientId,
  identityPoolId,
  region: 'eu-west-1',
  revision: 1,
  accessAllowed: true,
  executionRoles: {},
};

const target = { id: 'function:eu-west-1:orders', kind: 'function' } as const;
const variable = 'AUTH_STOREFRONT_USERPOOLID';

/** A function that has none of our variables yet, and that the request wants. */
export function aPlannedTarget(overrides: Partial<PlannedTarget> = {}): PlannedTarget {
  return {
    target: target.id,
    kind: target.kind,
    change: 'write',
    wanted: true,
    keys: { [variable]: { before: null, seen: null, after: userPoolId, earlier: [] } },
    foreign: { count: 2, bytes: 40 },
    error: null,
    roleArn: null,
    build: null,
    distribution: null,
    owed: false,
    ...overrides,
  };
}

/** The same function once it is pushed. */
export function aRecordedTarget(overrides: Partial<RecordedTarget> = {}): RecordedTarget {
  return {
    ...target,
    status: 'pushed',
    keys: { [variable]: { before: null, after: userPoolId } },
    roleArn: null,
    sha256: null,
    earlier: [],
    wroteAt: '2026-11-29T00:00:00.000Z',
    build: null,
    invalidation: null,
    distribution: null,
    error: null,
    ...overrides,
  };
}
