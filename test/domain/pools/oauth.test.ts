import { describe, expect, it } from '@jest/globals';

import { oauthOf } from '../../../src/domain/pools/oauth.ts';
import { judgeUserPool } from '../../../src/domain/pools/user-pool.ts';
import { nativeClientId } from '../../support/builders/ids.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { hostedUiSettings } from '../../support/builders/settings.ts';
import {
  aNativeClient,
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const domain = 'shop.auth.eu-west-1.amazoncognito.com';
const auto = { oauth: 'auto', redirects: 'all' } as const;

describe('The OAuth block of a client', () => {
  it('says everything that the client offers', () => {
    const oauth = oauthOf(hostedUiSettings(), domain, auto);

    expect(oauth).toEqual({
      domain,
      scopes: ['openid', 'email'],
      redirectSignIn: ['https://app.example.com/', 'http://localhost:3000/'],
      redirectSignOut: ['https://app.example.com/bye', 'http://localhost:3000/bye'],
      responseType: 'code',
      providers: ['COGNITO'],
    });
  });

  it.each([
    [['code'], 'code'],
    [['implicit'], 'token'],
    [['implicit', 'code'], 'code'],
    [['client_credentials', 'implicit'], 'token'],
  ])('turns the flows %j into the response type %s', (flows, responseType) => {
    const oauth = oauthOf(hostedUiSettings({ flows }), domain, auto);

    expect(oauth?.responseType).toBe(responseType);
  });

  it.each([
    ['O-6', 'there is no callback URL', hostedUiSettings({ callbackUrls: [] }), domain],
    ['R-7', 'there is no sign-out URL', hostedUiSettings({ logoutUrls: [] }), domain],
    ['O-6', 'no flow is for people', hostedUiSettings({ flows: ['client_credentials'] }), domain],
    ['O-6', 'there is no scope', hostedUiSettings({ scopes: [] }), domain],
    ['O-4', 'the client offers no provider', hostedUiSettings({ providers: [] }), domain],
    ['O-7', 'the pool has no domain', hostedUiSettings(), null],
    ['O-7', 'the hosted UI is off', hostedUiSettings({ hostedUi: false }), domain],
    ['R-15', 'it is off and there is no domain', hostedUiSettings({ hostedUi: false }), null],
  ] as const)('%s: is left out as a whole when %s', (_id, _case, client, domainOfPool) => {
    expect(oauthOf(client, domainOfPool, auto)).toBeNull();
  });

  it('is left out when the request says so', () => {
    expect(oauthOf(hostedUiSettings(), domain, { ...auto, oauth: 'off' })).toBeNull();
  });

  it.each([
    ['O-8: keeps SAML and OIDC providers', ['COGNITO', 'CorpAD']],
    ['R-5: is there with an OIDC provider only', ['Okta']],
    ['R-6: keeps the OIDC provider beside the pool itself', ['COGNITO', 'Okta']],
  ])('%s', (_, providers) => {
    expect(oauthOf(hostedUiSettings({ providers }), domain, auto)?.providers).toEqual(providers);
  });

  it('O-5: is of the client, whatever providers the pool has beside', () => {
    const providers = ['Google', 'CorpAD'].map((name) => ({ name, type: name }));
    const readings = userPoolReadings({
      pool: found(aUserPool({ customDomain: domain })),
      clients: clientReadings(
        aWebClient({ ...hostedUi, providers: ['Google'] }),
        aNativeClient({ ...hostedUi, providers: ['COGNITO'] }),
      ),
      identityProviders: found(providers),
    });

    const { settings } = judgeUserPool(aRequest({ nativeClientId }), readings);

    const offered = [settings?.web, settings?.native].map(
      (client) => client && oauthOf(client, settings?.domain ?? null, auto)?.providers,
    );
    expect(offered).toEqual([['Google'], ['COGNITO']]);
  });

  it('R-16: keeps the order of the client', () => {
    const callbackUrls = ['https://b.example.com/', 'https://a.example.com/'];

    const oauth = oauthOf(hostedUiSettings({ callbackUrls }), domain, auto);

    expect(oauth?.redirectSignIn).toEqual(callbackUrls);
  });

  it('keeps the https redirects only when the request says so', () => {
    const oauth = oauthOf(hostedUiSettings(), domain, { ...auto, redirects: 'https' });

    expect(oauth).toMatchObject({
      redirectSignIn: ['https://app.example.com/'],
      redirectSignOut: ['https://app.example.com/bye'],
    });
  });

  it('is left out when no redirect is left', () => {
    const client = hostedUiSettings({ callbackUrls: ['http://localhost/'] });

    expect(oauthOf(client, domain, { ...auto, redirects: 'https' })).toBeNull();
  });

  it('keeps the URLs of a native app when only those of https are wanted', () => {
    const urls = { callbackUrls: ['myapp://in', 'http://localhost/'], logoutUrls: ['myapp://out'] };

    const oauth = oauthOf(hostedUiSettings(urls), domain, { ...auto, redirects: 'https' });

    expect(oauth).toMatchObject({
      redirectSignIn: ['myapp://in'],
      redirectSignOut: ['myapp://out'],
    });
  });
});
