import { describe, expect, it } from '@jest/globals';
import type { LinkItem } from '../../../src/contract/link.ts';
import { entryAt, linkEntry } from '../../../src/domain/links/link-entry.ts';
import type { StandingLink } from '../../../src/domain/links/standing-link.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  aManifest,
  anImportedItem,
  aTombstone,
  pushOf,
  standing,
} from '../../support/builders/standing.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';

const now = new Date('2026-11-22T10:00:00Z');
const wanting = aRequest({ parameters: true });
const openOf = (item: Partial<LinkItem>, overrides: Partial<StandingLink> = {}) =>
  entryAt(linkEntry(standing({ item: anImportedItem(item), ...overrides })), now).open;
const lease = { ...aLinkItem().lease, owner: 'local:host:1:x', fence: 3 };
const open = { plan: { key: 'k', sha256: 's' }, at: '2026-11-22T09:00:00Z' };

describe('What a link has open', () => {
  it('is nothing where all is recorded, announced and pushed', () => {
    expect(openOf({})).toEqual([]);
  });

  it.each<[string, Partial<LinkItem>, string, string]>([
    ['the lease of a dead run', { lease }, 'lease-left', 'local:host:1:x'],
    ['an import that did not end', { intent: anIntent() }, 'import-begun', 'run-1'],
    ['a revision that was never announced', { announcedRevision: 1 }, 'unannounced', '2'],
    [
      'an expiry that is over',
      { request: aRequest({ expires: '2026-11-22T09:59:59Z' }) },
      'expired',
      '2026-11-22T09:59:59Z',
    ],
  ])('is %s', (_case, item, what, about) => {
    expect(openOf({ push: null, ...item })).toEqual([{ what, about }]);
  });

  it('is a revision that is published and not recorded', () => {
    expect(openOf({}, { manifest: aManifest(3) })).toEqual([{ what: 'unrecorded', about: '3' }]);
  });

  it('is a push that did not end, and what is owed by that', () => {
    const push = { ...pushOf(wanting), of: null, open };

    expect(openOf({ request: wanting, push })).toEqual([
      { what: 'push-begun', about: open.at },
      { what: 'push-owed', about: '2' },
    ]);
  });

  it('is each target that has not got it, and each build and invalidation that is due', () => {
    const targets = [
      aRecordedTarget({ id: 'parameters', status: 'failed' }),
      aRecordedTarget({ id: 'hosting:eu-west-1:d1:main', build: 'due' }),
      aRecordedTarget({ id: 'site:web/', invalidation: 'due' }),
    ];

    expect(openOf({ request: wanting, push: pushOf(wanting, targets) })).toEqual([
      { what: 'build-owed', about: 'hosting:eu-west-1:d1:main' },
      { what: 'invalidation-owed', about: 'site:web/' },
      { what: 'target-not-pushed', about: 'parameters' },
    ]);
  });

  it('is an expiry before what is owed to targets, and behind what a run has left', () => {
    const request = aRequest({ parameters: true, expires: '2026-11-22T09:59:59Z' });
    const push = { ...pushOf(wanting), of: null };
    const whats = openOf({ request, push, announcedRevision: 1 }).map(({ what }) => what);

    expect(whats).toEqual(['unannounced', 'expired', 'push-owed']);
  });

  it('is each thing that a removal has left, and a removal that was never announced', () => {
    const left = openOf(
      {
        ledger: [aLedgerEntry('{}')],
        push: pushOf(wanting, [aRecordedTarget({ id: 'parameters' })]),
      },
      { manifest: aTombstone() },
    );
    const removed = { at: '2026-11-22T09:00:00Z', revision: 2, announced: false };

    expect(left).toEqual([
      { what: 'half-removed', about: authRoleArn },
      { what: 'half-removed', about: 'parameters' },
    ]);
    expect(openOf({ removed, push: null }, { manifest: aTombstone() })).toEqual([
      { what: 'removal-unannounced', about: removed.at },
    ]);
  });

  it('is not what a run that lives is about to settle', () => {
    const item = {
      lease,
      intent: anIntent(),
      announcedRevision: 1,
      request: wanting,
      push: { ...pushOf(wanting), of: null, open },
    };

    expect(openOf(item, { isHeld: true, manifest: aManifest(3) })).toEqual([]);
  });
});
