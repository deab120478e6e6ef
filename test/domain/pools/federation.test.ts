import { describe, expect, it } from '@jest/globals';

import { federationFindings } from '../../../src/domain/pools/federation.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  aNativeClient,
  aUserPool,
  aWebClient,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const pool = aUserPool({ requiredAttributes: ['sub', 'email', 'given_name'] });
const web = aWebClient({ providers: ['COGNITO', 'Google'] });
const provider = (name: string, type: string, ...mappedAttributes: string[]) => ({
  [name]: found({ name, type, mappedAttributes }),
});
const mapped = provider('Google', 'Google', 'email', 'given_name', 'username');
const readings = (providers: ReturnType<typeof userPoolReadings>['providers']) =>
  userPoolReadings({ providers, identityProviders: found([{ name: 'CorpAD', type: 'SAML' }]) });

describe('DOC-1: social sign-in', () => {
  it('is as it should be when each required attribute is mutable, writable and mapped', () => {
    expect(federationFindings([web], pool, readings(mapped), aRequest())).toEqual([]);
  });

  it('is refused the second time where a required attribute never changes', () => {
    const immutable = { ...pool, immutableAttributes: ['sub', 'email', 'nickname'] };

    const findings = federationFindings([web], immutable, readings(mapped), aRequest());

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'SOCIAL_ATTRIBUTE_IMMUTABLE',
        severity: 'warning',
        subject: userPoolId,
        message: expect.stringContaining('requires email and never lets it change'),
      }),
    ]);
  });

  it('is refused where the client may not write a required attribute', () => {
    const client = { ...web, writeAttributes: ['email'] };

    const [finding, ...others] = federationFindings([client], pool, readings(mapped), aRequest());

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'SOCIAL_ATTRIBUTE_NOT_WRITABLE',
      severity: 'warning',
      subject: webClientId,
      needed: 'given_name',
    });
    expect(finding?.command).toContain(
      ".WriteAttributes |= ((. // []) - $ARGS.positional + $ARGS.positional)' --args given_name)",
    );
  });

  it.each([
    ['Google', 'Google', 'given_name', 'given_name'],
    ['Facebook', 'Facebook', 'given_name', 'first_name'],
    ['SignInWithApple', 'SignInWithApple', 'given_name', 'firstName'],
    ['LoginWithAmazon', 'LoginWithAmazon', 'given_name', 'given_name'],
    ['Okta', 'OIDC', 'given_name', 'given_name'],
    [
      'CorpAD',
      'SAML',
      'given_name',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
    ],
  ])('is refused where %s (%s) does not give %s, which is claim %s', (name, type, _, claim) => {
    const client = { ...web, providers: [name] };

    const [finding, ...others] = federationFindings(
      [client],
      pool,
      readings(provider(name, type, 'email')),
      aRequest(),
    );

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'SOCIAL_ATTRIBUTE_NOT_MAPPED',
      severity: 'warning',
      subject: name,
      found: 'email',
      needed: 'given_name',
    });
    expect(finding?.command).toContain(
      `--provider-name=${name} --query IdentityProvider.AttributeMapping | jq --arg name given_name --arg claim ${claim} `,
    );
  });

  it('is judged for each client by its own providers, and once for each provider', () => {
    const native = aNativeClient({ providers: ['Google', 'CorpAD'] });

    const findings = federationFindings(
      [web, native],
      pool,
      readings({
        ...provider('Google', 'Google'),
        ...provider('CorpAD', 'SAML', 'email', 'given_name'),
        ...provider('Facebook', 'Facebook'),
      }),
      aRequest(),
    );

    expect(findings.map(({ subject, needed }) => [subject, needed])).toEqual([
      ['Google', 'email'],
      ['Google', 'given_name'],
    ]);
  });

  it('is told everything at once, as errors when OAuth is required', () => {
    const client = { ...web, writeAttributes: ['nickname'] };
    const immutable = { ...pool, immutableAttributes: ['email', 'given_name'] };

    const findings = federationFindings(
      [client],
      immutable,
      readings(provider('Google', 'Google')),
      aRequest({ oauth: 'required' }),
    );

    expect(codes(findings)).toEqual([
      'SOCIAL_ATTRIBUTE_IMMUTABLE',
      'SOCIAL_ATTRIBUTE_NOT_WRITABLE',
      'SOCIAL_ATTRIBUTE_NOT_MAPPED',
      'SOCIAL_ATTRIBUTE_NOT_MAPPED',
    ]);
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });

  it.each([
    ['OAuth is off', web, 'off'],
    [
      'the client has the directory of the pool only',
      aWebClient({ providers: ['COGNITO'] }),
      'auto',
    ],
  ] as const)('is of no concern when %s', (_, client, oauth) => {
    const immutable = { ...pool, immutableAttributes: ['email'] };

    const findings = federationFindings([client], immutable, readings({}), aRequest({ oauth }));

    expect(findings).toEqual([]);
  });
});

describe('A provider that a client offers', () => {
  it('is missed when the pool does not have it, also while the pool could not be read', () => {
    const native = aNativeClient({ providers: ['Google'] });

    const findings = federationFindings([native], null, readings({ Google: notFound }), aRequest());

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'OAUTH_PROVIDER_NOT_FOUND',
        severity: 'warning',
        subject: nativeClientId,
        found: 'CorpAD',
        needed: 'Google',
      }),
    ]);
  });
});
