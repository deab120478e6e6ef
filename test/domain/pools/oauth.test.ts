import { describe, expect, it } from '@jest/globals';

import { oauthFindings, oauthOf } from '../../../src/domain/pools/oauth.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { authSettings, clientSettings, hostedUiSettings } from '../../support/builders/settings.ts';

const domain = 'shop.auth.eu-west-1.amazoncognito.com';
const auto = { oauth: 'auto', redirects: 'all' } as const;

const incomplete = [
  ['Domain', hostedUiSettings(), null],
  ['CallbackURLs', hostedUiSettings({ callbackUrls: [] }), domain],
  ['LogoutURLs', hostedUiSettings({ logoutUrls: [] }), domain],
  ['AllowedOAuthFlows', hostedUiSettings({ flows: ['client_credentials'] }), domain],
  ['AllowedOAuthScopes', hostedUiSettings({ scopes: [] }), domain],
] as const;

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

  it.each(incomplete)('is left out as a whole when %s is missing', (_, client, domainOfPool) => {
    expect(oauthOf(client, domainOfPool, auto)).toBeNull();
  });

  it('is left out when the client does not allow the hosted UI, whatever else it has', () => {
    expect(oauthOf(hostedUiSettings({ hostedUi: false }), domain, auto)).toBeNull();
  });

  it('is left out when the request says so', () => {
    expect(oauthOf(hostedUiSettings(), domain, { ...auto, oauth: 'off' })).toBeNull();
  });

  it('keeps the https redirects only when the request says so', () => {
    const oauth = oauthOf(hostedUiSettings(), domain, { ...auto, redirects: 'https' });

    expect(oauth).toMatchObject({
      redirectSignIn: ['https://app.example.com/'],
      redirectSignOut: ['https://app.example.com/bye'],
    });
  });

  it('is left out when no redirect is left', () => {
    const client = hostedUiSettings({ callbackUrls: ['myapp://callback/'] });

    expect(oauthOf(client, domain, { ...auto, redirects: 'https' })).toBeNull();
  });

  it('does not need a provider', () => {
    expect(oauthOf(hostedUiSettings({ providers: [] }), domain, auto)).not.toBeNull();
  });
});

describe('What keeps a client from offering the hosted UI', () => {
  it.each(incomplete)('is a warning that names %s', (missing, client, domainOfPool) => {
    const settings = authSettings({ domain: domainOfPool, web: client, native: client });

    const findings = oauthFindings(settings, aRequest());

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'OAUTH_INCOMPLETE',
        severity: 'warning',
        subject: client.id,
        needed: missing,
      }),
    ]);
  });

  it('is an error when the request demands OAuth, and names everything at once', () => {
    const settings = authSettings();

    const findings = oauthFindings(settings, aRequest({ oauth: 'required' }));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'OAUTH_REQUIRED',
        severity: 'error',
        needed:
          'AllowedOAuthFlowsUserPoolClient, Domain, CallbackURLs, LogoutURLs, AllowedOAuthFlows, AllowedOAuthScopes',
      }),
    ]);
  });

  it('is told of web and native client each when they differ', () => {
    const settings = authSettings({
      domain,
      web: hostedUiSettings({ logoutUrls: [] }),
      native: hostedUiSettings({ id: nativeClientId, scopes: [] }),
    });

    const findings = oauthFindings(settings, aRequest());

    expect(findings.map(({ needed }) => needed)).toEqual(['LogoutURLs', 'AllowedOAuthScopes']);
  });

  it.each([
    ['the client is complete', authSettings({ domain, web: hostedUiSettings() }), 'auto'],
    ['the client is complete and OAuth demanded', withHostedUi(), 'required'],
    ['the hosted UI is off on the client', authSettings(), 'auto'],
    ['the request asks for none', authSettings({ web: hostedUiSettings() }), 'off'],
  ] as const)('is nothing when %s', (_, settings, oauth) => {
    expect(codes(oauthFindings(settings, aRequest({ oauth })))).toEqual([]);
  });

  it('is never that web and native client differ', () => {
    const settings = authSettings({
      domain,
      web: hostedUiSettings(),
      native: hostedUiSettings({
        id: nativeClientId,
        callbackUrls: ['myapp://callback/'],
        logoutUrls: ['myapp://signout/'],
        scopes: ['openid'],
      }),
    });

    expect(oauthFindings(settings, aRequest())).toEqual([]);
  });

  it('counts the redirects that the request keeps', () => {
    const client = hostedUiSettings({ callbackUrls: ['http://localhost:3000/'] });
    const settings = authSettings({ domain, web: client, native: client });

    const findings = oauthFindings(settings, aRequest({ redirects: 'https' }));

    expect(findings.map(({ needed }) => needed)).toEqual(['CallbackURLs']);
  });
});

function withHostedUi() {
  const client = hostedUiSettings();
  return authSettings({ domain, web: client, native: clientSettings({ ...client }) });
}
