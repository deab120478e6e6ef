import { describe, expect, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { leaseOwners } from '../../src/aws/stack/owners.ts';
import { thisProcess } from '../../src/aws/stack/processes.ts';
import type { Lease } from '../../src/contract/link.ts';
import { localOwnerName } from '../../src/domain/link/lease.ts';
import { watchLeases } from '../../src/aws/stack/watched-leases.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  diesWriting,
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf, type RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { executionId } from '../support/builders/ids.ts';
import { aLinkItem, link } from '../support/builders/link.ts';

/** Gives the lease on the link to someone else; what else the item holds stays. */
function seedLease(
  world: AwsWorld,
  owner: string,
  heartbeatUntil: string | null = null,
  takenAt: string | null = null,
): void {
  const lease: Lease = { owner, fence: 4, heartbeatUntil, takenAt };
  const key = { pk: `LINK#${link.app}#${link.env}`, sk: 'LINK' };
  const item = marshall({
    ...key,
    version: 9,
    link: { ...(linkItemOf(world) ?? aLinkItem()), lease },
  });
  world.dynamodb.items.set(`${key.pk}\n${key.sk}`, item);
}

/** The time of every run of this file: ages of a second must not depend on how fast tests are. */
const now = new Date('2026-11-22T10:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const soon = at(30).toISOString();
const services = stackServices({ now: () => now });
const everyoneLives = stackServices({ now: () => now, owners: leaseOwners(() => 'runs') });

describe('One writer per link', () => {
  test('Of two runs at the same moment one waits for the other, and both end well', async () => {
    const world = sampleAccount();

    const results = await Promise.all([
      runOnce(fullRequest, { services: everyoneLives, retryInterval: 20 }),
      runOnce(fullRequest, { services: everyoneLives, retryInterval: 20 }),
    ]);

    expect(results.map(({ status }) => status).toSorted()).toEqual(['published', 'unchanged']);
    expect(actionsOf(world.calls).filter((action) => action === 'iam:PutRolePolicy')).toHaveLength(
      2,
    );
    expect(linkItemOf(world)).toMatchObject({ revision: 1, lease: { owner: null, fence: 2 } });
  });

  test('Writes of two runs never interleave', async () => {
    const world = sampleAccount();
    const holders: (string | null | undefined)[] = [];
    world.faults.fail(({ action }) => {
      if (action === 'PutRolePolicy') holders.push(linkItemOf(world)?.lease.owner);
      return false;
    }, new Error('never'));
    const other = { ...fullRequest, grants: { storage: [] } };

    await Promise.all([
      runOnce(fullRequest, { services: everyoneLives, retryInterval: 20 }),
      runOnce(other, { services: everyoneLives, retryInterval: 20 }),
      runOnce({ ...fullRequest, oauth: 'off' }, { services: everyoneLives, retryInterval: 20 }),
    ]);

    expect(new Set(holders).has(null)).toBe(false);
    expect(holders).toEqual(holders.toSorted((a, b) => holders.indexOf(a) - holders.indexOf(b)));
    expect(linkItemOf(world)?.intent).toBeNull();
  });

  test('A run that may not wait any longer ends in LinkBusy, writes nothing and names the owner', async () => {
    const world = sampleAccount();
    const owner = localOwnerName({ host: 'this', ...thisProcess() }, 'another');
    seedLease(world, owner, soon);
    const before = traces(world);

    const result = await runOnce(fullRequest, { services: everyoneLives });

    expect(result).toMatchObject({ status: 'refused', error: { name: 'LinkBusy' } });
    expect(result.error?.message).toContain(`under way: the process ${thisProcess().pid} on this.`);
    expect(traces(world)).toEqual(before);
  });
});

describe('A lease whose owner died is taken over', () => {
  const local = localOwnerName({ host: 'this', ...thisProcess(), start: '1' }, 'gone');
  const elsewhere = 'local:another-host@another:99999:1:unknown';

  test('A local owner whose process is gone, at once', async () => {
    const world = sampleAccount();
    seedLease(world, local, soon);

    const result = await runOnce(fullRequest, { services });

    expect(result.status).toBe('published');
    expect(linkItemOf(world)?.lease.fence).toBe(5);
  });

  test('A local owner that lives is alive, however long ago its last sign of life is', async () => {
    const world = sampleAccount();
    seedLease(world, local, at(-3600).toISOString());

    const result = await runOnce(fullRequest, { services: everyoneLives });

    expect(result.error?.name).toBe('LinkBusy');
  });

  /** Looks at the lease again and again, each time so many seconds later by its own clock, which nobody sets. */
  function watcher(world: AwsWorld, seconds: number, onLook: (look: number) => void = () => {}) {
    let time = 0;
    let looks = 0;
    const monotonic = () => time;
    const watch = watchLeases(monotonic);
    const silence = (lease: Lease) => {
      const silent = watch(lease);
      onLook((looks += 1));
      time += seconds * 1000;
      return silent;
    };
    const run = runOnce(fullRequest, { services: stackServices({ now: () => now, silence }) });
    return run.then((result) => ({ result, looks, item: linkItemOf(world) }));
  }

  test.each([
    ['as ours', at(60)],
    ['90 seconds behind ours', at(-30)],
    ['an hour behind ours', at(-3540)],
    ['a day ahead of ours', at(86_460)],
  ])(
    'A local owner elsewhere, a minute after its last sign of life was seen, its clock %s',
    async (_clock, until) => {
      const world = sampleAccount();
      seedLease(world, elsewhere, until.toISOString());

      const { result, looks, item } = await watcher(world, 15);

      expect(result.status).toBe('published');
      expect(looks).toBe(6);
      expect(item?.lease.fence).toBe(5);
    },
  );

  test.each([-90, 0, 90])(
    'A local owner elsewhere that gives signs of life is alive, its clock %i seconds off ours',
    async (off) => {
      const world = sampleAccount();
      let time = off;
      const beat = () => seedLease(world, elsewhere, at((time += 20) + 60).toISOString());
      beat();

      const { result } = await watcher(world, 20, beat);

      expect(result.error?.name).toBe('LinkBusy');
      expect(linkItemOf(world)?.lease).toMatchObject({ owner: elsewhere, fence: 4 });
    },
  );

  test.each([
    ['ended more than a minute ago', { status: 'ABORTED', stopDate: at(-61) }],
    ['timed out long ago', { status: 'TIMED_OUT', stopDate: at(-3_600) }],
  ])('An execution that %s is dead', async (_case, execution) => {
    const world = sampleAccount();
    seedLease(world, executionId);
    world.stepFunctions.executions.set(executionId, execution);

    const result = await runOnce(fullRequest, { services });

    expect(result.status).toBe('published');
  });

  test.each([
    ['runs', { status: 'RUNNING' }],
    ['ended a moment ago, so that a function of its may still run', ended(at(-60))],
    ['waits for its redrive', { ...ended(at(-3600)), status: 'PENDING_REDRIVE' }],
    ['nobody finds, of a lease of an earlier version', null],
  ])('An execution that %s is alive', async (_case, execution) => {
    const world = sampleAccount();
    seedLease(world, executionId);
    if (execution) world.stepFunctions.executions.set(executionId, execution);

    const result = await runOnce(fullRequest, { services });

    expect(result.error?.name).toBe('LinkBusy');
    expect(linkItemOf(world)?.lease).toMatchObject({ owner: executionId, fence: 4 });
  });
});

test('An execution that nobody finds is dead a day after it took its lease', async () => {
  const world = sampleAccount();
  seedLease(world, executionId, null, at(-24 * 3600 + 60).toISOString());
  const tooEarly = await runOnce(fullRequest, { services });
  seedLease(world, executionId, null, at(-24 * 3600 - 60).toISOString());

  const result = await runOnce(fullRequest, { services });

  expect([tooEarly.error?.name, result.status]).toEqual(['LinkBusy', 'published']);
});

function ended(stopDate: Date) {
  return { status: 'ABORTED', stopDate };
}

describe('A run that was thought to be dead writes nothing more', () => {
  const winner = 'local:another-host:1:winner';
  const intends = (world: AwsWorld) => Boolean(linkItemOf(world)?.intent);
  const isWrite = ({ action, input }: RecordedCall) =>
    ['PutRolePolicy', 'DeleteRolePolicy'].includes(action) ||
    (action === 'PutObject' && String(input['Key']).startsWith('config/'));

  test.each<[string, (world: AwsWorld, call: RecordedCall) => boolean]>([
    ['before its intent', (_world, { action }) => action === 'ListRolePolicies'],
    ['after its intent', intends],
  ])('taken over %s, it leaves every role alone', async (_case, moment) => {
    const world = sampleAccount();
    const before = policiesOf(world);
    world.faults.meanwhile(
      (call) => moment(world, call),
      () => seedLease(world, winner, soon),
    );

    const result = await runOnce(fullRequest, { services });

    expect(result.error?.name).toBe('LeaseLost');
    expect(policiesOf(world)).toEqual(before);
  });

  test('taken over while it looks what a dead run has left, it hands nothing out and writes nothing', async () => {
    const world = await diesWriting(sampleAccount(), withGrants(['read'], ['create']));
    const before = policiesOf(world);
    const reports = () => Object.keys(storedTexts(world, 'reports/')).length;
    const earlier = reports();
    world.faults.meanwhile(
      ({ action }) => action === 'GetRolePolicy' && reports() > earlier,
      () => seedLease(world, winner, soon),
    );

    const result = await runOnce({ ...fullRequest, rolePolicies: 'emit' }, { services });

    expect(result.error?.name).toBe('LeaseLost');
    expect(policiesOf(world)).toEqual(before);
  });

  test.each<[string, (world: AwsWorld, call: RecordedCall) => boolean]>([
    ['before its revision', (_world, { action }) => action === 'PutRolePolicy'],
    ['before its commit', (_world, { action, input }) => isRevision(action, input['Key'])],
    ['before its current copies', (_world, { input }) => isManifestWrite(input)],
  ])('taken over %s', async (_case, moment) => {
    const world = sampleAccount();
    let wave = Infinity;
    const isMoment = (call: RecordedCall) => moment(world, call);
    world.faults.meanwhile(isMoment, () => {
      wave = Math.max(...world.calls.map((call) => call.wave));
      seedLease(world, winner, soon);
    });

    const result = await runOnce(fullRequest, { services });

    expect(result.error?.name).toBe('LeaseLost');
    expect(world.calls.filter((call) => call.wave > wave && isWrite(call))).toEqual([]);
    expect(linkItemOf(world)).toMatchObject({ revision: null, lease: { owner: winner, fence: 4 } });
  });
});

function isRevision(action: string, key: unknown): boolean {
  return action === 'PutObject' && String(key).includes('/revisions/');
}

function isManifestWrite({ Key, Body }: RecordedCall['input']): boolean {
  return Body !== undefined && String(Key).endsWith('manifest.json');
}
