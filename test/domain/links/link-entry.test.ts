import { describe, expect, it } from '@jest/globals';
import type { LinkItem } from '../../../src/contract/link.ts';
import { linkEntry } from '../../../src/domain/links/link-entry.ts';
import { hasStanding, type StandingLink } from '../../../src/domain/links/standing-link.ts';
import { aLedgerEntry, aLinkItem, anIntent, link } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aManifest, aTombstone, standing } from '../../support/builders/standing.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';

const entryOf = (overrides: Partial<StandingLink>) => linkEntry(standing(overrides));
const removed = { at: '2026-11-22T10:00:00.000Z', revision: 2, announced: true };

describe('A link at a glance', () => {
  it('is ready while nobody works on it', () => {
    expect(entryOf({})).toEqual({
      ...link,
      userPoolId: aRequest().userPoolId,
      revision: 2,
      push: 'none',
      drift: null,
      expires: null,
      state: 'ready',
      open: [],
    });
  });

  it('is busy while its lease is held, whatever else is true of it', () => {
    expect(entryOf({ isHeld: true }).state).toBe('busy');
    expect(entryOf({ isHeld: true, manifest: aTombstone() }).state).toBe('busy');
  });

  it.each<[string, Partial<LinkItem>]>([
    ['a policy on a role', { ledger: [aLedgerEntry('{}')] }],
    ['something on a target', { push: { of: null, open: null, targets: [aRecordedTarget()] } }],
  ])('is half-removed while a tombstone stands beside %s', (_case, left) => {
    const { state, push, revision } = entryOf({ manifest: aTombstone(), item: aLinkItem(left) });

    expect({ state, push, revision }).toEqual({ state: 'half-removed', push: 'none', revision: 2 });
  });

  it('T-17: is removed once nothing is left, also where its tombstone was purged', () => {
    const item = aLinkItem({ request: aRequest({ expires: '2026-12-01T00:00:00Z' }), removed });

    expect(entryOf({ manifest: aTombstone(), item })).toMatchObject({
      state: 'removed',
      expires: null,
    });
    expect(entryOf({ manifest: null, item })).toMatchObject({ state: 'removed', revision: 2 });
  });

  it('is no removed one any more once something is published again', () => {
    const item = aLinkItem({ request: aRequest(), removed });

    expect(entryOf({ manifest: aManifest(3), item })).toMatchObject({
      state: 'ready',
      revision: 3,
    });
  });

  it('tells when it expires', () => {
    const item = aLinkItem({ request: aRequest({ expires: '2026-12-01T00:00:00Z' }) });

    expect(entryOf({ item }).expires).toBe('2026-12-01T00:00:00Z');
  });
});

describe('What is known of a link', () => {
  it('is nothing where it was only planned or refused', () => {
    const plans = [
      { hash: 'h', key: 'k', kind: 'import', startedBy: null, hashVersion: 1 } as const,
    ];

    expect(hasStanding({ manifest: null, item: aLinkItem({ plans }) })).toBe(false);
  });

  it.each<[string, Partial<LinkItem>]>([
    ['a request', { request: aRequest() }],
    ['an intent', { intent: anIntent() }],
    ['a policy', { ledger: [aLedgerEntry('{}')] }],
    ['a removal', { removed }],
    ['a lease', { lease: { ...aLinkItem().lease, owner: 'local:host:1:x' } }],
  ])('is enough with %s', (_case, known) => {
    expect(hasStanding({ manifest: null, item: aLinkItem(known) })).toBe(true);
  });

  it('is enough with a manifest alone', () => {
    expect(hasStanding({ manifest: aManifest(1), item: aLinkItem() })).toBe(true);
  });
});
