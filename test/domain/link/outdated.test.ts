import { describe, expect, it } from '@jest/globals';
import { askedSince, isOutdated, outdatedFinding } from '../../../src/domain/link/outdated.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aRun } from '../../support/builders/run.ts';

const standing = '2026-11-22T10:00:05.700Z';
const now = new Date('2026-11-22T11:00:00.000Z');
const heldBy = (owner: string) =>
  aLinkItem({ lease: { owner, fence: 1, heartbeatUntil: null, takenAt: null } });

describe('A run that an event started', () => {
  it.each([
    ['a second earlier', '2026-11-22T10:00:04.999Z', true],
    ['in the same second', '2026-11-22T10:00:05.000Z', false],
    ['later', '2026-11-22T10:00:06.000Z', false],
    ['nobody knows when, or it brings what is recorded', null, false],
  ])('is out of date when it was asked for %s', (_, asOf, expected) => {
    const run = aRun({ startedBy: 'event', asOf });

    expect(isOutdated(run, aLinkItem({ asOf: standing }), now)).toBe(expected);
  });

  it('is when it was handled already, and only then, in that second', () => {
    const item = aLinkItem({ asOf: standing, asOfEvents: ['one', 'two'] });
    const run = aRun({ startedBy: 'event', asOf: '2026-11-22T10:00:05.000Z' });

    expect(isOutdated({ ...run, eventId: 'one' }, item, now)).toBe(true);
    expect(isOutdated({ ...run, eventId: 'three' }, item, now)).toBe(false);
    expect(isOutdated({ ...run, eventId: 'one', asOf: '2026-11-22T10:00:06Z' }, item, now)).toBe(
      false,
    );
  });

  it('is not where nothing is known of the link', () => {
    expect(isOutdated(aRun({ startedBy: 'event' }), aLinkItem(), now)).toBe(false);
  });

  it('is not by a time that is still to come: a clock was wrong', () => {
    const run = aRun({ startedBy: 'event', asOf: '2026-11-22T10:59:59.000Z' });

    expect(isOutdated(run, aLinkItem({ asOf: '2026-11-22T11:00:01.000Z' }), now)).toBe(false);
  });
});

it('A request is never out of date', () => {
  const run = aRun({ startedBy: 'request', asOf: '2026-11-22T09:00:00.000Z' });

  expect(isOutdated(run, aLinkItem({ asOf: standing }), now)).toBe(false);
});

describe('A run that makes a death good', () => {
  const run = aRun({ recovers: 'the dead', executionId: 'this one', asOf: '2020-01-01T00:00:00Z' });

  it.each([
    ['the dead', false],
    ['this one', false],
    ['another', true],
  ])('is out of date unless the dead one or itself holds the lease: %s', (owner, expected) => {
    expect(isOutdated(run, { ...heldBy(owner), asOf: standing }, now)).toBe(expected);
  });
});

describe('Since when a link is wanted as it is', () => {
  const events = { asOf: standing, asOfEvents: ['one'] };
  const asked = (asOf: string | null, eventId: string | null = null) => ({ asOf, eventId });

  it.each([
    [
      'a later second',
      asked('2026-11-22T10:00:06.000Z', 'two'),
      '2026-11-22T10:00:06.000Z',
      ['two'],
    ],
    [
      'another event of the second',
      asked('2026-11-22T10:00:05.000Z', 'two'),
      standing,
      ['two', 'one'],
    ],
    ['the event once more', asked('2026-11-22T10:00:05.000Z', 'one'), standing, ['one']],
    [
      'a request of the second',
      asked('2026-11-22T10:00:05.900Z'),
      '2026-11-22T10:00:05.900Z',
      ['one'],
    ],
    ['what was asked for before', asked('2026-11-22T10:00:04.000Z', 'two'), standing, ['one']],
    ['what nobody knows since when', asked(null, 'two'), standing, ['one']],
  ])('follows from %s', (_, run, asOf, asOfEvents) => {
    expect(askedSince(events, run)).toEqual({ asOf, asOfEvents });
  });

  it('is told by the first where nothing was known', () => {
    const first = asked(standing, 'one');

    expect(askedSince({ asOf: null, asOfEvents: [] }, first)).toEqual(events);
  });
});

describe('What is told of a run that is out of date', () => {
  it('is when it was asked for, and what the link stands for', () => {
    const run = aRun({ startedBy: 'event', asOf: '2026-11-22T10:00:04.000Z' });

    expect(outdatedFinding(run, aLinkItem({ asOf: standing }))).toMatchObject({
      code: 'RUN_OUTDATED',
      severity: 'info',
      subject: 'storefront/prod',
      found: '2026-11-22T10:00:04.000Z',
      needed: `not before ${standing}`,
    });
  });

  it('is which execution has been made good', () => {
    const { message, facts } = outdatedFinding(aRun({ recovers: 'the dead' }), aLinkItem());

    expect(message).toContain('since the dead ended');
    expect(facts['why']).toEqual({ what: 'made good already', execution: 'the dead' });
  });
});
