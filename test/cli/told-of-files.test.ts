import { describe, expect, it } from '@jest/globals';
import { toldOfFiles } from '../../src/cli/look-up-links.ts';
import { linkEntrySchema } from '../../src/contract/links/list.ts';
import { canonicalJson, sha256 } from '../../src/domain/canonical.ts';
import { linkEntry } from '../../src/domain/links/link-entry.ts';
import type { StandingLink } from '../../src/domain/links/standing-link.ts';
import { aLedgerEntry, aLinkItem } from '../support/builders/link.ts';
import { aRequest } from '../support/builders/request.ts';
import {
  aManifest,
  anImportedItem,
  aTombstone,
  pushOf,
  standing,
} from '../support/builders/standing.ts';
import { aRecordedTarget } from '../support/builders/targets.ts';

const request = aRequest({ expires: '2026-12-01T00:00:00Z' });
const withTargets = (...targets: readonly Parameters<typeof aRecordedTarget>[0][]) => ({
  item: anImportedItem({ request, push: pushOf(request, targets.map(aRecordedTarget)) }),
});

/** Links in each state, and with each push. */
const sample: readonly Partial<StandingLink>[] = [
  {},
  { isHeld: true },
  { manifest: null, item: aLinkItem({}) },
  { manifest: null, fault: 'It is broken.' },
  { manifest: aManifest(3), item: aLinkItem({ request }) },
  { manifest: aTombstone(), item: aLinkItem({ request }) },
  { manifest: aTombstone(), item: aLinkItem({ ledger: [aLedgerEntry('{}')] }) },
  withTargets({ status: 'pushed' }),
  withTargets({ status: 'building' }),
  withTargets({ status: 'failed' }),
  withTargets({ status: 'left' }, { status: 'pushed' }),
  withTargets({ status: 'pushed', build: 'due' }),
];
const told = sample.map((overrides) => linkEntry(standing(overrides)));

describe('What `list` remembers of a folder', () => {
  it('is told as the version before told it: else `toldOfFiles` counts up, and its hash stands here', () => {
    expect({ [toldOfFiles]: sha256(canonicalJson(told)) }).toEqual({
      '2': 'f8a73ffff81195ba90668bb4fcc1bd65b8df5028597ce4878b054bf81ebd1b2c',
    });
  });

  it.each(['state', 'push'] as const)('is held here by links of every %s', (part) => {
    const values: readonly string[] = linkEntrySchema.shape[part].options;

    expect(new Set(told.map((entry) => entry[part]))).toEqual(new Set(values));
  });
});
