import type { Slice } from '../../../src/contract/slices.ts';
import type { Plan, PlannedFile, RoleChange } from '../../../src/contract/plan.ts';
import type { RolePoliciesReading } from '../../../src/domain/readings.ts';
import { byteLength, sha256 } from '../../../src/domain/canonical.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { authRoleArn } from './ids.ts';
import { aLinkItem, link, policyName } from './link.ts';
import { found, notFound } from './readings.ts';
import { foundResources } from './known-resources.ts';
import { aRequest } from './request.ts';
import { aRun } from './run.ts';
import { authSettings, identitySettings } from './settings.ts';

/** The slice of a user pool in order, with one client for web and native apps. */
export function userPoolSlice(overrides: Partial<Slice<'userPool'>> = {}): Slice<'userPool'> {
  const settings = authSettings();
  return {
    settings,
    clients: [settings.web.id],
    grantedGroups: [],
    groupsKnown: true,
    findings: [],
    ...overrides,
  };
}

/** Nothing is pushed anywhere. */
const noTargets: PlanInput['targets'] = {
  held: [],
  open: [],
  readings: new Map(),
  executionRoles: {},
  otherLinks: {},
  account: null,
  configUri: null,
};

/** A role without inline policies. */
export function rolePolicies(overrides: Partial<RolePoliciesReading> = {}): RolePoliciesReading {
  return { roleArn: authRoleArn, ours: notFound, foreign: found([]), ...overrides };
}

/**
 * Everything for the first plan of a link, in process, with nothing granted; what the request does
 * grant is there, and on roles of the identity pool of which nothing is said there are no policies.
 */
export function planInput(overrides: Partial<PlanInput> = {}): PlanInput {
  const { request = aRequest(), rolePolicies: read = [] } = overrides;
  const { identityPool = { settings: identitySettings(), findings: [] } } = overrides;
  const unnamed = (identityPool?.settings?.roles ?? []).filter(
    ({ arn }) => !read.some(({ roleArn }) => roleArn === arn),
  );
  return {
    request,
    now: aRun().now,
    item: aLinkItem(),
    userPool: userPoolSlice(),
    resources: foundResources(request.grants),
    published: { manifest: null, manifestEtag: null, currentCopies: {} },
    committed: null,
    targets: noTargets,
    startedBy: 'request',
    allowList: null,
    ...overrides,
    identityPool,
    rolePolicies: [...read, ...unnamed.map(({ arn }) => rolePolicies({ roleArn: arn }))],
  };
}

/** The first policy on the auth role. */
export function aRoleChange(overrides: Partial<RoleChange> = {}): RoleChange {
  const change = {
    role: authRoleArn,
    policyName,
    before: null,
    after: '{"Version":"2012-10-17","Statement":[]}',
    budget: { used: 0, need: 38, limit: 10_240 },
    foreign: [],
    ...overrides,
  };
  return { ...change, write: overrides.write ?? change.before !== change.after };
}

export function aPlannedFile(overrides: Partial<PlannedFile> = {}): PlannedFile {
  const content = overrides.content ?? '{}\n';
  return {
    path: 'amplify_outputs.json',
    content,
    contentType: 'application/json',
    bytes: byteLength(content),
    sha256: sha256(content),
    changed: true,
    repair: true,
    ...overrides,
  };
}

/** A plan that changes nothing. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    version: '1',
    ...link,
    hash: `sha256:${'0'.repeat(64)}`,
    hashVersion: 3,
    request: aRequest(),
    repointed: [],
    roles: [],
    restoredFirst: [],
    otherRoles: [],
    files: [],
    removedFiles: [],
    push: [],
    revision: null,
    manifest: null,
    manifestEtag: null,
    published: null,
    findings: [],
    ...overrides,
  };
}

/** The plan slice of a run whose plan was stored. */
export function planSlice(overrides: Partial<Slice<'plan'>> = {}): Slice<'plan'> {
  return {
    key: 'reports/storefront/prod/run-1/plan.json',
    sha256: '0'.repeat(64),
    hash: `sha256:${'0'.repeat(64)}`,
    errors: 0,
    changes: 1,
    shown: 1,
    unannounced: true,
    revision: 1,
    agreed: null,
    ...overrides,
  };
}
