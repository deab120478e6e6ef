import { describe, expect, it } from '@jest/globals';

import { renderFiles } from '../../src/domain/config/files.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../support/builders/settings.ts';
import { goldenImports } from './golden-imports.ts';
import { flutterAsksFor, refusals } from './native-outputs.ts';
import { webFiles } from './parsed-files.ts';

/** `amplify_outputs.json` in the decoders of the native libraries (docs/facts/native-libraries.md). */

const outputsOf = (overrides: Parameters<typeof clientConfig>[0]) =>
  webFiles(renderFiles(clientConfig(overrides)))['amplify_outputs.json'];
const takenByAll = { swift: [], android: [], flutter: [] };

describe('amplify_outputs.json is decoded by Swift, Android and Flutter', () => {
  it.each(goldenImports)('for the recorded import %s', async (_, importIt) => {
    const { 'amplify_outputs.json': outputs } = await importIt();

    expect(refusals(outputs)).toEqual(takenByAll);
  });

  it.each([
    [[], 'username'],
    [['email'], 'email'],
    [['phone_number'], 'phone'],
    [['email', 'phone_number'], 'email or phone'],
  ])('for users that sign in by %j: Flutter asks for %s', (usernameAttributes, asksFor) => {
    const outputs = outputsOf({ auth: authSettings({ usernameAttributes }) });

    expect(refusals(outputs)).toEqual(takenByAll);
    expect(flutterAsksFor(outputs)).toBe(asksFor);
  });

  it('for an identity pool elsewhere, a hosted UI, second factors by SMS and TOTP, and two buckets', () => {
    const bucket = (name: string) => ({ name, region: 'us-east-1', paths: {} });
    const outputs = outputsOf({
      identity: identitySettings({ identityPoolId: 'us-east-1:1', region: 'us-east-1' }),
      auth: authSettings({
        domain: 'auth.example.com',
        web: hostedUiSettings({ providers: ['COGNITO', 'Google', 'CorpAD'] }),
        mfa: 'ON',
        mfaMethods: ['SMS', 'TOTP'],
      }),
      buckets: [bucket('one'), bucket('two')],
    });

    expect(refusals(outputs)).toEqual(takenByAll);
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
    const auth = authSettings({ mfa: 'ON', mfaMethods: ['TOTP', 'EMAIL'] });

    expect(refusals(outputsOf({ auth }))).toEqual({
      ...takenByAll,
      android: ['auth.mfa_methods.1'],
    });
  });
});
