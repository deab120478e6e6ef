import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchedSchema } from '../../src/contract/fetched.ts';
import { readShippedFile } from '../../src/domain/compare/shipped-file.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { publish, runHere } from '../cli/published.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { fieldFile, publishedFiles } from '../support/aws-world/field-files.ts';

type Outputs = { readonly auth: Record<string, unknown> } & Record<string, unknown>;

const newFolder = temporaryFolders();
let files: Readonly<Record<string, string>>;
let ours: Outputs;
let store: string;
let file: string;

beforeAll(async () => {
  files = await publishedFiles();
  ours = JSON.parse(files['amplify_outputs.json'] ?? '') as Outputs;
});

beforeEach(async () => {
  [store, file] = [await newFolder(), join(await newFolder(), 'amplify_outputs.json')];
  await publish(folderConfigStore(store), files);
});

const merge = (...args: readonly string[]) =>
  runHere([
    'fetch',
    '--app',
    'storefront',
    '--env',
    'prod',
    '--store',
    store,
    '--merge',
    file,
    ...args,
  ]);
const mergeCase = async (name: string, ...args: readonly string[]) => {
  file = join(dirname(file), basename(name));
  await copyFile(fieldFile(name), file);
  const end = await merge(...args);
  return { ...end, text: await readFile(file, 'utf8') };
};

describe('A merge into a file with an auth of its own', () => {
  const name = '05-merge-replaces-auth-silently/amplify_outputs.json';
  const endpoint = 'auth.user_pool_endpoint';

  it('keeps the key that ours never say, and names in JSON what breaks', async () => {
    const { stdout, text } = await mergeCase(name, '--json');

    const { merged } = fetchedSchema.parse(JSON.parse(stdout));
    const broken = merged?.changes.filter(({ effect }) => effect === 'breaking');
    expect((JSON.parse(text) as Outputs).auth).toEqual({
      ...ours.auth,
      user_pool_endpoint: 'login-proxy.example.com',
    });
    expect(merged?.own).toEqual([endpoint]);
    expect(broken?.map(({ key }) => key)).toEqual([
      'auth.oauth.domain',
      'auth.oauth.redirect_sign_in_uri',
      'auth.oauth.redirect_sign_out_uri',
      'auth.user_pool_client_id',
    ]);
    expect(broken?.[0]).toMatchObject({
      before: 'login.example.com',
      now: 'acme-fielda.auth.us-east-1.amazoncognito.com',
    });
  });

  it('says so to people', async () => {
    const { stdout } = await mergeCase(name);

    expect(stdout).toContain(`its own ${endpoint} stays: ours never says that`);
    expect(stdout).toMatch(/BREAKS SOMETHING\n\n {2}auth\.oauth\.domain \(changed\)\n {4}before /);
  });

  it('keeps a key that is not known here, at any depth, and names a block that it loses', async () => {
    const { oauth: _hostedUi, ...auth } = ours.auth;
    await publish(folderConfigStore(store), {
      'amplify_outputs.json': JSON.stringify({ ...ours, auth }),
    });
    const password_policy = { ...(auth['password_policy'] as object), newer_rule: 3 };
    await writeFile(
      file,
      JSON.stringify({ ...ours, auth: { ...ours.auth, password_policy, newer_key: { a: 1 } } }),
    );

    const { stdout } = await merge('--json');

    const { merged } = fetchedSchema.parse(JSON.parse(stdout));
    const { auth: now } = JSON.parse(await readFile(file, 'utf8')) as Outputs;
    expect(now).toEqual({ ...auth, password_policy, newer_key: { a: 1 } });
    expect(merged?.own).toEqual(['auth.password_policy.newer_rule', 'auth.newer_key']);
    expect(merged?.changes).toMatchObject([
      { key: 'auth.oauth', change: 'removed', effect: 'breaking' },
    ]);
  });
});

describe('A merge', () => {
  it('passes over a byte order mark and keeps it', async () => {
    const { code, text } = await mergeCase('14-byte-order-mark/amplify_outputs.json');

    expect(code).toBe(0);
    expect(text.startsWith('\uFEFF{')).toBe(true);
    expect((JSON.parse(text.slice(1)) as Outputs).auth).toEqual(ours.auth);
  });

  it('ends lines as the file does', async () => {
    const { code, text } = await mergeCase('22-small/crlf-outputs.json');

    expect(code).toBe(0);
    expect(text).toContain('\r\n\t"auth": {\r\n\t\t"');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('takes an auth without ids as none', async () => {
    const { code, text } = await mergeCase('22-small/empty-auth.json');

    expect(code).toBe(0);
    expect((JSON.parse(text) as Outputs).auth).toEqual(ours.auth);
  });
});

describe('A merge into the outputs of Flutter', () => {
  const name = '19-flutter-gen2/amplify_outputs.dart';
  const valueIn = (text: string) => readShippedFile('amplify_outputs.dart', text).value;

  it('puts our auth into the text of the constant, beside what the developer has there', async () => {
    const before = await readFile(fieldFile(name), 'utf8');

    const { code, stdout, text } = await mergeCase(name, '--json');

    const { files: placed, merged } = fetchedSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(valueIn(text)).toMatchObject({
      ...valueIn(before),
      auth: ours.auth,
      version: ours['version'],
    });
    expect({ placed, taken: merged?.taken[0] }).toEqual({ placed: [], taken: 'auth' });
    const data = /"data": \{[\s\S]*?\n {2}\}/.exec(before)?.[0];
    expect(text).toContain(data);
    expect(text).toMatch(/^const amplifyConfig = r'''\{\n {2}"data"[\s\S]*\n\}''';\n?$/);
  });

  it('stands for the file that --format dart would write', async () => {
    const formats = ['--format', 'dart,exports', '--out', dirname(file)];

    const { stdout } = await mergeCase(name, ...formats, '--json');

    const { files: placed, merged } = fetchedSchema.parse(JSON.parse(stdout));
    expect(placed.map(({ path }) => basename(path))).toEqual(['aws-exports.js']);
    expect(merged).toMatchObject({ path: file, changed: true });
  });

  it('changes the constant alone, beside an old one in a comment, whatever the case of the name', async () => {
    const old = `// const a = '{"version": "1"}';\n`;
    file = join(dirname(file), 'OUTPUTS.DART');
    await writeFile(file, `${old}const a = '{"version":' ' "1"}';\n`);

    const { code } = await merge();

    const text = await readFile(file, 'utf8');
    expect(code).toBe(0);
    expect(text.startsWith(`${old}const a = '{`)).toBe(true);
    expect(readShippedFile('OUTPUTS.DART', text).value).toMatchObject({ auth: ours.auth });
  });

  it.each([
    ['holds none', "const a = 'x';", 'gives no constant a text that is amplify_outputs.json'],
    [
      'holds several',
      `const dev = '{"version": "1"}';\nconst prod = '{"version": "1"}';`,
      'holds several outputs',
    ],
    [
      'has one in a comment only',
      `/* const a = r'''{"version": "1"}'''; */ final a = jsonEncode(build());`,
      'gives no constant a text',
    ],
    ['puts it together', `const a = '{"version": "1", "a": "$b"}';`, 'puts $b into its text'],
  ])('is a mistake of the command line where the file %s', async (_, text, message) => {
    file = join(dirname(file), 'amplify_outputs.dart');
    await writeFile(file, text);

    const { code, stderr } = await merge();

    expect(code).toBe(64);
    expect(stderr).toContain(message);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
