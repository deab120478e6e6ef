import { describe, expect, it } from '@jest/globals';

import { finding } from '../../../src/contract/findings.ts';
import { manifestSchema } from '../../../src/contract/manifest.ts';
import { planSchema, type Plan } from '../../../src/contract/plan.ts';
import { publishedPaths } from '../../../src/domain/config/files.ts';
import { recordPlan } from '../../../src/domain/roles/record.ts';
import { countErrors } from '../../../src/domain/findings/severity.ts';
import { countChanges, makePlan } from '../../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { aFinding } from '../../support/builders/finding.ts';
import { bucketName, guestRoleArn } from '../../support/builders/ids.ts';
import { anIntent, policyName } from '../../support/builders/link.ts';
import { aPlan, planInput, userPoolSlice } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { bucketReading } from '../../support/builders/resources.ts';

const granting = aRequest({
  grants: storageGrants(aStorageGrant({ authenticated: ['create', 'read'], guest: ['read'] })),
});
const granted = (overrides: Partial<PlanInput> = {}) =>
  planInput({ request: granting, ...overrides });

/** The input of the next run, once a plan was carried out. */
const carriedOut = (input: PlanInput, plan: Plan): PlanInput => ({
  ...input,
  item: recordPlan(input.item, plan),
  rolePolicies: input.rolePolicies.map((reading) => {
    const after = plan.roles.find(({ role }) => role === reading.roleArn)?.after;
    return after ? { ...reading, ours: found(after) } : reading;
  }),
  published: {
    manifest: plan.manifest === null ? null : manifestSchema().parse(JSON.parse(plan.manifest)),
    manifestEtag: '"etag"',
    currentCopies: Object.fromEntries(plan.files.map(({ path, content }) => [path, content])),
  },
});

describe('A plan', () => {
  it('is the exact list of what would change, and keeps its contract', () => {
    const plan = planSchema().parse(makePlan(granted()));

    expect(plan).toMatchObject({ app: 'storefront', env: 'prod', revision: 1, findings: [] });
    expect(plan.roles.map(({ before, after }) => [before, after !== null])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(plan.files.map(({ path }) => path)).toEqual(publishedPaths);
    expect(plan.push).toEqual([]);
  });

  it('names each granted bucket once in the config, for the library refuses a second one', () => {
    const request = aRequest({
      grants: storageGrants(
        aStorageGrant({ authenticated: ['read'] }),
        aStorageGrant({ guest: ['read'] }),
        aStorageGrant({ bucket: 'second-bucket', guest: ['read'] }),
      ),
    });
    const resources = {
      ...bucketReading(bucketName),
      ...bucketReading('second-bucket', { region: 'us-east-1' }),
    };

    const { files } = makePlan(planInput({ request, resources }));

    const outputs = JSON.parse(files[0]?.content ?? '');
    expect(outputs.storage).toEqual({
      aws_region: 'eu-west-1',
      bucket_name: bucketName,
      buckets: [
        expect.objectContaining({ name: bucketName, aws_region: 'eu-west-1' }),
        expect.objectContaining({ name: 'second-bucket', aws_region: 'us-east-1' }),
      ],
    });
  });

  it('has no files while the user pool is not understood', () => {
    const missing = finding('USER_POOL_NOT_FOUND', {
      userPool: 'eu-west-1_AbCdEfGhI',
      account: null,
      readRole: null,
      regionKnown: true,
    });

    const plan = makePlan(
      granted({ userPool: userPoolSlice({ settings: null, findings: [missing] }) }),
    );

    expect(plan).toMatchObject({ files: [], manifest: null, revision: null });
  });

  it.each<[string, Partial<PlanInput>]>([
    ['a user pool', { userPool: userPoolSlice({ settings: null, findings: [] }) }],
    ['an identity pool', { identityPool: { settings: null, findings: [] } }],
    ['an identity pool that was to be read', { identityPool: null }],
  ])('is never made of %s that was not understood without an error that says why', (_, change) => {
    expect(() => makePlan(granted(change))).toThrow('neither settings nor an error');
  });

  it('passes no grant over without an error that says why: that is a fault of ours', () => {
    const lost = { resources: {} };

    expect(() => makePlan(granted(lost))).toThrow('grants.storage.0 would be left out');
  });

  it('takes every policy of ours away when a user-pool-only request follows', () => {
    const first = granted();
    const next = carriedOut(first, makePlan(first));

    const plan = makePlan({
      ...next,
      request: aRequest({ identityPoolId: null }),
      identityPool: null,
    });

    expect(plan.roles.map(({ after }) => after)).toEqual([null, null]);
    expect(plan.revision).toBe(2);
  });
});

describe('What there is to do', () => {
  it('is each role, each file and the record of the first import', () => {
    const input = granted();

    expect(countChanges(makePlan(input), input.item)).toBe(2 + publishedPaths.length + 1);
  });

  it('is nothing once the plan was carried out: the second run is idempotent', () => {
    const first = granted();
    const second = carriedOut(first, makePlan(first));

    const plan = makePlan(second);

    expect(countChanges(plan, second.item)).toBe(0);
    expect(plan).toMatchObject({ manifest: null, revision: 1 });
  });

  it.each<[string, (input: PlanInput) => PlanInput, number]>([
    [
      'each current copy',
      (input) => ({ ...input, published: { ...input.published, currentCopies: {} } }),
      publishedPaths.length,
    ],
    [
      'the record of another request',
      (input) => ({ ...input, request: { ...granting, oauth: 'off' } }),
      1,
    ],
    [
      'an intent left open',
      (input) => ({ ...input, item: { ...input.item, intent: anIntent() } }),
      1,
    ],
    [
      'a policy that somebody removed',
      (input) => ({ ...input, rolePolicies: planInput().rolePolicies }),
      2,
    ],
    [
      'nothing by the options of one run',
      (input) => ({ ...input, request: { ...granting, mode: 'plan', adopt: true } }),
      0,
    ],
  ])('is %s', (_, change, count) => {
    const first = granted();
    const next = change(carriedOut(first, makePlan(first)));

    expect(countChanges(makePlan(next), next.item)).toBe(count);
  });

  it('counts the errors among the findings', () => {
    const all = (['error', 'warning', 'info'] as const).map((severity) => aFinding({ severity }));

    expect(countErrors(all)).toBe(1);
  });
});

describe('The roles that a plan restores first', () => {
  const restoring = finding('BEGUN_WRITE_UNDONE', {
    role: guestRoleArn,
    policyName,
    current: null,
    restored: null,
  });
  const { restoredFirst: _later, ...earlier } = aPlan({ findings: [restoring] });

  it('are those that its findings name, where an earlier version made it', () => {
    expect(planSchema().parse(earlier).restoredFirst).toEqual([guestRoleArn]);
    expect(planSchema().parse({ ...earlier, findings: [] }).restoredFirst).toEqual([]);
  });

  it('are those that it names itself, whatever its findings are', () => {
    expect(planSchema().parse(aPlan({ findings: [restoring] })).restoredFirst).toEqual([]);
    expect(planSchema().parse(aPlan({ restoredFirst: ['x'] })).restoredFirst).toEqual(['x']);
  });
});

it('The builder of plans is itself a plan', () => {
  expect(planSchema().parse(aPlan())).toEqual(aPlan());
});
