import { describe, expect, it } from '@jest/globals';

import { functionTimeoutSeconds } from '../../../src/contract/states.ts';
import {
  heartbeatValiditySeconds,
  isDead,
  localOwner,
  localOwnerName,
  nextHeartbeat,
  ownerText,
  requireLease,
  silentSeconds,
  withLease,
  withoutLease,
} from '../../../src/domain/link/lease.ts';
import type { LinkItem } from '../../../src/contract/link.ts';
import { authRoleArn, executionId } from '../../support/builders/ids.ts';
import { aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const local = 'local:laptop:4711:0b0e7d5e-0000-4000-8000-000000000000';
const held = (owner: string | null, fence = 3) =>
  aLinkItem({ lease: { owner, fence, heartbeatUntil: null, takenAt: null } });
const writing = (afterSha256: string | null) =>
  anIntent({ roles: [{ roleArn: authRoleArn, policyName, before: null, afterSha256 }] });

describe('Taking a lease', () => {
  it('raises the fence with each owner', () => {
    const first = withLease(aLinkItem(), executionId, now);
    const second = withLease(first, `${executionId}-2`, now);

    expect(first.lease).toEqual({
      owner: executionId,
      fence: 1,
      heartbeatUntil: null,
      takenAt: now.toISOString(),
    });
    expect(second.lease).toMatchObject({ owner: `${executionId}-2`, fence: 2 });
  });

  it('again by the same owner keeps its fence', () => {
    const once = withLease(held('someone else'), executionId, now);

    const twice = withLease(once, executionId, later(5));

    expect(twice.lease.fence).toBe(once.lease.fence);
  });

  it('raises the fence also after the lease was given back', () => {
    const free = withoutLease(held(executionId), executionId);

    expect(withLease(free, executionId, now).lease.fence).toBe(4);
  });

  it('gives a local owner a heartbeat, and an execution none', () => {
    expect(withLease(aLinkItem(), local, now).lease.heartbeatUntil).toBe(
      later(heartbeatValiditySeconds).toISOString(),
    );
    expect(nextHeartbeat(executionId, now)).toBeNull();
  });

  it('from another owner keeps what that one was about to write, the newest three of each role', () => {
    const taken = (item: LinkItem, owner: string, afterSha256: string | null) =>
      withLease({ ...item, intent: writing(afterSha256) }, owner, now);
    const hashes = ['1', '2', null, '3', '4'];

    const item = hashes.reduce(
      (held, hash, index) => taken(held, `${executionId}-${index}`, hash),
      held('someone else'),
    );

    expect(item.lateWrites).toEqual([{ roleArn: authRoleArn, sha256: ['4', '3', '2'] }]);
  });

  it('from nobody, or again, keeps nothing of the kind', () => {
    const intent = writing('1');
    const free = { ...held(null), intent };
    const own = { ...held(executionId), intent };

    expect([free, own].map((item) => withLease(item, executionId, now).lateWrites)).toEqual([
      [],
      [],
    ]);
  });

  it('changes nothing else of the link', () => {
    const item = aLinkItem({ revision: 7 });

    const { lease: _, ...rest } = withLease(item, executionId, now);

    expect({ ...rest, lease: item.lease }).toEqual(item);
  });
});

describe('Giving a lease back', () => {
  it('frees the link and keeps the fence', () => {
    expect(withoutLease(held(executionId), executionId).lease).toEqual({
      owner: null,
      fence: 3,
      heartbeatUntil: null,
      takenAt: null,
    });
  });

  it("leaves another owner's lease as it is", () => {
    const item = held('someone else');

    expect(withoutLease(item, executionId)).toBe(item);
  });
});

describe('Holding a lease', () => {
  it.each([
    ['owner and fence are ours', held(executionId, 3), true],
    ['another owner took it', held('someone else', 4), false],
    ['we lost it and took it again', held(executionId, 5), false],
    ['it was given back', held(null, 3), false],
    ['the link is not there', null, false],
  ])('when %s: %s', (_, item, holds) => {
    if (holds) expect(() => requireLease(item, executionId, 3)).not.toThrow();
    else {
      expect(() => requireLease(item, executionId, 3)).toThrow(
        expect.objectContaining({ name: 'LeaseLost' }),
      );
    }
  });

  it('is missed by the name of the link', () => {
    expect(() => requireLease(held(null), executionId, 3)).toThrow(/storefront\/prod/);
  });
});

describe('An owner', () => {
  it.each([
    ['that lives', { alive: true } as const, 10_000, false],
    ['that ended just now', { alive: false, endedAt: now } as const, 0, false],
    ['whose function may still run', { alive: false, endedAt: now } as const, 60, false],
    ['whose functions have all ended', { alive: false, endedAt: now } as const, 60.001, true],
    ['whose process is gone', { alive: false, endedAt: null } as const, 0, true],
  ])('%s counts as dead accordingly', (_, state, seconds, dead) => {
    expect(functionTimeoutSeconds).toBe(60);
    expect(isDead(held(executionId).lease, state, { now: later(seconds), silent: 0 })).toBe(dead);
  });

  it.each([
    ['not for a day', now.toISOString(), 24 * 3600, false],
    ['after a day', now.toISOString(), 24 * 3600 + 1, true],
    ['never where nobody knows when the lease was taken', null, 1e7, false],
  ])('that is not found counts as dead %s', (_, takenAt, seconds, dead) => {
    const { lease } = held(executionId);

    expect(
      isDead({ ...lease, takenAt }, { alive: 'not found' }, { now: later(seconds), silent: 0 }),
    ).toBe(dead);
  });

  it.each([
    ['for a minute, is dead no sooner', 60, false],
    ['for more than a minute, is dead', 60.001, true],
  ])('that nobody can look at and that was silent %s', (_, silent, dead) => {
    const { lease } = held(local);

    expect(isDead(lease, { alive: 'unseen' }, { now: later(3600), silent })).toBe(dead);
  });

  it('that is seen to live is not dead, however silent it is', () => {
    expect(isDead(held(local).lease, { alive: true }, { now, silent: 3600 })).toBe(false);
  });

  it.each([
    ['none, of an execution', null, 0],
    ['one of this moment', later(60).toISOString(), 0],
    ['one of a minute and a second ago', later(-1).toISOString(), 61],
  ])('is silent since its last sign of life: %s', (_, heartbeatUntil, seconds) => {
    expect(silentSeconds({ ...held(local).lease, heartbeatUntil }, now)).toBe(seconds);
  });

  it.each([
    { host: 'laptop', place: '0123456789ab', pid: 4711, start: '815' },
    { host: 'laptop', place: '0123456789ab', pid: 4711, start: null },
  ])('in process tells its host, its place, its process and its start: $start', (process) => {
    expect(localOwner(localOwnerName(process, 'uuid'))).toEqual(process);
  });

  it('of an earlier version tells its host and its process, and an execution neither', () => {
    expect(localOwner(local)).toEqual({ host: 'laptop', place: null, pid: 4711, start: null });
    expect(localOwner(executionId)).toBeNull();
    expect(localOwner('local:laptop:none:uuid')).toBeNull();
  });
});

describe('The owner of a lease, for people', () => {
  it.each([
    ['local:laptop@boot-1:4711:99:0f0f', 'the process 4711 on laptop'],
    [executionId, executionId],
  ])('%s', (owner, text) => {
    expect(ownerText(owner)).toBe(text);
  });
});
