import { describe, expect, it } from '@jest/globals';

import { differenceFindings } from '../../../src/domain/pools/client-differences.ts';
import { nativeClientId } from '../../support/builders/ids.ts';
import { aNativeClient, aWebClient, hostedUi } from '../../support/builders/user-pool.ts';

const web = aWebClient(hostedUi);

describe('Web and native clients', () => {
  it.each(['O-2', 'DOC-5'])('%s: that differ are information, property by property', () => {
    const native = aNativeClient({
      ...hostedUi,
      scopes: ['openid'],
      callbackUrls: ['myapp://callback/'],
      logoutUrls: ['myapp://signout/'],
    });

    expect(differenceFindings(web, native)).toEqual([
      expect.objectContaining({
        code: 'OAUTH_CLIENTS_DIFFER',
        severity: 'info',
        subject: nativeClientId,
        found: 'CallbackURLs, LogoutURLs, AllowedOAuthScopes',
      }),
    ]);
  });

  it('R-16: are alike whatever the order of their lists', () => {
    const native = aNativeClient({
      ...hostedUi,
      callbackUrls: hostedUi.callbackUrls.toReversed(),
      scopes: hostedUi.scopes.toReversed(),
    });

    expect(differenceFindings(web, native)).toEqual([]);
  });

  it.each(['O-3', 'R-8'])('%s: may differ in what no hosted UI uses', () => {
    const other = aNativeClient({ callbackUrls: ['myapp://callback/'] });

    expect(differenceFindings(aWebClient(), other)).toEqual([]);
  });

  it('are not compared while one of them is not known', () => {
    expect(differenceFindings(web, null)).toEqual([]);
    expect(differenceFindings(null, web)).toEqual([]);
  });
});
