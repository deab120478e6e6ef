import { describe, expect, it } from '@jest/globals';
import { withNativeClientSecret } from '../../../../src/domain/config/native/native-client-secret.ts';

const secret = 'n0tAR3alSecret';
const client = { PoolId: 'eu-west-1_Petshop01', AppClientId: 'native', Region: 'eu-west-1' };
const plugin = (withSecret: boolean, order: 'before' | 'after' = 'after') => ({
  UserAgent: 'aws-amplify/cli',
  CognitoUserPool: { Default: withSecret ? withSecretIn(order) : client },
  Auth: {
    Default: {
      OAuth: {
        WebDomain: 'login.example.com',
        AppClientId: 'native',
        ...(withSecret && { AppClientSecret: secret }),
        SignInRedirectURI: 'petshop://in/',
      },
      authenticationFlowType: 'USER_SRP_AUTH',
    },
  },
});
const withSecretIn = (order: 'before' | 'after') =>
  order === 'after'
    ? { ...client, AppClientSecret: secret }
    : {
        PoolId: client.PoolId,
        AppClientId: client.AppClientId,
        AppClientSecret: secret,
        Region: client.Region,
      };
const inPlugin = (auth: object) => ({
  UserAgent: 'aws-amplify-cli/2.0',
  auth: { plugins: { awsCognitoAuthPlugin: auth } },
  storage: { plugins: {} },
});
const json = (value: object) => `${JSON.stringify(value, null, 4)}\n`;
const dart = (value: object) => `const amplifyconfig = '''${JSON.stringify(value, null, 4)}''';\n`;

describe('The secret of the native client', () => {
  it.each(['android', 'ios'])('stands beside the client where %s looks for it', (platform) => {
    const config = `${platform}/amplifyconfiguration.json`;
    const old = `${platform}/awsconfiguration.json`;

    expect(withNativeClientSecret(config, json(inPlugin(plugin(false))), secret)).toBe(
      json(inPlugin(plugin(true))),
    );
    expect(withNativeClientSecret(old, json(plugin(false)), secret)).toBe(json(plugin(true)));
  });

  it('stands before the region in the text of Dart', () => {
    const path = 'flutter/amplifyconfiguration.dart';

    const text = withNativeClientSecret(path, dart(inPlugin(plugin(false))), secret);

    expect(text).toBe(dart(inPlugin(plugin(true, 'before'))));
  });

  it('takes the place of another one', () => {
    const path = 'android/awsconfiguration.json';
    const once = withNativeClientSecret(path, json(plugin(false)), 'an older one');

    expect(withNativeClientSecret(path, once, secret)).toBe(json(plugin(true)));
  });

  it('is put nowhere without a client', () => {
    const text = json({ UserAgent: 'aws-amplify/cli' });

    expect(withNativeClientSecret('ios/awsconfiguration.json', text, secret)).toBe(text);
  });

  it.each(['amplify_outputs.json', 'aws-exports.js', 'amplifyconfiguration.json', 'amplify.env'])(
    'never gets into %s',
    (path) => {
      const text = json(inPlugin(plugin(false)));

      expect(withNativeClientSecret(path, text, secret)).toBe(text);
    },
  );
});
