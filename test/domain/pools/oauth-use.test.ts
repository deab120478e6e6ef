import { describe, expect, it } from '@jest/globals';

import { oauthUseFindings } from '../../../src/domain/pools/oauth-use.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aWebClient, hostedUi } from '../../support/builders/user-pool.ts';

type Client = Parameters<typeof aWebClient>[0];
const judge = (web: Client, native: Client = web, domain: string | null = 'auth.example.com') =>
  oauthUseFindings(
    {
      web: aWebClient({ ...hostedUi, ...web }),
      native: aWebClient({ ...hostedUi, ...native }),
      published: [],
      findings: [],
    },
    domain,
    aRequest(),
  );
const webOnly = ['https://app.example.com/', 'http://localhost:3000/'];

describe('A complete hosted UI', () => {
  it('is told nothing of with both scopes and a URL of an app', () => {
    expect(judge({})).toEqual([]);
  });

  it.each([
    ['OAUTH_NO_OPENID', { scopes: ['email', 'aws.cognito.signin.user.admin'] }],
    ['OAUTH_NO_USER_API', { scopes: ['openid'] }],
    ['NATIVE_REDIRECT_MISSING', { callbackUrls: webOnly }],
  ])('is told %s of, once for a client that serves web and native apps', (code, client) => {
    expect(codes(judge(client))).toEqual([code]);
  });

  it.each([
    ['of a client of its own that serves native apps', { id: nativeClientId }, []],
    [
      'of the native client alone',
      { id: nativeClientId, callbackUrls: webOnly },
      ['NATIVE_REDIRECT_MISSING'],
    ],
  ])('has URLs of apps judged %s', (_, native, expected) => {
    expect(codes(judge({ callbackUrls: webOnly }, native))).toEqual(expected);
  });

  it('is none without a domain, of which nothing is told here', () => {
    expect(judge({ scopes: ['email'], callbackUrls: webOnly }, {}, null)).toEqual([]);
  });
});
