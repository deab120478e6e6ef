import { expect, it } from '@jest/globals';
import { linkEntry } from '../../../src/domain/links/link-entry.ts';
import type { StandingLink } from '../../../src/domain/links/standing-link.ts';
import { standingWord } from '../../../src/domain/links/standing-word.ts';
import { aLedgerEntry, aLinkItem, anIntent } from '../../support/builders/link.ts';
import {
  aManifest,
  anImportedItem,
  aTombstone,
  standing,
} from '../../support/builders/standing.ts';

const removed = { at: '2026-11-22T10:00:00.000Z', revision: 2, announced: true };
const lease = { ...aLinkItem().lease, owner: 'local:host:1:x' };

it.each<[string, string, Partial<StandingLink>]>([
  ['ready', 'nothing is open of it', {}],
  [
    'busy',
    'a run works on it, whatever is open',
    { isHeld: true, item: aLinkItem({ intent: anIntent() }) },
  ],
  ['half-imported', 'an import has died', { item: anImportedItem({ intent: anIntent(), lease }) }],
  [
    'half-imported',
    'its first import has died',
    { manifest: null, item: aLinkItem({ intent: anIntent() }) },
  ],
  [
    'half-imported',
    'an import after its removal has died',
    { manifest: aTombstone(), item: aLinkItem({ intent: anIntent(), removed }) },
  ],
  ['half-imported', 'its revision is not recorded', { manifest: aManifest(3) }],
  [
    'half-removed',
    'a policy is left',
    { manifest: aTombstone(), item: aLinkItem({ ledger: [aLedgerEntry('{}')] }) },
  ],
  ['removed', 'nothing of it is left', { manifest: aTombstone(), item: aLinkItem({ removed }) }],
  ['interrupted', 'a run has left its lease', { item: anImportedItem({ lease }) }],
  [
    'interrupted',
    'its removal was not announced',
    { manifest: aTombstone(), item: aLinkItem({ removed: { ...removed, announced: false } }) },
  ],
  ['unreadable', 'its manifest is broken', { fault: 'It is broken.' }],
  ['not imported', 'it was only planned', { manifest: null, item: aLinkItem() }],
])('A link is told as %s where %s', (word, _, overrides) => {
  expect(standingWord(linkEntry(standing(overrides)))).toBe(word);
});
