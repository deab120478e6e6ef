import { hostname } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { leaseOwners } from '../../src/aws/owners.ts';
import type { Lease } from '../../src/contract/link.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
  traces,
} from '../support/aws-world/import-runs.ts';
import { actionsOf, type RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { executionId } from '../support/builders/ids.ts';
import { aLinkItem, link } from '../support/builders/link.ts';

/** Gives the lease on the link to someone else; what else the item holds stays. */
function seedLease(world: AwsWorld, owner: string, heartbeatUntil: string | null = null): void {
  const lease: Lease = { owner, fence: 4, heartbeatUntil };
  const key = { pk: `LINK#${link.app}#${link.env}`, sk: 'LINK' };
  const item = marshall({
    ...key,
    version: 9,
    link: { ...(linkItemOf(world) ?? aLinkItem()), lease },
  });
  world.dynamodb.items.set(`${key.pk}\n${key.sk}`, item);
}

const soon = () => new Date(Date.now() + 30_000).toISOString();
const everyoneLives = () => stackServices({ owners: leaseOwners(() => true) });

describe('One writer per link', () => {
  test('Of two runs at the same moment one waits for the other, and both end well', async () => {
    const world = sampleAccount();
    const services = everyoneLives();

    const results = await Promise.all([
      runOnce(fullRequest, { services, retryInterval: 20 }),
      runOnce(fullRequest, { services, retryInterval: 20 }),
    ]);

    expect(results.map(({ status }) => status).toSorted()).toEqual(['published', 'unchanged']);
    expect(actionsOf(world.calls).filter((action) => action === 'iam:PutRolePolicy')).toHaveLength(
      2,
    );
    expect(linkItemOf(world)).toMatchObject({ revision: 1, lease: { owner: null, fence: 2 } });
  });

  test('Writes of two runs never interleave', async () => {
    const world = sampleAccount();
    const services = everyoneLives();
    const holders: (string | null | undefined)[] = [];
    world.faults.fail(({ action }) => {
      if (action === 'PutRolePolicy') holders.push(linkItemOf(world)?.lease.owner);
      return false;
    }, new Error('never'));
    const other = { ...fullRequest, grants: { storage: [] } };

    await Promise.all([
      runOnce(fullRequest, { services, retryInterval: 20 }),
      runOnce(other, { services, retryInterval: 20 }),
      runOnce({ ...fullRequest, oauth: 'off' }, { services, retryInterval: 20 }),
    ]);

    expect(new Set(holders).has(null)).toBe(false);
    expect(holders).toEqual(holders.toSorted((a, b) => holders.indexOf(a) - holders.indexOf(b)));
    expect(linkItemOf(world)?.intent).toBeNull();
  });

  test('A run that may not wait any longer ends in LinkBusy, writes nothing and names the owner', async () => {
    const world = sampleAccount();
    const owner = `local:${hostname()}:${process.pid}:another`;
    seedLease(world, owner, soon());
    const before = traces(world);

    const result = await runOnce(fullRequest, { services: everyoneLives() });

    expect(result).toMatchObject({ status: 'refused', error: { name: 'LinkBusy' } });
    expect(result.error?.message).toContain(owner);
    expect(traces(world)).toEqual(before);
  });
});

describe('A lease whose owner died is taken over', () => {
  const local = `local:${hostname()}:99999:gone`;
  const elsewhere = 'local:another-host:99999:unknown';
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

  test.each<[string, string, string | null]>([
    ['its process on this host is gone', local, soon()],
    ['its heartbeat on another host is over', elsewhere, ago(1).toISOString()],
  ])('A local owner: %s', async (_case, owner, heartbeatUntil) => {
    const world = sampleAccount();
    seedLease(world, owner, heartbeatUntil);

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
    expect(linkItemOf(world)?.lease.fence).toBe(5);
  });

  test('A local owner of another host whose heartbeat goes on is alive', async () => {
    const world = sampleAccount();
    seedLease(world, elsewhere, soon());

    const result = await runOnce(fullRequest);

    expect(result.error?.name).toBe('LinkBusy');
  });

  test.each([
    ['ended more than a minute ago', { status: 'ABORTED', stopDate: ago(61) }],
    ['timed out long ago', { status: 'TIMED_OUT', stopDate: ago(3_600) }],
  ])('An execution that %s is dead', async (_case, execution) => {
    const world = sampleAccount();
    seedLease(world, executionId);
    world.stepFunctions.executions.set(executionId, execution);

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
  });

  test.each([
    ['runs', { status: 'RUNNING' }],
    ['ended a moment ago, so that a function of its may still run', ended(ago(59))],
    ['waits for its redrive', { status: 'PENDING_REDRIVE' }],
    ['nobody knows', null],
  ])('An execution that %s is alive', async (_case, execution) => {
    const world = sampleAccount();
    seedLease(world, executionId);
    if (execution) world.stepFunctions.executions.set(executionId, execution);

    const result = await runOnce(fullRequest);

    expect(result.error?.name).toBe('LinkBusy');
    expect(linkItemOf(world)?.lease).toMatchObject({ owner: executionId, fence: 4 });
  });
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
    ['before its policies', (world, { action }) => action === 'GetItem' && intends(world)],
    ['before its revision', (_world, { action }) => action === 'PutRolePolicy'],
    ['before its commit', (_world, { action, input }) => isRevision(action, input['Key'])],
    ['before its current copies', (_world, { input }) => isManifestWrite(input)],
  ])('taken over %s', async (_case, moment) => {
    const world = sampleAccount();
    let wave = Infinity;
    const isMoment = (call: RecordedCall) => moment(world, call);
    world.faults.meanwhile(isMoment, () => {
      wave = Math.max(...world.calls.map((call) => call.wave));
      seedLease(world, winner, soon());
    });

    const result = await runOnce(fullRequest);

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
