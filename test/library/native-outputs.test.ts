import { describe, expect, it } from '@jest/globals';

import { renderFiles } from '../../src/domain/config/files.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../support/builders/settings.ts';
import { goldenImports } from './golden-imports.ts';
import { configurationPaths, configurationRefusals } from './native-configuration.ts';
import { flutterAsksFor, refusals } from './native-outputs.ts';
import { webFiles } from './parsed-files.ts';

/** `amplify_outputs.json` in the decoders of the native libraries (docs/facts/native-libraries.md). */

const outputsOf = (overrides: Parameters<typeof clientConfig>[0]) =>
  webFiles(renderFiles(clientConfig(overrides)))['amplify_outputs.json'];
const takenByAll = { swift: [], android: [], flutter: [] };
const allTaken = Object.fromEntries(configurationPaths.map((path) => [path, []]));
const filesOf = (overrides: Parameters<typeof clientConfig>[0]) =>
  Object.fromEntries(
    renderFiles(clientConfig(overrides)).map(({ path, content }) => [path, content]),
  );

describe('amplify_outputs.json is decoded by Swift, Android and Flutter', () => {
  it.each(goldenImports)(
    'as is what each reads of Gen 1, for the recorded import %s',
    async (_, importIt) => {
      const files = await importIt();

      expect(refusals(files['amplify_outputs.json'])).toEqual(takenByAll);
      expect(configurationRefusals(files)).toEqual(allTaken);
    },
  );

  it.each([
    [[], 'username'],
    [['email'], 'email'],
    [['phone_number'], 'phone'],
    [['email', 'phone_number'], 'email or phone'],
  ])('for users that sign in by %j: Flutter asks for %s', (usernameAttributes, asksFor) => {
    const files = filesOf({ auth: authSettings({ usernameAttributes }) });
    const outputs = files['amplify_outputs.json'] ?? '';

    expect(refusals(outputs)).toEqual(takenByAll);
    expect(flutterAsksFor(outputs)).toBe(asksFor);
    expect(configurationRefusals(files)).toEqual(allTaken);
  });

  it('for an identity pool elsewhere, a hosted UI, second factors by SMS and TOTP, and two buckets', () => {
    const bucket = (name: string) => ({ name, region: 'us-east-1', paths: {} });
    const files = filesOf({
      identity: identitySettings({ identityPoolId: 'us-east-1:1', region: 'us-east-1' }),
      auth: authSettings({
        domain: 'auth.example.com',
        web: hostedUiSettings({ providers: ['COGNITO', 'Google', 'CorpAD'] }),
        mfa: 'ON',
        mfaMethods: ['SMS', 'TOTP'],
      }),
      buckets: [bucket('one'), bucket('two')],
      graphqlApis: [
        {
          name: 'orders',
          region: 'us-east-1',
          endpoint: 'https://one.appsync-api.us-east-1.amazonaws.com/graphql',
          authenticationTypes: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
        },
      ],
    });

    expect(refusals(files['amplify_outputs.json'] ?? '')).toEqual(takenByAll);
    expect(configurationRefusals(files)).toEqual(allTaken);
  });
});

describe('A word that a library does not know refuses the whole file:', () => {
  it('`username` as an attribute to sign in by, in Swift; Flutter takes it for a phone number', () => {
    const outputs = outputsOf({ auth: authSettings({ usernameAttributes: [] }) });
    const named = outputs.replace(
      /"username_attributes": \[\]/,
      '"username_attributes": ["username"]',
    );

    expect(refusals(named)).toEqual({ ...takenByAll, swift: ['auth.username_attributes.0'] });
    expect(flutterAsksFor(named)).toBe('phone');
  });

  it('email as a second factor, in Android', () => {
    const files = filesOf({ auth: authSettings({ mfa: 'ON', mfaMethods: ['TOTP', 'EMAIL'] }) });

    expect(refusals(files['amplify_outputs.json'] ?? '')).toEqual({
      ...takenByAll,
      android: ['auth.mfa_methods.1'],
    });
    // Its own file is the way out.
    expect(configurationRefusals(files)).toEqual(allTaken);
  });

  it.each([
    ['AMAZON', 'LOGIN_WITH_AMAZON', 'Auth.Default.socialProviders.0', ['flutter']],
    ['OPTIONAL', 'REQUIRED', 'Auth.Default.mfaConfiguration', ['flutter']],
    [
      '"AppClientId"',
      '"ClientId"',
      'CognitoUserPool.Default.AppClientId',
      ['ios', 'android', 'flutter'],
    ],
  ])('%s said as %s in what each reads of Gen 1', (ours, other, key, platforms) => {
    const files = filesOf({
      auth: authSettings({
        domain: 'auth.example.com',
        native: hostedUiSettings({ providers: ['COGNITO', 'LoginWithAmazon'] }),
        mfa: 'OPTIONAL',
        mfaMethods: ['TOTP'],
      }),
    });
    const changed = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replaceAll(ours, other)]),
    );

    const refusing = Object.entries(configurationRefusals(changed)).filter(([, keys]) =>
      keys.includes(`auth.plugins.awsCognitoAuthPlugin.${key}`),
    );

    expect(configurationRefusals(files)).toEqual(allTaken);
    expect(refusing.map(([path]) => path.split('/')[0])).toEqual(platforms);
  });
});
