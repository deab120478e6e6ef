import { describe, expect, test } from '@jest/globals';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { aPutEvent } from '../support/builders/events.ts';
import { guestRoleArn } from '../support/builders/ids.ts';

const { identityPoolId: _identityPoolId, grants: _grants, ...repointed } = fullRequest;

/** The hash that whoever can read the pools computes without the store: in a world of their own. */
async function hashMadeElsewhere(request: object, stored?: object): Promise<string> {
  sampleAccount();
  if (stored) await runOnce(stored);
  const { plan } = await runOnce({ ...request, mode: 'plan' });
  return plan?.hash ?? '';
}

describe('The hash of a plan in an event', () => {
  test('opens nothing to guests when it was computed elsewhere', async () => {
    const expectPlan = await hashMadeElsewhere(fullRequest);
    const world = sampleAccount();
    const before = policiesOf(world);

    const result = await runOnce(aPutEvent({ ...fullRequest, expectPlan }));

    expect(result).toMatchObject({ status: 'refused', plan: { hash: expectPlan } });
    expect(policiesOf(world)).toEqual(before);
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        code: 'EXPECT_PLAN_NEEDED',
        subject: guestRoleArn,
        message: expect.stringContaining(expectPlan),
      }),
    );
  });

  test('leads a link to no other pool when it was computed elsewhere', async () => {
    const expectPlan = await hashMadeElsewhere(repointed, fullRequest);
    const world = await importedAccount();
    const before = traces(world);

    const result = await runOnce(aPutEvent({ ...repointed, expectPlan }));

    expect(codes(result.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(traces(world)).toEqual(before);
  });

  test('counts for nothing when an event had the plan made', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);
    const { plan } = await runOnce(aPutEvent({ ...fullRequest, mode: 'plan' }));

    const result = await runOnce(aPutEvent({ ...fullRequest, expectPlan: plan?.hash }));

    expect(codes(result.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(policiesOf(world)).toEqual(before);
  });

  test('counts when a person made the plan here, whoever made the same again', async () => {
    sampleAccount();
    await runOnce({ ...fullRequest, mode: 'plan' });
    const { plan } = await runOnce(aPutEvent({ ...fullRequest, mode: 'plan' }));

    const result = await runOnce(aPutEvent({ ...fullRequest, expectPlan: plan?.hash }));

    expect(result.status).toBe('published');
  });

  test('counts however many plans events have made since', async () => {
    sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    await manyPlans((request) => aPutEvent(request));

    const result = await runOnce(aPutEvent({ ...fullRequest, expectPlan: plan?.hash }));

    expect(result.status).toBe('published');
  });

  test('is forgotten after five newer plans of persons', async () => {
    sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    await manyPlans((request) => request);

    const result = await runOnce(aPutEvent({ ...fullRequest, expectPlan: plan?.hash }));

    expect(codes(result.findings)).toContain('EXPECT_PLAN_NEEDED');
  });

  test('delivered again once its plan is carried out and forgotten changes nothing', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    const event = aPutEvent({ ...fullRequest, expectPlan: plan?.hash });
    const first = await runOnce(event);
    await manyPlans((request) => request);
    const before = traces(world);

    const second = await runOnce(event);

    expect([first.status, second.status]).toEqual(['published', 'unchanged']);
    expect(traces(world)).toEqual(before);
  });

  test('is good for the second try of a run that went by it, though the plan is forgotten since', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    const event = aPutEvent({ ...fullRequest, expectPlan: plan?.hash });
    world.faults.kill('iam:PutRolePolicy', 'after');
    await runOnce(event);
    world.faults.revive();
    await manyPlans((request) => request);

    const again = await runOnce(event);

    expect(again.status).toBe('published');
    expect(linkItemOf(world)).toMatchObject({ intent: null, revision: 1 });
  });

  test('still has to be that of the plan that is carried out', async () => {
    sampleAccount();
    await runOnce({ ...withGrants(['read'], ['read']), mode: 'plan' });
    const seen = await runOnce({ ...fullRequest, mode: 'plan' });

    const result = await runOnce(
      aPutEvent({ ...withGrants(['read'], ['read']), expectPlan: seen.plan?.hash }),
    );

    expect(result.error?.name).toBe('PlanChanged');
  });
});

/** Plans of six other requests, more than a link remembers. */
async function manyPlans(asked: (request: object) => object): Promise<void> {
  for (const word of [[], ['create'], ['read'], ['update'], ['delete'], ['create', 'read']]) {
    await runOnce(asked({ ...withGrants(word, []), mode: 'plan' }));
  }
}
