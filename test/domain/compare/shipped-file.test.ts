import { describe, expect, it } from '@jest/globals';

import { readShippedFile } from '../../../src/domain/compare/shipped-file.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import { clientConfig } from '../../support/builders/settings.ts';

const exported = '{ "aws_project_region": "eu-west-1", "aws_user_pools_id": "eu-west-1_A" }';
const plugins = (agent: string) =>
  JSON.stringify({
    UserAgent: 'aws-amplify-cli/2.0',
    Version: '1.0',
    auth: { plugins: { awsCognitoAuthPlugin: { UserAgent: agent } } },
  });
const bare = (agent: string) => JSON.stringify({ UserAgent: agent, Version: '0.1.0' });

describe('A file that an app ships', () => {
  it.each([
    ['aws-exports.js', `const a = ${exported}; export default a;`, 'aws-exports.js', 'exports'],
    ['AWS-EXPORTS.TS', `const a = ${exported}; export default a;`, 'aws-exports.js', 'exports'],
    ['amplifyconfiguration.json', exported, 'amplifyconfiguration.json', 'exports'],
    ['any-name.json', '{ "version": "1.3" }', 'amplify_outputs.json', 'outputs'],
    [
      'amplifyconfiguration.json',
      plugins('aws-amplify-cli/0.1.0'),
      'android/amplifyconfiguration.json',
      'native',
    ],
    [
      'amplifyconfiguration.json',
      plugins('aws-amplify/cli'),
      'ios/amplifyconfiguration.json',
      'native',
    ],
    [
      'awsconfiguration.json',
      bare('aws-amplify-cli/0.1.0'),
      'android/awsconfiguration.json',
      'native',
    ],
    ['awsconfiguration.json', bare('aws-amplify/cli'), 'ios/awsconfiguration.json', 'native'],
    [
      'lib/amplifyconfiguration.dart',
      `const amplifyconfig = '''${plugins('aws-amplify-cli/0.1.0')}''';`,
      'flutter/amplifyconfiguration.dart',
      'native',
    ],
  ])('%s is known by what it says: %#', (name, text, path, format) => {
    expect(readShippedFile(name, text)).toMatchObject({ path, format });
  });

  it.each([
    ['no version', '{ "auth": {} }'],
    ['a version that is no text', '{ "version": 1.5 }'],
    ['a version that no library reads', '{ "version": "2" }'],
  ])('is refused when every library would pass over it: %s', (_, text) => {
    expect(() => readShippedFile('amplify_outputs.json', text)).toThrow(
      /is no config file that is known here/,
    );
  });

  it.each([
    ["r'''", "'''"],
    ["'''", "'''"],
    ['r"""', '"""'],
    ["r'", "'"],
  ])('of Dart is read between %s and %s', (opening, closing) => {
    const { value } = readShippedFile(
      'a.dart',
      `const other = 'x';\nconst String a = ${opening}${plugins('aws-amplify/cli')}${closing};`,
    );

    expect(value).toEqual(JSON.parse(plugins('aws-amplify/cli')));
  });

  it.each([
    ['a category with plugins', 'amplifyconfiguration.json', { auth: { plugins: {} } }],
    ['another category', 'amplifyconfiguration.json', { storage: { plugins: {} } }],
    ['a section of a user pool', 'awsconfiguration.json', { CognitoUserPool: { Default: {} } }],
    ['settings of sign-in', 'awsconfiguration.json', { Auth: { Default: {} } }],
  ])('is known without saying what made it, by %s', (_, name, value) => {
    expect(readShippedFile(name, JSON.stringify(value))).toMatchObject({
      format: 'native',
      path: `android/${name}`,
      alike: `ios/${name}`,
    });
  });

  it.each([
    ['/work/app/ios/App/awsconfiguration.json', 'ios'],
    [String.raw`C:\app\src\main\res\raw\awsconfiguration.json`, 'android'],
  ])('is for the platform in whose folder it lies: %s', (path, of) => {
    const text = JSON.stringify({ CognitoUserPool: { Default: {} } });

    expect(readShippedFile('awsconfiguration.json', text, path)).toEqual({
      format: 'native',
      path: `${of}/awsconfiguration.json`,
      value: JSON.parse(text),
    });
  });

  it('is for the platform that it names, wherever it lies', () => {
    const path = '/work/app/ios/amplifyconfiguration.json';

    expect(readShippedFile(path, plugins('aws-amplify-cli/0.1.0'))).toMatchObject({
      path: 'android/amplifyconfiguration.json',
    });
  });

  it.each(['amplifyconfiguration.json', 'awsconfiguration.json'])(
    'may be compared with either %s of ours: they differ in the name of the tool only',
    (name) => {
      const files = renderFiles(clientConfig());
      const [android, ios] = ['android', 'ios'].map((of) =>
        files.find(({ path }) => path === `${of}/${name}`)?.content.replace(/"aws-amplify.*"/g, ''),
      );

      expect(android).toBeDefined();
      expect(android).toBe(ios);
    },
  );

  it.each([
    [
      'several configs',
      'a.js',
      `export const a = ${exported}, b = ${exported};`,
      /exports several configs/,
    ],
    [
      'the object of the library',
      'a.js',
      'export default { Auth: { Cognito: {} } };',
      /Amplify\.configure takes itself/,
    ],
    ['a call', 'a.js', 'export default load();', /takes its config from code/],
    ['a spread', 'a.js', 'export default { ...load() };', /takes its config from code/],
    [
      'a Dart text with variables',
      'a.dart',
      "const a = '''{\"version\": \"$v\"}''';",
      /a\.dart puts \$v into its text/,
    ],
    [
      'a Dart text that is none',
      'a.DART',
      "const a = 'x';",
      /gives no constant a text that is JSON/,
    ],
    ['a list', 'a.json', '[]', /holds no config/],
    ['no JSON', 'a.json', '{', /holds no config/],
    ['no TypeScript', 'a.ts', 'const a: = ', /a\.ts is no TypeScript/],
    ['no JavaScript', 'a.js', 'const a = ', /a\.js is no JavaScript/],
    ['a module that exports nothing', 'a.js', 'const a = 1;', /holds no config/],
  ])('is refused when it is %s', (_, name, text, message) => {
    expect(() => readShippedFile(name, text)).toThrow(message);
  });
});
