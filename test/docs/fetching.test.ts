import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { benchEnvironment } from '../cli/bench-environment.ts';
import { builtCommand } from '../cli/built-command.ts';
import { nativeFiles, publish, webFiles } from '../cli/published.ts';
import { s3StandIn, type S3StandIn } from '../cli/s3-stand-in.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import {
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { codeBlock, codeBlocks, readPage, section } from './markdown.ts';

const page = readPage('docs/fetching.md');
const newFolder = temporaryFolders();
const run = promisify(execFile);
const files = { ...webFiles, ...nativeFiles };
const outputs = webFiles['amplify_outputs.json'] ?? '';

let s3: S3StandIn;
let folder: string;

/** As much of the AWS CLI as the page uses: what it reads comes from the stand-in, what it writes is noted. */
const awsCli = `
import { mkdirSync, appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
const [service, operation, from, to, ...options] = process.argv.slice(2);
if (service === 's3' && operation === 'cp' && from.startsWith('s3://')) {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/' + from.slice(5));
  if (!answer.ok) process.exit(1);
  const path = to.endsWith('/') ? join(to, from.split('/').at(-1)) : to;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await answer.text());
} else {
  const text = service === 's3' ? readFileSync(from, 'utf8') : '';
  appendFileSync('.aws-calls', JSON.stringify([process.argv.slice(2), text]) + '\\n');
}
`;

beforeAll(async () => {
  s3 = await s3StandIn();
});

beforeEach(async () => {
  folder = await newFolder();
  s3.objects.clear();
  for (const env of ['prod', 'dev']) {
    await publish(
      {
        read: async () => null,
        write: async (key, text) => Boolean(s3.objects.set(`/acme-config/${key}`, text)),
      },
      files,
      { ...link, env },
    );
    for (const [path, text] of Object.entries(files)) {
      s3.objects.set(`/acme-config/config/storefront/${env}/${path}`, text);
    }
  }
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/aws.mjs'), awsCli);
  await script('aws', `${process.execPath} "$(dirname "$0")/aws.mjs" "$@"`);
  await script('amplify-import', `${process.execPath} ${builtCommand()} "$@"`);
  await script('npm', 'true');
});

afterAll(() => s3.close());

async function script(name: string, line: string): Promise<void> {
  const path = join(folder, 'bin', name);
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}

/** Runs lines of the page in an app's folder, behind the variable that the page sets first. */
async function inShell(lines: string): Promise<string> {
  const first = codeBlock(page, 'sh');
  const { stdout } = await run('/bin/sh', ['-ec', `${first}\n${lines}`], {
    cwd: folder,
    env: {
      ...benchEnvironment(folder, s3.endpoint),
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      CONFIG_BUCKET: 'acme-config',
      SITE_BUCKET: 'acme-site',
      READER_POLICY_ARN: 'arn:aws:iam::111122223333:policy/AmplifyImportReader-eu-west-1',
    },
  });
  return stdout;
}

const shellOf = (title: string) => codeBlock(section(page, title), 'sh');
const written = (path: string) => readFile(join(folder, path), 'utf8');
const awsCalls = async () =>
  (await written('.aws-calls'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string[], string]);

describe('The commands of docs/fetching.md', () => {
  it.each([
    ['amplify-import fetch', 'src/amplify_outputs.json'],
    ['AWS CLI', 'src/amplify_outputs.json'],
    ['Local development', 'src/amplify_outputs.json'],
  ])('under "%s" put the outputs into %s', async (title, path) => {
    await mkdir(join(folder, 'src'));

    await inShell(shellOf(title));

    expect(await written(path)).toBe(outputs);
  });

  it.each(['Amplify Hosting', 'GitHub Actions'])(
    'under "%s" build with the outputs',
    async (title) => {
      const yaml = codeBlock(section(page, title), 'yaml');
      const lines = [...yaml.matchAll(/^\s+- (?:run: )?((?:aws|npm) .+)$/gm)];

      await inShell(lines.map(([, line = '']) => line).join('\n'));

      expect(lines).toHaveLength(3);
      expect(await written('src/amplify_outputs.json')).toBe(outputs);
    },
  );

  it('put the file beside the app, as the app asks for it', async () => {
    await inShell(shellOf("At run time, from the app's own origin"));

    const [[words, text] = [[], '']] = await awsCalls();
    expect(words).toContain('s3://acme-site/amplify_outputs.json');
    expect(words.slice(4)).toEqual([
      '--cache-control',
      'no-cache',
      '--content-type',
      'application/json',
    ]);
    expect(text).toBe(outputs);
  });

  it('set the variables', async () => {
    await inShell(shellOf('Variables'));

    expect(parseEnv(await written('.env'))).toEqual({
      AMPLIFY_USERPOOL_ID: userPoolId,
      AMPLIFY_WEBCLIENT_ID: webClientId,
      AMPLIFY_NATIVECLIENT_ID: nativeClientId,
      AMPLIFY_IDENTITYPOOL_ID: identityPoolId,
    });
    for (const name of Object.keys(parseEnv(await written('.env')))) {
      expect(section(page, 'Variables').text).toContain(`\`${name}\``);
    }
  });

  it('merge into the outputs of a backend', async () => {
    await writeFile(join(folder, 'amplify_outputs.json'), '{"version":"1.3","data":{"url":"x"}}');

    await inShell(shellOf('Into an existing outputs file'));

    const { auth } = JSON.parse(outputs) as { auth: object };
    expect(JSON.parse(await written('amplify_outputs.json'))).toMatchObject({
      auth,
      data: { url: 'x' },
    });
  });

  it('put the files of one platform where its project has them', async () => {
    await inShell(shellOf('The secret of a native client').replace(/ --native-client-secret/, ''));

    expect(await readdir(join(folder, 'app/src/main/res/raw'))).toEqual([
      'amplifyconfiguration.json',
      'awsconfiguration.json',
    ]);
  });

  it('let a role read by its tag and the policy', async () => {
    await inShell(shellOf('Let somebody read'));

    expect((await awsCalls()).map(([words]) => words.slice(0, 2).join(' '))).toEqual([
      'iam tag-role',
      'iam attach-role-policy',
    ]);
  });

  it('are all run here', () => {
    const run = ['amplify-import fetch', 'AWS CLI', 'Local development', 'Variables'];
    const others = [
      "At run time, from the app's own origin",
      'Into an existing outputs file',
      'The secret of a native client',
      'Let somebody read',
    ];

    const blocks = [...run, ...others].flatMap((title) => codeBlocks(section(page, title), 'sh'));
    expect([codeBlock(page, 'sh'), ...blocks].toSorted()).toEqual(
      codeBlocks(page, 'sh').toSorted(),
    );
  });
});

describe('The code of docs/fetching.md', () => {
  it('configures the library with what the own origin answers', async () => {
    const code = codeBlock(section(page, "At run time, from the app's own origin"), 'js');
    const origin = `globalThis.fetch = async () => new Response(${JSON.stringify(outputs)});`;
    const told = `console.log(JSON.stringify(Amplify.getConfig()));`;

    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', [origin, code, told].join('\n')],
      { cwd: resolve('.') },
    );

    expect(JSON.parse(stdout)).toMatchObject({
      Auth: { Cognito: { userPoolId, userPoolClientId: webClientId, identityPoolId } },
    });
  });
});
