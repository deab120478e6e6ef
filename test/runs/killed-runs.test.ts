import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  announcedTypes,
  callsOfRun,
  fullRequest,
  runOnce,
  traces,
} from '../support/aws-world/import-runs.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
} from '../support/aws-world/sample-account.ts';
import { faultsAt, isTried, sampled } from '../support/counts.ts';
import { authRoleArn } from '../support/builders/ids.ts';

/** What a run leaves that nothing disturbs, and how many calls it makes. */
let undisturbed: Awaited<ReturnType<typeof callsOfRun>>;

beforeAll(async () => {
  undisturbed = await callsOfRun(fullRequest, sampleAccount);
});

/** Every place at which a full import can go wrong. */
const everyCall = () => Array.from({ length: undisturbed.count }, (_, index) => index);

describe('Idempotent: a run killed at any single AWS call, and run again, ends like an undisturbed one', () => {
  test('before, after or while it has its effect', async () => {
    const moments = ['before', 'after', 'in flight'] as const;
    const deaths = everyCall().flatMap((index) =>
      faultsAt(moments, index).map((moment) => ({ index, moment })),
    );
    for (const { index, moment } of deaths) {
      const world = sampleAccount();
      world.faults.kill(index, moment);

      const killed = await runOnce(fullRequest);
      const died = world.faults.isDead();
      world.faults.revive();
      const next = await runOnce(fullRequest);

      expect({ index, moment, died, status: killed.status }).toEqual({
        index,
        moment,
        died: true,
        status: 'failed',
      });
      expect({ index, error: next.error }).toEqual({ index, error: undefined });
      expect({ index, ...traces(world) }).toEqual({ index, ...undisturbed.left });
      expect(announcedTypes(world)).toContain('Auth Config Published');
    }
  });

  test('after its effect, while every read of IAM lags behind', async () => {
    for (const index of sampled(everyCall())) {
      const world = sampleAccount();
      world.iam.freezeReads();
      world.faults.kill(index, 'after');
      await runOnce(fullRequest);
      world.faults.revive();

      const next = await runOnce(fullRequest);

      expect({ index, error: next.error }).toEqual({ index, error: undefined });
      expect({ index, ...traces(world) }).toEqual({ index, ...undisturbed.left });
    }
  });

  test('twice at any call', async () => {
    for (const index of sampled(everyCall())) {
      const world = sampleAccount();
      for (const moment of ['after', 'before'] as const) {
        world.faults.kill(index, moment);
        world.forgetCalls();
        await runOnce(fullRequest);
        world.faults.revive();
      }

      const next = await runOnce(fullRequest);

      expect({ index, error: next.error }).toEqual({ index, error: undefined });
      expect({ index, ...traces(world) }).toEqual({ index, ...undisturbed.left });
    }
  });

  test('twice at any call, with the hash of a plan that was expected, and once more after its end', async () => {
    sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    const agreed = { ...fullRequest, expectPlan: plan?.hash };
    for (const index of sampled(everyCall())) {
      const world = sampleAccount();
      for (const moment of ['after', 'before'] as const) {
        world.faults.kill(index, moment);
        world.forgetCalls();
        await runOnce(agreed);
        world.faults.revive();
      }

      const next = await runOnce(agreed);
      const last = await runOnce(agreed);

      expect({ index, error: next.error }).toEqual({ index, error: undefined });
      expect({ index, status: last.status }).toEqual({ index, status: 'unchanged' });
    }
  });
});

describe('Idempotent: a run whose answer is lost at any single AWS call goes on by its retries', () => {
  test('lost, or sent twice', async () => {
    const losses = everyCall()
      .filter(isTried)
      .flatMap((index) =>
        faultsAt(['loseAnswer', 'sendTwice'] as const, index).map((lose) => ({ index, lose })),
      );
    for (const { index, lose } of losses) {
      const world = sampleAccount();
      world.faults[lose](index);

      const result = await runOnce(fullRequest);

      expect({ index, error: result.error }).toEqual({ index, error: undefined });
      expect(result.status).toBe('published');
      expect({ index, ...traces(world) }).toEqual({ index, ...undisturbed.left });
    }
  });
});

test('Foreign policies are byte-identical after a run was killed at any call', async () => {
  for (const index of everyCall().filter(isTried)) {
    const world = sampleAccount();
    world.faults.kill(index, 'after');

    await runOnce(fullRequest);

    expect(roleAt(world, authRoleArn).policies[foreignPolicyName]).toBe(foreignPolicy);
  }
});
