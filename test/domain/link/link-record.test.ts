import { describe, expect, it } from '@jest/globals';

import { sha256 } from '../../../src/domain/canonical.ts';
import { knownDocuments, rolesOfLink, undoneItem } from '../../../src/domain/link/link-record.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';

const [one, two, three] = ['{"1":1}', '{"2":2}', '{"3":3}'] as const;

describe('What a link knows of a role', () => {
  const item = aLinkItem({
    ledger: [aLedgerEntry(one, { earlier: [sha256(two)] }), aLedgerEntry(three, { roleArn: 'x' })],
    intent: anIntent({
      roles: [
        { roleArn: authRoleArn, policyName, before: '{"b":1}', afterSha256: sha256('{"a":1}') },
        { roleArn: guestRoleArn, policyName, before: null, afterSha256: null },
      ],
    }),
  });

  it('is every document written, replaced or under way', () => {
    expect(knownDocuments(item, authRoleArn)).toEqual(
      new Set([one, two, '{"b":1}', '{"a":1}'].map(sha256)),
    );
    expect(knownDocuments(item, guestRoleArn)).toEqual(new Set());
  });

  it('is told of every role in ledger or intent, once', () => {
    expect(rolesOfLink(item)).toEqual([authRoleArn, 'x', guestRoleArn]);
  });
});

describe('What an Undo restored', () => {
  it('is remembered once a role, however often an import fails', () => {
    const intent = anIntent({
      roles: [{ roleArn: authRoleArn, policyName, before: null, afterSha256: 'a'.repeat(64) }],
    });
    const once = undoneItem({ ...aLinkItem(), intent });

    const twice = undoneItem({ ...once, intent });

    expect(twice.undone).toEqual([{ roleArn: authRoleArn, sha256: ['a'.repeat(64)] }]);
    expect(twice.intent).toBeNull();
  });
});
