import {
  newLinkItem,
  policyNameOf,
  type Intent,
  type LedgerEntry,
  type LinkItem,
} from '../../../src/contract/link.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { authRoleArn } from './ids.ts';

export const link = { app: 'storefront', env: 'prod' } as const;
export const policyName = policyNameOf(link);

/** The item of a link that nobody has imported yet. */
export function aLinkItem(overrides: Partial<LinkItem> = {}): LinkItem {
  return { ...newLinkItem(link), ...overrides };
}

/** A policy of ours on the auth role, by its document. */
export function aLedgerEntry(document: string, overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    roleArn: authRoleArn,
    policyName,
    sha256: sha256(document),
    earlier: [],
    ...overrides,
  };
}

/** An intent without roles, of a run that changes no file. */
export function anIntent(overrides: Partial<Intent> = {}): Intent {
  return {
    runId: 'run-1',
    fence: 1,
    manifestSha256: null,
    plan: { key: 'reports/storefront/prod/run-1/plan.json', sha256: '0'.repeat(64) },
    agreed: null,
    asOf: null,
    eventId: null,
    roles: [],
    ...overrides,
  };
}
