import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { comparisonText } from '../../src/cli/comparison-text.ts';
import { readShipped } from '../../src/cli/comparison.ts';
import { readInput } from '../../src/cli/read-input.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import type { CommandEnd } from '../cli/command.ts';
import { publish, runHere } from '../cli/published.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { comparisonOf, fieldFile, publishedFiles } from '../support/aws-world/field-files.ts';

const newFolder = temporaryFolders();

describe('A native file that names no tool that made it', () => {
  it('is compared as what its keys say', async () => {
    const { ours, differences } = await comparisonOf(
      '01-native-file-without-useragent/amplifyconfiguration.json',
    );

    expect(ours).toBe(
      'android/amplifyconfiguration.json of fielda (ios/amplifyconfiguration.json holds the same; nothing says for which of the two platforms yours is)',
    );
    expect(differences.filter(({ effect }) => effect === 'breaking')).toEqual([]);
  });

  it.each([
    ['ios/Runner', 'ios'],
    ['android/app/src/main/res/raw', 'android'],
  ])('is compared with that of the platform whose library looks there: %s', async (folder, of) => {
    const name = 'amplifyconfiguration.json';
    const there = await shippedTo(folder, `01-native-file-without-useragent/${name}`);

    const { stdout } = await runIn(there, ['compare', name, ...(await published())]);

    expect(stdout).toMatch(`${name} against ${of}/${name} of what storefront/prod publishes\n`);
  });
});

describe('A key that some library reads', () => {
  it.each([
    [
      'amplifyconfiguration.json',
      'auth.plugins.awsCognitoAuthPlugin.CognitoUserPool.Default.Endpoint',
    ],
    ['amplify_outputs.json', 'auth.user_pool_endpoint'],
  ])('is told with its value and what breaks without it, in %s', async (file, key) => {
    const { differences } = await comparisonOf(`04-proxy-endpoint-called-unread/${file}`);

    expect(differences).toContainEqual({
      key,
      change: 'removed',
      shipped: 'login-proxy.example.com',
      effect: 'breaking',
      meaning: expect.stringContaining('past your proxy'),
    });
    expect(JSON.stringify(differences)).not.toContain('No library reads it');
  });

  it('is shown, whatever the sections are called in which it stands', async () => {
    const { differences } = await comparisonOf(
      '06-identity-pool-id-hidden/amplifyconfiguration.json',
    );

    expect(differences[0]).toMatchObject({
      key: expect.stringMatching(/CredentialsProvider\.CognitoIdentity\.Default\.PoolId$/),
      shipped: 'us-east-1:bbbb1111-2222-4333-8444-555555555555',
      ours: 'us-east-1:aaaa1111-2222-4333-8444-555555555555',
    });
  });

  it('means the same below a name with dots', async () => {
    const { differences } = await comparisonOf('18-names-with-dots/amplify_outputs.json');

    expect(differences).toContainEqual(
      expect.objectContaining({
        key: 'storage.buckets.files.fielda.example',
        shipped: expect.objectContaining({ bucket_name: 'files.fielda.example' }),
        effect: 'breaking',
        meaning: expect.stringContaining('"InvalidStorageBucket"'),
      }),
    );
    expect(JSON.stringify(differences)).not.toContain('Not known here');
  });
});

describe('The first API and the first bucket of an app', () => {
  it('break nothing: what they need can be used', async () => {
    const { differences } = await comparisonOf(
      '10-first-use-said-to-break/first-api.js',
      '10-first-use-said-to-break/request.json',
    );
    const effects = Object.fromEntries(differences.map(({ key, effect }) => [key, effect]));

    expect(Object.values(effects)).not.toContain('breaking');
    expect(effects).toMatchObject({
      aws_appsync_graphqlEndpoint: 'behaviour',
      aws_appsync_region: 'behaviour',
      aws_user_files_s3_bucket_region: 'behaviour',
      aws_appsync_authenticationType: 'none',
      aws_cognito_mfa_configuration: 'none',
    });
  });
});

describe('A file that begins with a byte order mark', () => {
  it('is compared without it', async () => {
    const { differences } = await comparisonOf('14-byte-order-mark/amplify_outputs.json');

    expect(differences).toEqual([]);
  });

  it('is a request without it', async () => {
    expect(await readInput(fieldFile('14-byte-order-mark/request.json'))).toMatchObject({
      app: 'fielda',
    });
  });
});

describe('A long value', () => {
  it('is shortened for people, who are told how long it is, and whole in JSON', async () => {
    const comparison = await comparisonOf('23-long-values/amplify_outputs.json');

    const lines = comparisonText(comparison).split('\n');
    const [introspection] = comparison.differences.filter(({ key }) => key === 'data');
    const length = JSON.stringify(introspection?.shipped).length;
    expect(length).toBeGreaterThan(10_000);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
    expect(lines).toContainEqual(
      expect.stringContaining(`… (${length.toLocaleString('en')} characters; --json has all)`),
    );
  });
});

describe('A module with code in place of values', () => {
  it('says of them that somebody has to look, with our values, and does not count them', async () => {
    const comparison = await comparisonOf('09-unread-code-said-to-break/env-fallback.js');

    const unread = comparison.differences.filter(({ effect }) => effect === 'unread');
    expect(comparison.differences.map(({ effect }) => effect)).not.toContain('breaking');
    expect(unread.map(({ key }) => key)).toEqual([
      'aws_user_pools_id',
      'aws_user_pools_web_client_id',
      'oauth.redirectSignIn',
      'oauth.redirectSignOut',
    ]);
    expect(comparisonText(comparison)).toContain(
      `LOOK YOURSELF

  aws_user_pools_id (changed)
    ships   "code that was not run"
    ours    "us-east-1_FieldAaa1"`,
    );
    expect(comparisonText(comparison)).toMatch(
      /13 differences: 0 of them may break something, \d+ change what the app does\. Code that was not run: 4 values to look at\.$/,
    );
  });
});

describe('A config in the words of another file', () => {
  it.each(['named-export.js', 'export-as-default.js', 'typed.ts', 'double-quotes.dart'])(
    'is read: %s',
    async (name) => {
      const { file } = await readShipped(fieldFile(`08-module-forms-not-read/${name}`));

      expect(JSON.stringify(file.value)).toContain('us-east-1_FieldAaa1');
    },
  );

  it.each([
    ['amplify-config.ts', /Amplify.configure takes itself.*auth.user_pool_id/],
    ['per-env-exports.js', /holds its config one level down, in "dev".*Hand it over as JSON/],
  ])('is called by its form where it cannot be: %s', async (name, message) => {
    const path = fieldFile(`07-library-object-config-refused/${name}`);

    await expect(readShipped(path)).rejects.toThrow(message);
  });
});

describe('A file that its own library refuses', () => {
  it('is told what is wrong with it before any difference', async () => {
    const comparison = await comparisonOf(
      '15-shipped-file-that-mobile-refuses/amplify_outputs.dart',
    );

    expect(comparison.faults.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['auth.mfa_configuration', 'auth.password_policy.require_numbers']),
    );
    expect(comparisonText(comparison)).toMatch(/^.*\n\nWRONG BY ITSELF\n\n {2}auth\./);
  });

  it('is told where it lies by both commands that know it, though it is the same as ours', async () => {
    const link = await published();
    const name = 'amplifyconfiguration.json';
    const folder = await shippedTo(
      'android/app/src/main/res/raw',
      `16-javascript-file-in-a-mobile-folder/${name}`,
    );
    const told = expect.stringMatching(/lies where the library of Android looks/);
    await mkdir(folder, { recursive: true });
    await copyFile(
      fieldFile(`16-javascript-file-in-a-mobile-folder/${name}`),
      join(folder, name),
    );

    const compared = await runIn(folder, ['compare', name, ...link]);
    const fetched = await runHere(['fetch', ...link, '--format', 'json', '--out', folder]);

    expect(fetched).toMatchObject({ code: 0, stderr: told });
    expect(compared).toMatchObject({ code: 0, stdout: told });
    expect(compared.stdout).toContain('No difference.');
  });

  it('is not told of a folder in which its library looks', async () => {
    const all = ['--format', 'all', '--out', await newFolder()];

    const { stderr } = await runHere(['fetch', ...(await published()), ...all]);

    expect(stderr).toBe('');
  });
});

/** Publishes the files of the field's pool, and gives the options that name them. */
async function published(): Promise<readonly string[]> {
  const store = await newFolder();
  await publish(folderConfigStore(store), await publishedFiles());
  return ['--app', 'storefront', '--env', 'prod', '--store', store];
}

/** Puts a file into a folder of an app, and gives the whole path of that. */
async function shippedTo(folder: string, name: string): Promise<string> {
  const there = join(await newFolder(), folder);
  await mkdir(there, { recursive: true });
  await copyFile(fieldFile(name), join(there, basename(name)));
  return there;
}

/** Runs a command as from a folder. */
async function runIn(folder: string, args: readonly string[]): Promise<CommandEnd> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await runHere(args);
  } finally {
    process.chdir(before);
  }
}
