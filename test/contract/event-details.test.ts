import { describe, expect, it } from '@jest/globals';
import { announcedDetails, requestedDetails } from '../../src/contract/event-details.ts';
import { detailTypes } from '../../src/contract/events.ts';

const link = { app: 'storefront', env: 'prod' };
const named = { version: '1', ...link };

describe('What an event may ask for', () => {
  it.each<[keyof typeof requestedDetails, object]>([
    ['Auth Import Requested', link],
    ['Auth Import Requested', { ...named, executionId: 'x', mode: 'plan' }],
    ['Auth Push Requested', { ...named, only: ['failed'], revision: 3 }],
    ['Auth Remove Requested', named],
    ['Auth Remove Requested', { ...named, mode: 'plan', expectPlan: `sha256:${'a'.repeat(64)}` }],
  ])('is understood: "%s" with %j', (type, detail) => {
    expect(requestedDetails[type].safeParse(detail).success).toBe(true);
  });

  it.each<[keyof typeof requestedDetails, object]>([
    ['Auth Import Requested', { ...named, version: '2' }],
    ['Auth Import Requested', { ...named, startedBy: 'request' }],
    ['Auth Push Requested', link],
    ['Auth Push Requested', { ...named, force: true }],
    ['Auth Remove Requested', link],
    ['Auth Remove Requested', { ...named, force: true }],
    ['Auth Remove Requested', { ...named, purge: true }],
    ['Auth Remove Requested', { ...named, startedBy: 'expiry' }],
  ])('is no more than that: "%s" with %j is refused', (type, detail) => {
    expect(requestedDetails[type].safeParse(detail).success).toBe(false);
  });
});

it('What the machines announce is every type that nobody asks by, but the one that is reserved', () => {
  const known = [...Object.keys(requestedDetails), ...Object.keys(announcedDetails)];

  expect(Object.values(detailTypes).filter((type) => !known.includes(type))).toEqual([
    detailTypes.needsReview,
  ]);
});
