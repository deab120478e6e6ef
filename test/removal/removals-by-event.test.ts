import { beforeEach, describe, expect, it } from '@jest/globals';
import { detailTypes } from '../../src/contract/events.ts';
import { linkItemOf, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  pushedAccount,
  pushedRequest,
} from '../support/aws-world/removed-account.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { aPutEvent } from '../support/builders/events.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;
const asking = (detail: object = link, envelope = {}) =>
  aPutEvent(detail, { 'detail-type': detailTypes.removeRequested, ...envelope });
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const dayAfterTomorrow = () => new Date(Date.now() + 2 * 86_400_000);
const plan = (input: unknown) =>
  removeOnce(input).then(({ result }) => result?.plan?.hash ?? 'no plan');

beforeEach(async () => {
  world = await pushedAccount();
});

describe('An event that asks for a removal', () => {
  it('is refused without the hash of a plan, and prints it', async () => {
    const hash = await plan({ ...link, mode: 'plan' });
    const before = leftOf(world);

    const { end, result } = await removeOnce(asking());

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalRefused' });
    expect(result?.findings).toMatchObject([
      { code: 'EXPECT_PLAN_NEEDED', facts: { plan: hash, expected: null } },
    ]);
    expect(leftOf(world)).toEqual(before);
  });

  it("goes on by the hash of a plan that a person's run has made here", async () => {
    const expectPlan = await plan({ ...link, mode: 'plan' });

    const { end } = await removeOnce(asking({ ...link, expectPlan }));

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('is refused with a hash that only an event has had made', async () => {
    const expectPlan = await plan(asking({ ...link, mode: 'plan' }));

    const { end, result } = await removeOnce(asking({ ...link, expectPlan }));

    expect(expectPlan).toMatch(/^sha256:/);
    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalRefused' });
    expect(result?.findings).toMatchObject([{ facts: { expected: expectPlan } }]);
  });

  it('needs no hash once the environment has expired', async () => {
    await runOnce({ ...pushedRequest, expires: tomorrow() });

    const { end } = await removeOnce(asking(), {
      services: stackServices({ wait: async () => undefined, now: dayAfterTomorrow }),
    });

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('needs none before that where the request that set the end says so', async () => {
    await runOnce({ ...pushedRequest, expires: tomorrow(), removeByEvent: true });

    const { end } = await removeOnce(asking());

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('needs one before the end of an environment whose request does not say so', async () => {
    await runOnce({ ...pushedRequest, expires: tomorrow() });

    const { end } = await removeOnce(asking());

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalRefused' });
  });

  it('finishes what is half removed without one', async () => {
    world.faults.kill({ action: 'DeleteRolePolicy' }, 'before');
    await removeOnce();
    world.faults.revive();

    const { end } = await removeOnce(asking());

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('twice, removes once', async () => {
    const expectPlan = await plan({ ...link, mode: 'plan' });
    const event = asking({ ...link, expectPlan });
    await removeOnce(event);
    await runOnce({ ...pushedRequest, expectPlan: null });
    const before = leftOf(world);

    const { end } = await removeOnce(event);

    expect(end).toMatchObject({ status: 'FAILED', error: 'PlanChanged' });
    expect(leftOf(world)).toEqual(before);
  });

  it.each([
    ['"force"', asking({ ...link, force: true })],
    ['"purge"', asking({ ...link, purge: true })],
    ['"startedBy"', asking({ ...link, startedBy: 'expiry' })],
    ['a key that nobody knows', asking({ ...link, environment: 'prod' })],
    ['no environment', asking({ app: 'storefront' })],
    ['the source of another app', asking(link, { source: 'amplify-import.shop' })],
    ['another type', asking(link, { 'detail-type': detailTypes.removed })],
  ])('with %s is an invalid request, and makes no call', async (_, event) => {
    world.forgetCalls();

    const { end, result } = await removeOnce(event);

    expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
    expect(result).toMatchObject({ status: 'refused', error: { name: 'InvalidRequest' } });
    expect(actionsOf(world.calls)).toEqual([]);
    expect(linkItemOf(world)?.removed).toBeNull();
  });
});
