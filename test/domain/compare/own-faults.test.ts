import { describe, expect, it } from '@jest/globals';

import { ownFaults } from '../../../src/domain/compare/own-faults.ts';
import { readShippedFile } from '../../../src/domain/compare/shipped-file.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import { refusals } from '../../library/native-outputs.ts';
import { clientConfig } from '../../support/builders/settings.ts';

const faultsOf = (name: string, text: string) => ownFaults(name, readShippedFile(name, text));
const files = renderFiles(clientConfig());
const outputsText = files.find(({ path }) => path === 'amplify_outputs.json')?.content ?? '';
type Outputs = { readonly auth: object } & Record<string, unknown>;
const withAuth = (auth: object): string => {
  const outputs = JSON.parse(outputsText) as Outputs;
  return JSON.stringify({ ...outputs, auth: { ...outputs.auth, ...auth } });
};

describe('A shipped file by itself', () => {
  it.each(files.map(({ path, content }) => [path, content] as const))(
    'has no fault where it is what we publish: %s',
    (path, content) => {
      expect(faultsOf(path, content)).toEqual([]);
    },
  );

  it.each([
    ['mfa_configuration', { mfa_configuration: 'OFF' }],
    ['password_policy.require_numbers', { password_policy: { min_length: 6 } }],
    ['username_attributes.0', { username_attributes: ['username'] }],
    ['user_verification_types.0', { user_verification_types: ['EMAIL'] }],
    ['mfa_methods.0', { mfa_methods: ['SMS_MFA'] }],
    ['aws_region', { aws_region: undefined }],
    ['oauth.response_type', { oauth: { domain: 'a.example.com', response_type: 'implicit' } }],
  ])('is told what a native library refuses outputs for: %s', (key, auth) => {
    const text = withAuth(auth);

    expect(Object.values(refusals(text)).flat()).toContain(`auth.${key}`);
    expect(faultsOf('amplify_outputs.json', text)).toContainEqual({
      key: `auth.${key}`,
      meaning: expect.stringContaining('refuses the whole file'),
    });
  });

  it.each([
    ['aws_project_region', '{ "aws_user_pools_id": "a" }'],
    [
      'aws_cognito_username_attributes.0',
      '{ "aws_project_region": "r", "aws_cognito_username_attributes": ["email"] }',
    ],
    [
      'oauth.redirectSignIn',
      '{ "aws_project_region": "r", "oauth": { "redirectSignIn": ["https://a/"] } }',
    ],
  ])('is told what the library of JavaScript stumbles over: %s', (key, text) => {
    expect(faultsOf('a.json', text).map((fault) => fault.key)).toEqual([key]);
  });

  it('is told which section of a native file lacks an id', () => {
    const text = '{ "CognitoUserPool": { "Default": { "PoolId": "a", "Region": "r" } } }';

    expect(faultsOf('awsconfiguration.json', text).map(({ key }) => key)).toEqual([
      'CognitoUserPool.Default.AppClientId',
    ]);
  });

  it('is not judged by code that was not run', () => {
    const text = 'export default { aws_project_region: a(), oauth: { redirectSignIn: b() } };';

    expect(faultsOf('aws-exports.js', text)).toEqual([]);
  });

  const exported = '{ "aws_project_region": "r" }';
  const native = '{ "auth": { "plugins": {} } }';

  it.each([
    ['app/src/main/res/raw/amplifyconfiguration.json', exported, 'Android'],
    ['ios/amplifyconfiguration.json', exported, 'Swift'],
    ['/work/app/ios/App/amplifyconfiguration.json', exported, 'Swift'],
    ['lib/amplifyconfiguration.dart', `const a = '''${exported}''';`, 'Flutter'],
    ['src/aws-exports.js', `export default ${native};`, 'JavaScript'],
  ])('is told that another library looks there: %s', (name, text, library) => {
    expect(faultsOf(name, text)).toEqual([
      { key: null, meaning: expect.stringContaining(`the library of ${library} looks`) },
    ]);
  });

  it('is told of no folder further up', () => {
    expect(faultsOf('/home/ios/web/src/amplifyconfiguration.json', exported)).toEqual([]);
  });
});
