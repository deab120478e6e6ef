import { describe, expect, it } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { roleAt, sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

const roleArn = 'arn:aws:iam::111122223333:role/service-role/orders-role';
const before = { THEIRS: 'somebody else', AUTH_STOREFRONT_REGION: 'us-east-1' };
const asked = (access: readonly string[]) => [{ name: 'orders', access }, { name: 'mail' }];
const services = () => stackServices({ wait: async () => undefined });

/** An import that has been recorded and not pushed yet: two functions, one of them with access. */
const ready = madeReady(async () => {
  const world = sampleAccount();
  for (const name of ['orders', 'mail']) world.lambda.add(homeRegion, name, { variables: before });
  seedRole(world, roleArn, { policies: { logs: '{}' } });
  await runOnce({ ...fullRequest, functions: asked(['getUser']) }, { services: services() });
  return world;
});

/** What stands at the targets. */
function standing(world: AwsWorld) {
  const variables = (name: string) => world.lambda.functions.get(homeRegion, name).variables;
  return {
    orders: variables('orders'),
    mail: variables('mail'),
    policies: roleAt(world, roleArn).policies,
  };
}

const untouched = { orders: before, mail: before, policies: { logs: '{}' } };

async function callsOfPush(): Promise<{ calls: number; left: ReturnType<typeof standing> }> {
  const world = await ready();
  world.forgetCalls();
  await pushOnce(link, { services: services() });
  return { calls: world.calls.length, left: standing(world) };
}

describe('A push to functions that dies', () => {
  it('is finished by the next one wherever it died, and what stood before is still known', async () => {
    const { calls, left } = await callsOfPush();
    expect(calls).toBeGreaterThan(20);
    expect(left.policies).not.toEqual(untouched.policies);

    for (const { index, moment } of deaths(calls)) {
      const world = await ready();
      world.forgetCalls();
      world.faults.kill(index, moment);
      await pushOnce(link, { services: services() });
      world.faults.revive();

      const { result } = await pushOnce(link, { services: services() });

      expect([index, moment, result?.error]).toEqual([index, moment, undefined]);
      expect([index, moment, standing(world)]).toEqual([index, moment, left]);
      expect(linkItemOf(world)?.push).toMatchObject({ open: null, of: { revision: 1 } });

      await runOnce({ ...fullRequest, functions: [] }, { services: services() });
      await pushOnce(link, { services: services() });
      expect([index, moment, standing(world)]).toEqual([index, moment, untouched]);
      expect(linkItemOf(world)?.push?.targets).toEqual([]);
    }
  });

  it('is finished by one that was asked for something else, too', async () => {
    const world = await ready();
    world.faults.kill({ service: 'iam', action: 'PutRolePolicy' }, 'after');
    await pushOnce(link, { services: services() });
    world.faults.revive();

    await pushOnce({ ...link, only: [`function:${homeRegion}:mail`] }, { services: services() });
    await runOnce({ ...fullRequest, functions: [] }, { services: services() });
    await pushOnce(link, { services: services() });

    expect(standing(world)).toEqual(untouched);
  });
});
