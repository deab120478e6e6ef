import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { authSettingsSchema, identitySettingsSchema } from '../../../src/contract/pool-settings.ts';
import type { ClientConfig } from '../../../src/domain/config/client-config.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import { backwards } from '../../support/builders/backwards.ts';
import {
  authSettings,
  clientConfig,
  clientSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { readFiles } from './read-files.ts';
import { runs } from '../../support/counts.ts';

const word = fc.stringMatching(/^[A-Za-z0-9"'\\${}<>/é\n]{1,12}$/);
const url = word.map((path) => `https://${encodeURIComponent(path)}.example.com/`);
const host = fc.domain();
const client = fc
  .record({
    name: word,
    hasSecret: fc.boolean(),
    hostedUi: fc.boolean(),
    providers: fc.subarray([
      'COGNITO',
      'Google',
      'Facebook',
      'SignInWithApple',
      'CorpAD',
      'constructor',
      'toString',
    ]),
    flows: fc.subarray(['code', 'implicit', 'client_credentials']),
    scopes: fc.uniqueArray(word, { maxLength: 3 }),
    callbackUrls: fc.uniqueArray(url, { maxLength: 2 }),
    logoutUrls: fc.uniqueArray(url, { maxLength: 2 }),
  })
  .map((settings) => clientSettings(settings));
const auth = fc
  .record({
    domain: fc.option(host),
    usernameAttributes: fc.subarray(['email', 'phone_number']),
    autoVerifiedAttributes: fc.subarray(['email', 'phone_number']),
    requiredAttributes: fc.subarray(['email', 'name', 'zoneinfo']),
    mfa: fc.constantFrom(null, 'OFF' as const, 'OPTIONAL' as const, 'ON' as const),
    mfaMethods: fc.subarray(['SMS' as const, 'TOTP' as const, 'EMAIL' as const]),
    groups: fc.uniqueArray(
      fc.record({ name: word, precedence: fc.option(fc.nat()), roleArn: fc.constant(null) }),
      {
        selector: ({ name }) => name,
        maxLength: 3,
      },
    ),
    web: client,
    native: client,
  })
  .map((settings) => authSettings(settings));
const config: fc.Arbitrary<ClientConfig> = fc
  .record({
    auth,
    identity: fc.option(
      fc
        .record({ guestsAllowed: fc.boolean(), socialLogins: fc.boolean() })
        .map((settings) => identitySettings(settings)),
    ),
    buckets: fc.uniqueArray(
      fc.record({ name: word, region: fc.constant('eu-west-1'), paths: fc.constant({}) }),
      {
        selector: ({ name }) => name,
        maxLength: 3,
      },
    ),
    options: fc.record({
      oauth: fc.constantFrom('auto' as const, 'required' as const, 'off' as const),
      redirects: fc.constantFrom('all' as const, 'https' as const),
      outputsVersion: fc.constantFrom('1.5' as const, '1.4' as const),
    }),
  })
  .map((parts) => clientConfig(parts));

describe('Every published file', () => {
  it('is the same bytes for the same settings, whatever the order of their keys', () => {
    fc.assert(
      fc.property(config, (settings) => {
        expect(renderFiles(backwards(settings) as ClientConfig)).toEqual(renderFiles(settings));
      }),
      runs(100),
    );
  });

  it('can be read by its library, for any settings', () => {
    fc.assert(
      fc.property(config, (settings) => {
        authSettingsSchema().parse(settings.auth);
        if (settings.identity) identitySettingsSchema().parse(settings.identity);

        const { exports, configuration, outputs } = readFiles(renderFiles(settings));

        expect(configuration).toEqual(exports);
        expect(Object.keys(configuration)).toEqual(Object.keys(exports));
        expect(outputs.auth.user_pool_id).toBe(exports['aws_user_pools_id']);
        expect(outputs.auth.user_pool_client_id).toBe(exports['aws_user_pools_web_client_id']);
        expect(outputs.auth.identity_pool_id).toBe(exports['aws_cognito_identity_pool_id']);
        expect(outputs.auth.oauth?.domain).toBe((exports['oauth'] as { domain?: string }).domain);
      }),
      runs(300),
    );
  });

  it('comes in the order of the paths, with its content type', () => {
    expect(renderFiles(clientConfig()).map(({ path, contentType }) => [path, contentType])).toEqual(
      [
        ['amplify_outputs.json', 'application/json'],
        ['amplifyconfiguration.json', 'application/json'],
        ['android/amplifyconfiguration.json', 'application/json'],
        ['android/awsconfiguration.json', 'application/json'],
        ['aws-exports.js', 'text/javascript'],
        ['flutter/amplifyconfiguration.dart', 'application/vnd.dart'],
        ['ios/amplifyconfiguration.json', 'application/json'],
        ['ios/awsconfiguration.json', 'application/json'],
      ],
    );
  });
});
