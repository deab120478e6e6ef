import { describe, expect, it } from '@jest/globals';
import { indexedResources } from '../../../src/domain/targets/link-indexes.ts';
import { roleNameOf } from '../../../src/contract/aws-names.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';

describe('What a link is found by', () => {
  const item = aLinkItem({
    ledger: [aLedgerEntry('{}'), aLedgerEntry('{}', { roleArn: 'x' })],
  });

  it('are its app, its pools and the roles of the ledger', () => {
    expect(indexedResources({ ...item, request: aRequest() })).toEqual([
      'LINKS',
      'APP#storefront',
      `POOL#${userPoolId}`,
      `POOL#${identityPoolId}`,
      `ROLENAME#${roleNameOf(authRoleArn)}`,
      'ROLENAME#x',
    ]);
    expect(indexedResources(aLinkItem({ request: aRequest({ identityPoolId: null }) }))).toEqual([
      'LINKS',
      'APP#storefront',
      `POOL#${userPoolId}`,
    ]);
    expect(indexedResources(aLinkItem())).toEqual([]);
  });

  it('are what a push may have written, from before its first write on', () => {
    const request = aRequest({
      identityPoolId: null,
      functions: [{ name: 'orders', region: null, access: [], prefix: null }],
      hosting: [{ appId: 'd1', region: 'us-east-1', branch: 'main', build: 'never' }],
    });
    const open = { plan: { key: 'push.json', sha256: 'x' }, at: '2026-11-29T00:00:00.000Z' };
    const pools = ['LINKS', 'APP#storefront', `POOL#${userPoolId}`];

    expect(indexedResources(aLinkItem({ request }))).toEqual(pools);
    expect(indexedResources(aLinkItem({ request, push: { of: null, open, targets: [] } }))).toEqual(
      [...pools, 'FUNCTION#eu-west-1:orders', 'HOSTING#us-east-1:d1:main'],
    );
  });
});
