import { describe, expect, it } from '@jest/globals';

import { outputsSchema } from '../../../src/domain/config/outputs/outputs-schema.ts';
import type { AppClientDescription, UserPoolReadings } from '../../../src/domain/readings.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';
import { planImport } from '../../support/import-plan.ts';
import { readFiles } from './read-files.ts';

/**
 * Pools for which the official generator writes outputs that its own schema refuses, or that its
 * libraries take for something else (docs/facts/amplify-outputs.md), by their names there.
 */

const prefixDomain = 'shop';
const domain = 'shop.auth.eu-west-1.amazoncognito.com';

function outputsOf(
  client: Partial<AppClientDescription> = {},
  pool: Parameters<typeof aUserPool>[0] = { prefixDomain },
  readings: Partial<UserPoolReadings> = {},
) {
  const { files } = planImport(aRequest({ identityPoolId: null }), {
    userPool: userPoolReadings({
      pool: found(aUserPool(pool)),
      clients: clientReadings(aWebClient({ ...hostedUi, providers: ['COGNITO'], ...client })),
      ...readings,
    }),
    identityPool: null,
  });
  return readFiles(files).outputs;
}

describe('What the official generator gets wrong', () => {
  it('SMS / email MFA: the methods are in the words of the schema', () => {
    const mfa = found({ sms: true, totp: true, email: true, webAuthn: null });

    expect(outputsOf({}, { mfa: 'ON' }, { mfa }).auth.mfa_methods).toEqual([
      'SMS',
      'TOTP',
      'EMAIL',
    ]);
  });

  it.each([
    ['flows code + implicit', ['implicit', 'code'], 'code'],
    ['implicit only', ['implicit'], 'token'],
  ])('%s: one response type, and the one that the client allows', (_, flows, responseType) => {
    expect(outputsOf({ flows }).auth.oauth).toMatchObject({ response_type: responseType });
  });

  it.each([
    ['callback + logout URLs but hosted UI off', { flows: [] }, { prefixDomain }],
    ['no domain, URLs set, no external IdP', {}, {}],
    ['callback URLs but no sign-out URL', { logoutUrls: [] }, { prefixDomain }],
    ['AllowedOAuthFlowsUserPoolClient: false', { hostedUi: false }, { prefixDomain }],
  ])('%s: no block, rather than half of one', (_, client, pool) => {
    expect(outputsOf(client, pool).auth).not.toHaveProperty('oauth');
  });

  it('OIDC / SAML IdPs: they stand where an app finds them', () => {
    const { auth, custom } = outputsOf({ providers: ['CorpAD', 'Google'] });

    expect(auth.oauth).toMatchObject({ domain, identity_providers: ['GOOGLE'] });
    expect(custom).toEqual({ auth: { custom_identity_providers: ['CorpAD'] } });
  });

  it('passwordless factors on the pool: they are said', () => {
    const firstFactors = ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] as const;
    const webAuthn = { relyingPartyId: null, userVerification: 'required' } as const;
    const mfa = found({ sms: false, totp: false, email: false, webAuthn });

    const client = { authFlows: ['ALLOW_USER_AUTH'] };

    expect(outputsOf(client, { prefixDomain, firstFactors }, { mfa }).auth.passwordless).toEqual({
      email_otp_enabled: true,
      sms_otp_enabled: false,
      web_authn: { relying_party_id: domain, user_verification: 'required' },
    });
  });
});

/** A piece of the outputs that is as it should be, and what the official generator makes of it. */
const wrong: readonly [name: string, section: string, piece: object][] = [
  ['MFA methods of Cognito', 'auth', { mfa_methods: ['SMS_MFA', 'EMAIL_MFA'] }],
  ['a word that Swift does not know', 'auth', { username_attributes: ['username'] }],
  ['two response types', 'oauth', { response_type: 'code,implicit' }],
  ['a flow for a response type', 'oauth', { response_type: 'implicit' }],
  ['no response type', 'oauth', { response_type: undefined }],
  ['a domain that is none', 'oauth', { domain: '.auth.us-east-1.amazoncognito.com' }],
  ['a domain with its scheme', 'oauth', { domain: `https://${domain}` }],
  ['no sign-out URL', 'oauth', { redirect_sign_out_uri: [] }],
  ['a SAML provider among the social ones', 'oauth', { identity_providers: ['CorpAD'] }],
  ['MFA in the word of Cognito', 'auth', { mfa_configuration: 'OFF' }],
  ['nothing about guests', 'auth', { unauthenticated_identities_enabled: undefined }],
  ['a key of another section', 'auth', { bucket_name: 'uploads' }],
];

describe('The check before publishing', () => {
  const outputs = outputsOf();

  it.each(wrong)('refuses %s', (_, section, piece) => {
    const { auth } = outputs;
    const changed =
      section === 'auth' ? { ...auth, ...piece } : { ...auth, oauth: { ...auth.oauth, ...piece } };

    expect(outputsSchema.safeParse(outputs).success).toBe(true);
    expect(outputsSchema.safeParse({ ...outputs, auth: changed }).success).toBe(false);
  });
});
