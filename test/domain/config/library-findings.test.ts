import { describe, expect, it } from '@jest/globals';

import { libraryFindings } from '../../../src/domain/config/library-findings.ts';
import {
  authSettings,
  clientConfig,
  clientSettings,
  hostedUiSettings,
} from '../../support/builders/settings.ts';
import { renderAndRead } from './read-files.ts';

const plain = 'https://app.example.com/';
const withComma = 'https://app.example.com/in?to=a,b';
const domain = 'auth.example.com';
const judge = (auth: Parameters<typeof authSettings>[0], options = {}) =>
  libraryFindings(
    clientConfig({
      auth: authSettings({ domain, ...auth }),
      options: { ...clientConfig().options, ...options },
    }),
  );
const hosted = (...callbackUrls: string[]) => hostedUiSettings({ callbackUrls });

describe('Email as a second factor', () => {
  it('is told for Android, which has a file of its own', () => {
    expect(judge({ mfa: 'ON', mfaMethods: ['TOTP', 'EMAIL'] })).toEqual([
      expect.objectContaining({
        code: 'OUTPUTS_REFUSED_BY_ANDROID',
        severity: 'info',
        resolution: expect.stringContaining('android/amplifyconfiguration.json'),
      }),
    ]);
  });

  it('is all that is told of factors', () => {
    expect(judge({ mfa: 'ON', mfaMethods: ['SMS', 'TOTP'] })).toEqual([]);
  });
});

describe('A redirect URL with a comma', () => {
  it('is left out of the Gen 1 files, and stands in the outputs, which have a list', () => {
    const auth = authSettings({ domain, web: hosted(plain, withComma) });
    const { exports, outputs } = renderAndRead(clientConfig({ auth }));

    expect(exports['oauth']).toMatchObject({ redirectSignIn: plain });
    expect(outputs.auth.oauth?.redirect_sign_in_uri).toEqual([plain, withComma]);
  });

  it('is told of each client whose file cannot tell it', () => {
    const told = judge({ web: hosted(plain, withComma), native: hosted(plain) });

    expect(told).toEqual([
      expect.objectContaining({
        code: 'REDIRECT_WITH_COMMA',
        severity: 'info',
        found: withComma,
        message: expect.stringContaining('Gen 1 file for JavaScript cannot tell a redirect URL'),
      }),
    ]);
    expect(judge({ native: hosted(withComma) })).toEqual([
      expect.objectContaining({ message: expect.stringContaining('for Flutter') }),
    ]);
  });

  it('is no matter where no OAuth is published', () => {
    const web = hosted(plain, withComma);

    expect(judge({ web, native: clientSettings() }, { oauth: 'off' })).toEqual([]);
    expect(judge({ domain: null, web })).toEqual([]);
    expect(judge({ web: hosted(plain), native: hosted(plain) })).toEqual([]);
  });
});
