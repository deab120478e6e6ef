import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { someDeaths } from '../support/aws-world/deaths.ts';
import {
  diesWriting,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  publishedTexts,
  pushedAccount,
  pushedRequest,
  unknownPolicies,
} from '../support/aws-world/removed-account.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';

const manifestKey = 'config/storefront/prod/manifest.json';
const changed = { ...pushedRequest, ...withGrants(['read'], ['read', 'create']), parameters: true };

/** A run that dies at its record, after its commit. */
async function diesCommitted<World extends AwsWorld>(world: World, input: object): Promise<World> {
  world.faults.kill(recordIn(world), 'before');
  await runOnce(input);
  world.faults.revive();
  return world;
}

/** What a removal may find on a link, told by what came before. */
const before: Readonly<Record<string, () => Promise<AwsWorld>>> = {
  'an import and its push': pushedAccount,
  'a first import that died while it wrote': madeReady(() =>
    diesWriting(sampleAccount(), pushedRequest),
  ),
  'a first import that died after its commit': madeReady(() =>
    diesCommitted(sampleAccount(), pushedRequest),
  ),
  'a further import that died while it wrote': madeReady(async () =>
    diesWriting(await pushedAccount(), changed),
  ),
  'a further import that died before its commit': madeReady(async () => {
    const world = await pushedAccount();
    world.faults.kill({ action: 'PutObject', input: { Key: manifestKey } }, 'before');
    await runOnce(changed);
    world.faults.revive();
    return world;
  }),
  'a further import that died after its commit': madeReady(async () =>
    diesCommitted(await pushedAccount(), changed),
  ),
  'a further import that was undone': madeReady(async () => {
    const world = await pushedAccount();
    world.faults.fail(
      { action: 'PutObject', input: { Key: manifestKey } },
      awsError('Denied', 400),
    );
    await runOnce(changed);
    world.faults.revive();
    return world;
  }),
  'a push that died': madeReady(async () => {
    const world = sampleAccount();
    await runOnce(pushedRequest);
    world.faults.kill({ action: 'PutParameter' }, 'in flight');
    await pushOnce();
    world.faults.revive();
    return world;
  }),
  'an import, its removal and an import that died while it wrote': madeReady(async () => {
    const world = await pushedAccount();
    await removeOnce();
    return diesWriting(world, pushedRequest);
  }),
};

/** A link that was imported on a fresh account. */
let fresh: { readonly policies: object; readonly published: object };

/** What is published, but for what tells the number of the revision. */
function filesOf(world: AwsWorld) {
  return { ...publishedTexts(world), [manifestKey]: null };
}

beforeAll(async () => {
  const world = await pushedAccount();
  fresh = { policies: policiesOf(world), published: filesOf(world) };
});

async function callsOfRemoval(prepare: () => Promise<AwsWorld>): Promise<number> {
  const world = await prepare();
  world.forgetCalls();
  await removeOnce();
  return world.calls.length;
}

/** A removal that dies at one of its calls, over an account made ready. */
async function killed(prepare: () => Promise<AwsWorld>, death: ReturnType<typeof someDeaths>[0]) {
  const world = await prepare();
  world.forgetCalls();
  world.faults.kill(death.index, death.moment);
  await removeOnce().catch(() => null);
  expect(world.faults.isDead()).toBe(true);
  world.faults.revive();
  return world;
}

describe.each(Object.keys(before))('R3: a removal over %s', (name) => {
  const prepare = before[name] ?? pushedAccount;

  it('R3: leaves nothing of ours anywhere', async () => {
    const world = await prepare();

    const { end } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
    expect(Object.keys(leftOf(world).published)).toEqual(
      name.includes('first import that died while') ? [] : [manifestKey],
    );
  });

  it('R3: killed at any call and started again leaves nothing of ours anywhere', async () => {
    for (const death of someDeaths(await callsOfRemoval(prepare), 5)) {
      const world = await killed(prepare, death);

      const { end } = await removeOnce();

      expect({ death, status: end.status }).toEqual({ death, status: 'SUCCEEDED' });
      expect({ death, ...leftOf(world) }).toMatchObject({ death, ...nothingLeft });
    }
  });

  it('R3: killed at any call leaves a link that can be imported, as on a fresh account', async () => {
    for (const death of someDeaths(await callsOfRemoval(prepare), 5)) {
      const world = await killed(prepare, death);

      const result = await runOnce(pushedRequest);

      expect({ death, error: result.error }).toEqual({ death, error: undefined });
      expect({ death, ...policiesOf(world) }).toEqual({ death, ...fresh.policies });
      expect({ death, ...filesOf(world) }).toEqual({ death, ...fresh.published });
      expect({ death, unknown: unknownPolicies(world) }).toEqual({ death, unknown: [] });
      expect(linkItemOf(world)).toMatchObject({ intent: null, undone: [], removed: null });
      await pushOnce();
      await removeOnce();
      expect({ death, ...leftOf(world) }).toMatchObject({ death, ...nothingLeft });
    }
  });
});

describe('R3: a removal whose answer is lost', () => {
  it.each(['loseAnswer', 'sendTwice'] as const)(
    'R3: %s at any call goes on by its retries',
    async (lose) => {
      for (const { index } of someDeaths(await callsOfRemoval(pushedAccount), 10)) {
        const world = await pushedAccount();
        world.faults[lose](index);

        const { end } = await removeOnce();

        expect({ index, status: end.status }).toEqual({ index, status: 'SUCCEEDED' });
        expect({ index, ...leftOf(world) }).toMatchObject({ index, ...nothingLeft });
      }
    },
  );
});
