import { describe, expect, test } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';

const wide = withGrants(['create', 'read', 'update', 'delete'], ['read', 'create']);
const narrow = withGrants(['read'], []);

/** What is in force, the files of single revisions aside. */
function inForce(world: AwsWorld) {
  const texts = Object.entries(storedTexts(world));
  const current = texts.filter(([key]) => !key.includes('/revisions/'));
  return { policies: policiesOf(world), current: Object.fromEntries(current) };
}

type Clock = 'wall' | 'monotonic';

/** A machine that may sleep: both of its clocks, of which only one may show it. */
function machine(shown: Clock) {
  const off = { wall: 0, monotonic: 0 };
  const clocks = {
    now: () => new Date(Date.parse('2026-11-22T10:00:00Z') + off.wall),
    monotonic: () => off.monotonic,
  };
  return { clocks, wakeUp: () => void (off[shown] += 120_000) };
}

/** A run elsewhere, for which the other one was silent for more than a minute. */
async function overtake(world: AwsWorld) {
  const services = stackServices({
    owners: { state: async () => ({ alive: 'unseen' }) },
    silence: () => 61,
  });
  const result = await runOnce(narrow, { services });
  return { result, left: inForce(world) };
}

/** A run that sleeps right after it has seen, for the so-manieth time, that its lease is its own. */
async function asleepAfterLook(look: number, shown: Clock) {
  const world = await importedAccount();
  const { clocks, wakeUp } = machine(shown);
  const services = stackServices(clocks);
  const { linkStore } = services;
  let looks = 0;
  let overtaken: Awaited<ReturnType<typeof overtake>> | null = null;
  const read: typeof linkStore.read = async (link) => {
    const seen = await linkStore.read(link);
    if (seen.item.lease.owner === null) return seen;
    looks += 1;
    if (looks !== look) return seen;
    overtaken = await overtake(world);
    wakeUp();
    return seen;
  };
  const result = await runOnce(wide, {
    services: { ...services, linkStore: { ...linkStore, read } },
  });
  return { world, result, overtaken: overtaken as Awaited<ReturnType<typeof overtake>> | null };
}

describe('A run that sleeps while another one takes its lease', () => {
  test.each<Clock>(['wall', 'monotonic'])(
    'between a look and what follows never writes again, whichever look it was, as the %s clock shows',
    async (shown) => {
      const ends: (string | undefined)[] = [];

      for (let look = 1; ; look += 1) {
        const { world, result, overtaken } = await asleepAfterLook(look, shown);
        if (!overtaken) break;

        expect(overtaken.result.error).toBeUndefined();
        expect([look, inForce(world)]).toEqual([look, overtaken.left]);
        ends.push(result.error?.name);
      }

      expect(ends.length).toBeGreaterThan(5);
      expect(ends.filter((name) => name === 'LeaseLost').length).toBeGreaterThan(4);
    },
  );

  test('in the middle of a write says so, and the next run puts right what came late', async () => {
    const world = await importedAccount();
    const { clocks, wakeUp } = machine('wall');
    const services = stackServices(clocks);
    const { roles } = services;
    let left: ReturnType<typeof inForce> | undefined;
    const putPolicy: typeof roles.putPolicy = async (...given) => {
      left ??= (await overtake(world)).left;
      wakeUp();
      await roles.putPolicy(...given);
    };

    const result = await runOnce(wide, {
      services: { ...services, roles: { ...roles, putPolicy } },
    });
    const late = inForce(world);
    const next = await runOnce(narrow);

    expect(result.error).toMatchObject({
      name: 'LeaseLost',
      message: expect.stringContaining('in the middle of a write of this one'),
    });
    expect(late.policies).not.toEqual(left?.policies);
    expect(next.error).toBeUndefined();
    expect(next.findings.map(({ code }) => code)).not.toContain('POLICY_DRIFT');
    expect(inForce(world).policies).toEqual(left?.policies);
  });

  test('and keeps its lease goes on', async () => {
    const world = await importedAccount();
    const { clocks, wakeUp } = machine('wall');
    const services = stackServices(clocks);
    const { roles } = services;
    const policy: typeof roles.policy = (...given) => {
      wakeUp();
      return roles.policy(...given);
    };

    const result = await runOnce(wide, { services: { ...services, roles: { ...roles, policy } } });

    expect(result.status).toBe('published');
    expect(linkItemOf(world)?.lease.owner).toBeNull();
  });
});
