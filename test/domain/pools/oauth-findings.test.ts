import { describe, expect, it } from '@jest/globals';

import { oauthFindings } from '../../../src/domain/pools/oauth.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aNativeClient, aWebClient, hostedUi } from '../../support/builders/user-pool.ts';

const domain = 'shop.auth.eu-west-1.amazoncognito.com';
const web = aWebClient(hostedUi);
const judge = (client: typeof web, overrides: Parameters<typeof aRequest>[0] = {}) =>
  oauthFindings([client], domain, aRequest(overrides));

const missing = [
  ['OAUTH_HOSTED_UI_OFF', { hostedUi: false }, 'AllowedOAuthFlowsUserPoolClient: true'],
  ['OAUTH_NO_CALLBACK_URL', { callbackUrls: [] }, 'CallbackURLs'],
  ['OAUTH_NO_SIGNOUT_URL', { logoutUrls: [] }, 'LogoutURLs'],
  ['OAUTH_NO_FLOW', { flows: [] }, 'code in AllowedOAuthFlows'],
  ['OAUTH_NO_SCOPE', { scopes: [] }, 'AllowedOAuthScopes'],
  ['OAUTH_NO_PROVIDER', { providers: [] }, 'SupportedIdentityProviders'],
] as const;

describe('What keeps a client from offering the hosted UI', () => {
  it.each(missing)(
    'DOC-4: is the warning %s, with client, outcome and command',
    (code, lack, needed) => {
      const findings = judge({ ...web, ...lack });

      expect(findings).toEqual([
        expect.objectContaining({
          code,
          severity: 'warning',
          subject: webClientId,
          message: expect.stringMatching(
            /^The app client web \(3weba1b2c3d4e5f6g7h8i9j0k1\) .*, so no OAuth is published for it\.$/,
          ),
          needed,
          command: expect.stringContaining(
            `aws cognito-idp describe-user-pool-client --region eu-west-1 --user-pool-id ${userPoolId} --client-id ${webClientId} `,
          ),
        }),
      ]);
    },
  );

  it.each(missing)('is the error %s when the request requires OAuth', (code, lack, needed) => {
    const findings = judge({ ...web, ...lack }, { oauth: 'required' });

    expect(findings).toEqual([
      expect.objectContaining({
        code,
        severity: 'error',
        message: expect.stringContaining('and the request requires OAuth'),
        needed,
      }),
    ]);
  });

  it.each(missing)('is silent with OAuth off: %s', (_code, lack, _needed) => {
    expect(judge({ ...web, ...lack }, { oauth: 'off' })).toEqual([]);
  });

  it.each([
    ['GEN2-3', 'auto', 'warning'],
    ['O-7', 'required', 'error'],
  ] as const)('%s: is a missing domain, told once for all clients (%s)', (_, oauth, severity) => {
    const native = aNativeClient(hostedUi);

    const findings = oauthFindings([web, native], null, aRequest({ oauth }));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'OAUTH_NO_DOMAIN',
        severity,
        subject: userPoolId,
        message: expect.stringContaining(`web (${webClientId}) and native (${nativeClientId})`),
        command: `aws cognito-idp create-user-pool-domain --region eu-west-1 --user-pool-id ${userPoolId} --domain storefront-prod`,
      }),
    ]);
  });

  it('is not a domain that could not be read', () => {
    expect(oauthFindings([web], undefined, aRequest())).toEqual([]);
  });

  it('is told field by field, everything at once, of a client with nothing', () => {
    const findings = oauthFindings([aWebClient()], null, aRequest({ oauth: 'required' }));

    expect(codes(findings).toSorted()).toEqual(
      [...missing.map(([code]) => code), 'OAUTH_NO_DOMAIN'].toSorted(),
    );
  });

  it('is told of web and native client each by their own', () => {
    const native = aNativeClient({ ...hostedUi, scopes: [] });

    const findings = oauthFindings([{ ...web, logoutUrls: [] }, native], domain, aRequest());

    expect(findings.map(({ subject, code }) => [subject, code])).toEqual([
      [webClientId, 'OAUTH_NO_SIGNOUT_URL'],
      [nativeClientId, 'OAUTH_NO_SCOPE'],
    ]);
  });

  it.each([
    ['flows', { flows: ['code'] }],
    ['callback URLs', { callbackUrls: ['https://app.example.com/'] }],
  ])('is the hosted UI that is off when the client has %s', (_, intent) => {
    expect(codes(judge(aWebClient(intent)))).toContain('OAUTH_HOSTED_UI_OFF');
  });

  it.each(['auto', 'required'] as const)('is nothing of a complete client (%s)', (oauth) => {
    expect(judge(web, { oauth })).toEqual([]);
  });

  it.each([
    ['O-1', 'the client shows no intent', []],
    ['GEN2-4', 'it offers the directory of the pool only', ['COGNITO']],
    ['GEN2-5', 'it is off, whatever providers there are', ['Google']],
  ])('%s: is nothing when %s', (_id, _case, providers) => {
    expect(judge(aWebClient({ providers }))).toEqual([]);
  });

  it.each([
    ['OAUTH_NO_CALLBACK_URL', { callbackUrls: ['http://localhost:3000/', 'http://localhost/'] }],
    ['OAUTH_NO_SIGNOUT_URL', { logoutUrls: ['http://localhost:3000/', 'http://localhost/'] }],
  ])('is that no https URL is left, and which there are: %s', (code, urls) => {
    const findings = judge({ ...web, ...urls }, { redirects: 'https' });

    expect(findings).toEqual([
      expect.objectContaining({
        code,
        message: expect.stringMatching(/has no https (callback|sign-out) URL left/),
        found: 'http://localhost:3000/, http://localhost/',
        needed: expect.stringContaining('an https URL in '),
      }),
    ]);
  });
});

describe('The command that mends it', () => {
  it('takes the app back to where it signs in when it has no sign-out URL', () => {
    const [finding] = judge({ ...web, logoutUrls: [] });

    expect(finding?.command).toContain(
      ".LogoutURLs |= ((. // []) - $ARGS.positional + $ARGS.positional)' --args https://app.example.com/ http://localhost:3000/ storefront://in/)",
    );
  });

  it('is none for a client of machines, which cannot have another flow', () => {
    const [finding] = judge({ ...web, flows: ['client_credentials'] });

    expect(finding).toMatchObject({ code: 'OAUTH_NO_FLOW', found: 'client_credentials' });
    expect(finding).not.toHaveProperty('command');
  });
});

describe('The implicit flow', () => {
  it('alone is worth knowing', () => {
    expect(judge({ ...web, flows: ['implicit'] })).toEqual([
      expect.objectContaining({
        code: 'OAUTH_IMPLICIT_FLOW',
        severity: 'info',
        subject: webClientId,
        command: expect.stringContaining('--args code'),
      }),
    ]);
  });

  it('beside the code flow is not', () => {
    expect(judge({ ...web, flows: ['implicit', 'code'] })).toEqual([]);
  });
});
