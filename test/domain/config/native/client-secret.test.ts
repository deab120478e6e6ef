import { describe, expect, it } from '@jest/globals';

import { renderFiles } from '../../../../src/domain/config/files.ts';
import { withNativeClientSecret } from '../../../../src/domain/config/native/client-secret.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
} from '../../../support/builders/settings.ts';
import { nativePaths } from '../../../support/native-golden.ts';
import { authSection } from './read-native.ts';

const secret = `a"b\\c$d'''e`;
const native = hostedUiSettings({ hasSecret: true });
const hostedUi = authSettings({ domain: 'auth.example.com', native });
const files = (auth = hostedUi) =>
  new Map(renderFiles(clientConfig({ auth })).map(({ path, content }) => [path, content]));

type Places = {
  CognitoUserPool: { Default: Record<string, string> };
  Auth: { Default: { OAuth?: Record<string, string> } };
};
const placesIn = (path: string, text: string) => authSection(path, text) as unknown as Places;

describe('The secret of the native client', () => {
  it.each(nativePaths)('stands at every place of %s, whatever is in it', (path) => {
    const { CognitoUserPool, Auth } = placesIn(
      path,
      withNativeClientSecret(path, files().get(path) ?? '', secret),
    );

    const after = path.startsWith('flutter') ? 'AppClientId' : 'Region';
    expect(CognitoUserPool.Default['AppClientSecret']).toBe(secret);
    expect(Auth.Default.OAuth?.['AppClientSecret']).toBe(secret);
    expect(keyBefore(CognitoUserPool.Default)).toBe(after);
    expect(keyBefore(Auth.Default.OAuth ?? {})).toBe('AppClientId');
  });

  it.each(nativePaths)('is the only thing that changes in %s', (path) => {
    const text = files().get(path) ?? '';

    const lines = withNativeClientSecret(path, text, 'not-a-secret').split('\n');

    const kept = lines.filter((line) => !line.includes('AppClientSecret')).join('\n');
    const plain = (one: string) => one.replaceAll(/,$/gm, '');
    expect(plain(kept)).toBe(plain(text));
  });

  it.each(nativePaths)('can be added again, and replaced: %s', (path) => {
    const once = withNativeClientSecret(path, files().get(path) ?? '', secret);

    expect(withNativeClientSecret(path, once, secret)).toBe(once);
    expect(withNativeClientSecret(path, once, 'new')).toBe(
      withNativeClientSecret(path, files().get(path) ?? '', 'new'),
    );
  });

  it.each(nativePaths)('needs no hosted UI: %s', (path) => {
    const text = files(authSettings()).get(path) ?? '';

    const { Auth } = placesIn(path, withNativeClientSecret(path, text, secret));

    expect(Auth.Default).not.toHaveProperty('OAuth');
  });

  it('is kept out of the files of the web client', () => {
    const web = [...files()].filter(([path]) => !path.includes('/'));

    expect(web.map(([path]) => path)).toEqual([
      'amplify_outputs.json',
      'amplifyconfiguration.json',
      'aws-exports.js',
    ]);
    for (const [path, text] of web) expect(withNativeClientSecret(path, text, secret)).toBe(text);
  });
});

function keyBefore(object: Readonly<Record<string, string>>): string | undefined {
  const keys = Object.keys(object);
  return keys[keys.indexOf('AppClientSecret') - 1];
}
