import { describe, expect, it } from '@jest/globals';

import type { RunRequest } from '../../src/contract/request.ts';
import type { AppClientDescription } from '../../src/domain/readings.ts';
import { countErrors } from '../../src/domain/findings/severity.ts';
import { codes } from '../support/builders/codes.ts';
import { webClientId } from '../support/builders/ids.ts';
import { found } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import {
  aUserPool,
  aWebClient,
  clientReadings,
  userPoolReadings,
} from '../support/builders/user-pool.ts';
import { readFiles } from '../domain/config/read-files.ts';
import { planImport } from '../support/import-plan.ts';

const userPoolId = 'us-east-1_SamlCorp1';
const urls = ['https://app.example.com/', 'http://localhost:3000/'];
const client = aWebClient({
  userPoolId,
  hostedUi: true,
  providers: ['CorpAD'],
  flows: ['code'],
  scopes: ['openid', 'email', 'profile'],
  callbackUrls: urls,
  logoutUrls: urls,
});
const planFor = (overrides: Partial<RunRequest> = {}, change: Partial<AppClientDescription> = {}) =>
  planImport(aRequest({ userPoolId, identityPoolId: null, redirects: 'https', ...overrides }), {
    userPool: userPoolReadings({
      pool: found(
        aUserPool({ id: userPoolId, prefixDomain: 'corp-x', customDomain: 'auth.example.com' }),
      ),
      clients: clientReadings({ ...client, ...change }),
      identityProviders: found([
        { name: 'CorpAD', type: 'SAML' },
        { name: 'Google', type: 'Google' },
      ]),
      providers: { CorpAD: found({ name: 'CorpAD', type: 'SAML', mappedAttributes: ['email'] }) },
    }),
    identityPool: null,
  });

describe('S2: a team with SAML only and a custom domain', () => {
  const plan = planFor();
  const { outputs, exports, configuration } = readFiles(plan.files);

  it('succeeds with nothing to mend', () => {
    expect(codes(plan.findings)).toEqual([
      'NATIVE_CLIENT_DEFAULTED',
      'OAUTH_NO_USER_API',
      'NATIVE_REDIRECT_MISSING',
      'USER_POOL_ONLY',
    ]);
    expect(plan.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('R-1: names the custom domain as it is, in every file', () => {
    expect(outputs.auth.oauth?.domain).toBe('auth.example.com');
    for (const file of [exports, configuration]) {
      expect(file['oauth']).toMatchObject({ domain: 'auth.example.com', responseType: 'code' });
    }
    expect(JSON.stringify(plan.files)).not.toMatch(/amazoncognito|corp-x/);
  });

  it('O-8: offers the SAML provider beside the closed list, and no provider of another app', () => {
    expect(outputs.auth.oauth).toMatchObject({ identity_providers: [], response_type: 'code' });
    expect(outputs.custom).toEqual({ auth: { custom_identity_providers: ['CorpAD'] } });
    expect(JSON.stringify(plan.files)).not.toMatch(/google/i);
  });

  it('keeps localhost out of prod, and in dev', () => {
    const dev = readFiles(planFor({ env: 'dev', redirects: 'all' }).files);

    expect(outputs.auth.oauth).toMatchObject({
      redirect_sign_in_uri: ['https://app.example.com/'],
      redirect_sign_out_uri: ['https://app.example.com/'],
    });
    expect(exports['oauth']).toMatchObject({ redirectSignIn: 'https://app.example.com/' });
    expect(dev.outputs.auth.oauth).toMatchObject({
      redirect_sign_in_uri: urls,
      redirect_sign_out_uri: urls,
    });
  });
});

describe('S2b: the same without sign-out URLs', () => {
  const withoutSignOut = { logoutUrls: [] };

  it.each([
    ['DOC-4: publishes no half block, and says why', 'auto', 'warning', 0],
    ['R-7: is refused when OAuth is required', 'required', 'error', 1],
  ] as const)('%s', (_, oauth, severity, errors) => {
    const plan = planFor({ oauth }, withoutSignOut);

    expect(countErrors(plan.findings)).toBe(errors);
    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        code: 'OAUTH_NO_SIGNOUT_URL',
        severity,
        subject: webClientId,
        message: expect.stringContaining(`web (${webClientId}) has no sign-out URL`),
        command: expect.stringContaining('.LogoutURLs |= '),
      }),
    );
  });

  it('leaves nothing of OAuth in the files', () => {
    const { outputs, exports } = readFiles(planFor({}, withoutSignOut).files);

    expect(outputs.auth).not.toHaveProperty('oauth');
    expect(outputs).not.toHaveProperty('custom');
    expect(exports['oauth']).toEqual({});
  });

  it('says nothing when OAuth is off', () => {
    const { findings } = planFor({ oauth: 'off' }, withoutSignOut);

    expect(codes(findings)).toEqual(['NATIVE_CLIENT_DEFAULTED', 'USER_POOL_ONLY']);
  });
});
