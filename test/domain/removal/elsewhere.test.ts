import { describe, expect, it } from '@jest/globals';
import { elsewhereFindings } from '../../../src/domain/removal/elsewhere.ts';
import { aLedgerEntry, aLinkItem } from '../../support/builders/link.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';

const account = '111122223333';
const region = 'eu-west-1';
const written = aLinkItem({
  ledger: [aLedgerEntry('{}')],
  push: {
    of: null,
    open: null,
    targets: [aRecordedTarget({ id: 'parameters', kind: 'parameters', region })],
  },
});

describe('A removal that looks in another place than the imports have written to', () => {
  it('is told the account, since what is not found there would be taken for gone', () => {
    const [told, ...others] = elsewhereFindings(written, { account: '999988887777', region });

    expect(others).toEqual([]);
    expect(told).toMatchObject({
      code: 'LINK_ELSEWHERE',
      severity: 'error',
      found: '999988887777',
      needed: account,
    });
  });

  it('is told the region of targets whose ids do not say it', () => {
    const told = elsewhereFindings(written, { account, region: 'us-east-1' });

    expect(told).toMatchObject([
      { code: 'LINK_ELSEWHERE', found: 'us-east-1', needed: 'eu-west-1' },
    ]);
  });

  it.each([
    ['at home', { account, region }],
    ['where nobody says which account it is', { account: null, region }],
  ])('goes on %s', (_case, here) => {
    expect(elsewhereFindings(written, here)).toEqual([]);
  });

  it('goes on anywhere with a link that has written nowhere', () => {
    expect(elsewhereFindings(aLinkItem(), { account: null, region: null })).toEqual([]);
  });
});
