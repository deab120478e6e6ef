import { describe, expect, it } from '@jest/globals';
import { policyNameOf } from '../../src/contract/link.ts';
import { accountId, homeRegion } from '../support/aws-world/aws-world.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import { fullRequest, linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import {
  roleAt,
  sampleAccount,
  seedBucket,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { link } from '../support/builders/link.ts';

const site = 'storefront-web';
const distributionId = 'E2QWRUHAPOMQZL';
const foreign = { TABLE_NAME: 'orders', PAYMENT_KEY: 'sk_live_of_the_team' };
const roleOf = (name: string) => `arn:aws:iam::${accountId}:role/${name}-role`;
const request = {
  ...fullRequest,
  functions: [{ name: 'orders', access: ['getUser'] }, { name: 'mail' }],
  sites: [{ bucket: site, prefix: '', distributionId }],
  parameters: 'each',
};

/** An account in which an import has just recorded targets of every kind but hosting, which lies outside it. */
const imported = madeReady(async () => {
  const world = sampleAccount();
  for (const name of ['orders', 'mail']) {
    world.lambda.add(homeRegion, name, { role: roleOf(name), variables: foreign });
    seedRole(world, roleOf(name), {});
  }
  seedBucket(world, site, {});
  world.cloudfront.distributions.set(distributionId, {
    arn: `arn:aws:cloudfront::${accountId}:distribution/${distributionId}`,
    origins: [{ domain: `${site}.s3.eu-west-1.amazonaws.com` }],
    tags: {},
    invalidations: [],
  });
  await runOnce(request);
  return world;
});

/** Everything of ours in the account, and what the link says of it. */
function traces(world: SampleAccount) {
  const { push, lease } = linkItemOf(world) ?? {};
  const targets = push?.targets.map(({ wroteAt: _time, invalidation, ...target }) => ({
    ...target,
    isInvalidated: invalidation !== null && invalidation !== 'due',
  }));
  return {
    targets,
    of: push?.of,
    open: push?.open,
    owner: lease?.owner,
    functions: ['orders', 'mail'].map(
      (name) => world.lambda.functions.get(homeRegion, name).variables,
    ),
    policies: ['orders', 'mail'].map((name) => roleAt(world, roleOf(name)).policies),
    site: [...(world.s3.buckets.get(site)?.objects ?? [])].map(([key, { body }]) => [key, body]),
    parameters: [...world.parameterStore.parameters].map(([name, { value }]) => [name, value]),
    invalidations: world.cloudfront.distributions.get(distributionId)?.invalidations.length,
  };
}

const undisturbed = madeReady(async () => {
  const world = await imported();
  world.calls.length = 0;
  await pushTargets();
  return world;
});

/** More than a push makes, as a test of it says. */
const callsOfPush = 110;

describe('P7: a push of every kind of target', () => {
  it('brings each to its end, before any of them is killed', async () => {
    const world = await undisturbed();
    const { targets, functions, policies, invalidations, open, owner } = traces(world);

    expect(world.calls.length).toBeLessThanOrEqual(callsOfPush);
    expect(targets?.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
      'function pushed',
      'function pushed',
      'parameters pushed',
      'role pushed',
      'site pushed',
    ]);
    for (const variables of functions) expect(variables).toMatchObject(foreign);
    expect(Object.keys(policies[0] ?? {})).toEqual([`${policyNameOf(link)}.fn`]);
    expect({ invalidations, open, owner }).toEqual({ invalidations: 1, open: null, owner: null });
  });

  it.each(deaths(callsOfPush))(
    'P7: that dies $moment call $index is finished by the next one: same bytes, same record, one invalidation',
    async ({ index, moment }) => {
      const left = traces(await undisturbed());
      const world = await imported();
      world.calls.length = 0;
      world.faults.kill(index, moment);
      await pushTargets().catch(() => null);
      world.faults.revive();

      const result = await pushTargets();

      expect(result?.targets.map(({ status }) => status)).not.toContain('failed');
      expect(traces(world)).toEqual(left);
    },
  );

  it.each(Array.from({ length: callsOfPush }, (_, index) => index))(
    'P7: that hears no answer of call %i comes to the same end, or the next one does',
    async (index) => {
      const left = traces(await undisturbed());
      const world = await imported();
      world.calls.length = 0;
      world.faults.loseAnswer(index);

      await pushTargets();
      await pushTargets();

      expect(traces(world)).toEqual(left);
    },
  );
});

describe('P8: a push that an import overtakes', () => {
  it('P8: leaves the targets on what was recorded last, and takes back what is not wanted any more', async () => {
    const world = await imported();
    await pushTargets();
    const smaller = { ...request, functions: [{ name: 'mail' }], parameters: false };
    await runOnce(smaller);

    await pushTargets();

    const { functions, policies, parameters, targets, of } = traces(world);
    expect(functions[0]).toEqual(foreign);
    expect(policies[0]).toEqual({});
    expect(parameters).toEqual([]);
    expect(targets?.map(({ id }) => id).toSorted()).toEqual([
      'function:eu-west-1:mail',
      `site:${site}/`,
    ]);
    expect(of?.revision).toBe(linkItemOf(world)?.revision);
  });

  it('P8: moves the access of a function to the role that it runs by now, once an import has agreed to it', async () => {
    const world = await imported();
    await pushTargets();
    seedRole(world, roleOf('new'), {});
    world.lambda.functions.get(homeRegion, 'orders').role = roleOf('new');
    await runOnce(request);

    await pushTargets();

    const policyName = `${policyNameOf(link)}.fn`;
    expect(Object.keys(roleAt(world, roleOf('orders')).policies)).toEqual([]);
    expect(Object.keys(roleAt(world, roleOf('new')).policies)).toEqual([policyName]);
  });
});
