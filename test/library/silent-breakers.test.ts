import { describe, expect, it } from '@jest/globals';

import type { ClientConfig } from '../../src/domain/config/client-config.ts';
import { renderFiles } from '../../src/domain/config/files.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../support/builders/settings.ts';
import { readAwsExports } from '../domain/config/read-files.ts';
import { parse, parseFiles, webFiles } from './parsed-files.ts';

/**
 * What makes the library go wrong without a word (docs/facts/javascript-library.md). Each test first
 * breaks our file in that way, to show that the library still keeps silent, and then holds the file as
 * it is.
 */

type Json = Readonly<Record<string, unknown>>;
const filesOf = (overrides: Partial<ClientConfig> = {}) => {
  const rendered = renderFiles(clientConfig(overrides));
  const texts = webFiles(rendered);
  const outputs = JSON.parse(texts['amplify_outputs.json']) as Json & { readonly auth: Json };
  return { rendered, exports: readAwsExports(texts['aws-exports.js']), outputs, ...both(texts) };
};
const both = (texts: ReturnType<typeof webFiles>) => {
  const { exports: byExports, outputs: byOutputs } = parseFiles(texts);
  return { byExports, byOutputs };
};
const cognito = (config: object) => parse(config).Auth?.Cognito;
const withAuth = ({ outputs }: ReturnType<typeof filesOf>, auth: object) => ({
  ...outputs,
  auth: { ...outputs.auth, ...auth },
});
const hosted = (overrides: Parameters<typeof hostedUiSettings>[0] = {}) => ({
  auth: authSettings({ domain: 'auth.example.com', web: hostedUiSettings(overrides) }),
});

describe('The library says nothing, and is not configured, for', () => {
  it.each(['1.5', '1.4'] as const)('outputs of no version: ours is "%s"', (outputsVersion) => {
    const options = { ...clientConfig().options, outputsVersion };
    const { outputs, byOutputs } = filesOf({ options });
    const { version, ...without } = outputs;

    expect(parse(without).Auth).toBeUndefined();
    expect(parse({ ...outputs, version: '2' }).Auth).toBeUndefined();
    expect(version).toBe(outputsVersion);
    expect(byOutputs.Auth?.Cognito.userPoolId).toBeDefined();
  });

  it('the file of a mobile library: none of them lies where a web app looks', () => {
    const mobile = { auth: { plugins: { awsCognitoAuthPlugin: { CognitoUserPool: {} } } } };
    const beside = filesOf().rendered.filter(({ path }) => /^[^/]+\.json$/.test(path));

    expect(parse(mobile).Auth?.Cognito).toBeUndefined();
    expect(beside.map(({ path }) => path)).toContain('amplifyconfiguration.json');
    for (const { content } of beside) {
      expect(cognito(JSON.parse(content) as Json)?.userPoolId).toBeDefined();
    }
  });

  it('a key of the other format at the top of the outputs: it is not read as outputs at all', () => {
    const { outputs, byOutputs } = filesOf();
    const mixed = { ...outputs, aws_project_region: 'eu-west-1' };

    expect(parse(mixed).Auth).toBeUndefined();
    expect(Object.keys(outputs).filter((key) => key.startsWith('aws_'))).toEqual([]);
    expect(byOutputs.Auth).toBeDefined();
  });
});

describe('The library takes it for something else when it reads', () => {
  it('attributes in small letters in aws-exports.js: users would be asked for a username', () => {
    const { exports, byExports } = filesOf();
    const small = { ...exports, aws_cognito_username_attributes: ['email'] };

    expect(cognito(small)?.loginWith).toMatchObject({ username: true, email: false });
    expect(exports['aws_cognito_username_attributes']).toEqual(['EMAIL']);
    expect(byExports.Auth?.Cognito.loginWith).toMatchObject({ username: false, email: true });
  });

  it('a word for usernames in the outputs: others than this library do not take the file', () => {
    const files = filesOf({ auth: authSettings({ usernameAttributes: [] }) });
    const named = cognito(withAuth(files, { username_attributes: ['username'] }));

    expect(named?.loginWith).toEqual({ username: true, email: false, phone: false });
    expect(files.outputs.auth['username_attributes']).toEqual([]);
    expect(files.byOutputs.Auth?.Cognito.loginWith).toMatchObject({ email: false, phone: false });
  });

  it('nothing about guests in the outputs: there would be none', () => {
    const files = filesOf({ identity: identitySettings({ guestsAllowed: true }) });
    const silent = withAuth(files, { unauthenticated_identities_enabled: undefined });

    expect(cognito(silent)?.allowGuestAccess).toBeUndefined();
    expect(files.byOutputs.Auth?.Cognito.allowGuestAccess).toBe(true);
  });

  it('nothing about guests in aws-exports.js: there would be some, whom the pool refuses', () => {
    const files = filesOf({ identity: identitySettings({ guestsAllowed: false }) });
    const { aws_mandatory_sign_in: said, ...silent } = files.exports;

    expect(cognito(silent)?.allowGuestAccess).toBe(true);
    expect(said).toBe('enable');
    expect(files.byExports.Auth?.Cognito.allowGuestAccess).toBe(false);
    expect(files.byOutputs.Auth?.Cognito.allowGuestAccess ?? false).toBe(false);
  });

  it("Cognito's words for MFA: it would be off, and a method unknown", () => {
    const files = filesOf({ auth: authSettings({ mfa: 'ON', mfaMethods: ['SMS', 'TOTP'] }) });
    const words = { mfa_configuration: 'ON', mfa_methods: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] };
    const expected = { status: 'on', smsEnabled: true, totpEnabled: true };

    expect(cognito(withAuth(files, words))?.mfa).toEqual({
      status: 'off',
      smsEnabled: false,
      totpEnabled: false,
    });
    expect(files.byOutputs.Auth?.Cognito.mfa).toEqual(expected);
    expect(files.byExports.Auth?.Cognito.mfa).toEqual(expected);
  });

  it("Cognito's words for flows: the code flow, whatever the client allows", () => {
    const files = filesOf(hosted({ flows: ['implicit'] }));
    const both = filesOf(hosted({ flows: ['implicit', 'code'] }));
    const oauth = { ...(files.outputs.auth['oauth'] as Json), response_type: 'implicit' };
    const flow = (config: typeof files.byOutputs) =>
      config.Auth?.Cognito.loginWith?.oauth?.responseType;

    expect(cognito(withAuth(files, { oauth }))?.loginWith?.oauth?.responseType).toBe('code');
    expect([flow(files.byOutputs), flow(files.byExports)]).toEqual(['token', 'token']);
    expect([flow(both.byOutputs), flow(both.byExports)]).toEqual(['code', 'code']);
  });

  it("Gen 2's words for social providers in aws-exports.js: buttons of nobody", () => {
    const providers = ['SignInWithApple', 'LoginWithAmazon', 'Google', 'Facebook'];
    const files = filesOf(hosted({ providers }));
    const ofGen2 = { ...files.exports, aws_cognito_social_providers: ['LOGIN_WITH_AMAZON'] };
    const buttons = ['Apple', 'Amazon', 'Google', 'Facebook'];

    expect(cognito(ofGen2)?.loginWith?.oauth?.providers).toEqual(['Login_with_amazon']);
    for (const { Auth } of [files.byExports, files.byOutputs]) {
      expect(Auth?.Cognito.loginWith?.oauth?.providers).toEqual(buttons);
    }
  });

  it('a way into a GraphQL API that it does not know: IAM', () => {
    const authenticationTypes = ['OPENID_CONNECT'] as const;
    const endpoint = 'https://api.example.com/graphql';
    const api = { name: 'api', region: 'eu-west-1', endpoint, authenticationTypes };
    const { exports, byExports, byOutputs } = filesOf({ graphqlApis: [api] });
    const unknown = { ...exports, aws_appsync_authenticationType: 'OIDC' };

    expect(parse(unknown).API?.GraphQL?.defaultAuthMode).toBe('iam');
    expect(byExports.API?.GraphQL?.defaultAuthMode).toBe('oidc');
    expect(byOutputs.API?.GraphQL?.defaultAuthMode).toBe('oidc');
  });

  it('a redirect URL with a blank before it: the blank goes into the URL', () => {
    const files = filesOf(hosted());
    const oauth = files.exports['oauth'] as Json;
    const blank = { ...oauth, redirectSignIn: String(oauth['redirectSignIn']).replace(',', ', ') };
    const urls = ['https://app.example.com/', 'http://localhost:3000/'];

    expect(cognito({ ...files.exports, oauth: blank })?.loginWith?.oauth?.redirectSignIn[1]).toBe(
      ' http://localhost:3000/',
    );
    expect(files.byExports.Auth?.Cognito.loginWith?.oauth?.redirectSignIn).toEqual(urls);
    expect(files.byOutputs.Auth?.Cognito.loginWith?.oauth?.redirectSignIn).toEqual(urls);
  });

  it('a SAML or OIDC provider among the social ones: it is dropped or given a name of its own', () => {
    const files = filesOf(hosted({ providers: ['CorpAD', 'Google'] }));
    const oauth = { ...(files.outputs.auth['oauth'] as Json), identity_providers: ['CorpAD'] };
    const named = { ...files.exports, aws_cognito_social_providers: ['CorpAD'] };

    expect(cognito(withAuth(files, { oauth }))?.loginWith?.oauth?.providers).toEqual([]);
    expect(cognito(named)?.loginWith?.oauth?.providers).toEqual(['Corpad']);
    expect(files.outputs['custom']).toEqual({ auth: { custom_identity_providers: ['CorpAD'] } });
    for (const { Auth } of [files.byExports, files.byOutputs]) {
      expect(Auth?.Cognito.loginWith?.oauth?.providers).toEqual(['Google']);
    }
  });
});

describe('The library never looks at', () => {
  it('the region of the pools: ours is that of the ids, and a bucket has its own', () => {
    const identity = identitySettings({ identityPoolId: 'us-east-1:1', region: 'us-east-1' });
    const files = filesOf({
      identity,
      buckets: [{ name: 'far', region: 'ap-south-1', paths: {} }],
    });
    const { userPoolId = '' } = files.byOutputs.Auth?.Cognito ?? {};

    expect(cognito(withAuth(files, { aws_region: 'sa-east-1' }))).toEqual(
      files.byOutputs.Auth?.Cognito,
    );
    expect(files.outputs.auth['aws_region']).toBe(userPoolId.split('_')[0]);
    expect(files.exports).toMatchObject({ aws_cognito_region: userPoolId.split('_')[0] });
    for (const { Storage, Auth } of [files.byExports, files.byOutputs]) {
      expect(Storage?.S3).toMatchObject({ bucket: 'far', region: 'ap-south-1' });
      expect(Auth?.Cognito.identityPoolId).toBe('us-east-1:1');
    }
  });
});
