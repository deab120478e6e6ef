import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { ClientConfig } from '../../src/domain/config/client-config.ts';
import { renderFiles } from '../../src/domain/config/files.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../support/builders/settings.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { anyClientConfig } from './any-client-config.ts';
import { deliberateDifferences, differencesOf, reasonFor } from './format-differences.ts';
import { goldenImports, publishedFiles } from './golden-imports.ts';
import { parseFiles, webFiles, type Parsed } from './parsed-files.ts';
import { runs } from '../support/counts.ts';

/**
 * An app may load any of the three files: the library must end up with one configuration, save for
 * what one of the formats has no words for (docs/facts/javascript-library.md).
 */

const parsed = (config: ClientConfig) => parseFiles(webFiles(renderFiles(config)));

const exampleGrants = (name: string): object => {
  const request = readFileSync(`examples/requests/${name}.json`, 'utf8');
  return (JSON.parse(request) as { readonly grants: object }).grants;
};

/** What differs for no reason that is written down. */
const unexplained = (files: Parsed) =>
  differencesOf(files).filter((difference) => !reasonFor(difference, files));

/** The same of all three files; the two of Gen 1 differ in nothing. */
const disagreements = (files: Parsed) => [
  ...differencesOf({ ...files, outputs: files.configuration }),
  ...unexplained(files),
];

describe('The three files of a web app', () => {
  it.each(goldenImports)(
    'are one configuration to the library for the recorded import %s',
    async (_, importIt) => {
      const files = parseFiles(await importIt());

      expect(files.outputs.Auth?.Cognito.userPoolId).toMatch(/^us-east-1_\w+$/);
      expect(disagreements(files)).toEqual([]);
    },
  );

  it('are one configuration for a link with every category of grants', async () => {
    const world = sampleAccount();
    const examples = ['apis', 'streams-maps-and-bots', 'predictions'].map(exampleGrants);

    const grants = Object.assign({}, fullRequest.grants, ...examples) as object;
    const result = await runOnce({ ...fullRequest, grants });
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const files = parseFiles(publishedFiles(storedTexts(world), fullRequest));

    expect(disagreements(files)).toEqual([]);
    expect(Object.keys(files.outputs)).toEqual(
      expect.arrayContaining(['Auth', 'Storage', 'API', 'Geo']),
    );
  });

  it('are one configuration for a pool that uses all that Cognito has', () => {
    const providers = ['COGNITO', 'Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple'];
    const auth = authSettings({
      domain: 'auth.example.com',
      usernameAttributes: ['email', 'phone_number'],
      requiredAttributes: ['email', 'name', 'birthdate'],
      mfa: 'ON',
      mfaMethods: ['SMS', 'TOTP', 'EMAIL'],
      web: hostedUiSettings({ providers: [...providers, 'CorpAD'] }),
    });

    const files = parsed(clientConfig({ auth }));

    expect(differencesOf(files)).toEqual([]);
    expect(files.outputs.Auth?.Cognito).toMatchObject({
      mfa: { status: 'on', smsEnabled: true, totpEnabled: true },
      loginWith: {
        email: true,
        phone: true,
        username: false,
        oauth: { responseType: 'code', providers: ['Google', 'Facebook', 'Amazon', 'Apple'] },
      },
    });
  });

  it('are one configuration whatever the pools and the grants', () => {
    fc.assert(
      fc.property(anyClientConfig, (config) => {
        expect(disagreements(parsed(config))).toEqual([]);
      }),
      runs(100),
    );
  });
});

describe('The table of deliberate differences', () => {
  const region = 'eu-west-1';
  const { passwordless } = authSettings();
  const examples: readonly Partial<ClientConfig>[] = [
    { identity: identitySettings({ guestsAllowed: false }) },
    { identity: null },
    { auth: authSettings({ groups: [{ name: 'admins', precedence: 1, roleArn: null }] }) },
    {
      auth: authSettings({
        passwordless: passwordless ?? { emailOtp: true, smsOtp: false, webAuthn: null },
      }),
    },
    { auth: authSettings({ mfa: null }) },
    { auth: authSettings({ usernameAttributes: [] }) },
    { auth: authSettings({ confirmsByLink: true }) },
    { auth: authSettings({ requiredAttributes: [], autoVerifiedAttributes: ['phone_number'] }) },
    { auth: authSettings({ domain: 'auth.example.com', web: hostedUiSettings() }) },
    { buckets: [{ name: 'uploads', region, paths: { 'public/*': { guest: ['get'] } } }] },
    { restApis: [{ name: 'items', region, endpoint: 'https://items.example.com/prod' }] },
    { predictions: [{ use: 'text', region }] },
  ];

  it('has no line that explains nothing', () => {
    const used = examples.flatMap((overrides) => {
      const files = parsed(clientConfig(overrides));
      return differencesOf(files).map((difference) => reasonFor(difference, files));
    });

    expect([...new Set(used)].map((one) => one?.because)).toEqual(
      deliberateDifferences.map(({ because }) => because),
    );
  });

  it('does not explain a bucket, a pool or a flow that is another one', () => {
    const files = parsed(
      clientConfig({
        auth: authSettings({
          domain: 'auth.example.com',
          web: hostedUiSettings({ providers: ['Google'] }),
        }),
        buckets: [{ name: 'uploads', region, paths: {} }],
      }),
    );
    const changed = JSON.parse(
      JSON.stringify(files.outputs)
        .replace('"uploads"', '"downloads"')
        .replace(/_AbCdEfGhI/, '_Another01')
        .replace('"code"', '"token"'),
    ) as Parsed['outputs'];

    expect(unexplained({ ...files, outputs: changed }).map(({ at }) => at)).toEqual([
      'Auth.Cognito.loginWith.oauth.responseType',
      'Auth.Cognito.userPoolId',
      'Storage.S3.bucket',
    ]);
  });
});
