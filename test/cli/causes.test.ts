import fs from 'node:fs';
import files, { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { fullRequest } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { runHere } from './published.ts';

/** What goes wrong for whoever is new here: one name, one exit code and one next step, whatever was asked. */

const newFolder = temporaryFolders();
const link = ['--app', 'storefront', '--env', 'prod'];
let world: SampleAccount;
let folder: string;
let before: string;

const lookedUp = (hostname: string) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname });
const noCredentials = (message: string) =>
  Object.assign(new Error(message), { name: 'CredentialsProviderError' });

beforeEach(async () => {
  world = sampleAccount();
  folder = await newFolder();
  before = process.cwd();
  process.chdir(folder);
  await writeFile('request.json', JSON.stringify(fullRequest));
  await writeFile('shipped.json', JSON.stringify({ version: '1.4' }));
  await writeFile('config', '[profile dev]\nregion = eu-west-9\n[sso-session dev2]\n[default]\n');
});

afterEach(() => process.chdir(before));

const asking: readonly (readonly [string, readonly string[]])[] = [
  ['run', ['run', 'request.json', '--store', 'aws']],
  ['push', ['push', ...link, '--store', 'aws']],
  ['remove', ['remove', ...link, '--store', 'aws', '--yes']],
  ['start', ['start', 'request.json']],
  ['list', ['list', '--store', 'aws']],
  ['show', ['show', ...link, '--store', 'aws']],
  ['history', ['history', ...link, '--store', 'aws']],
  ['fetch', ['fetch', ...link, '--store', 'aws']],
  ['compare', ['compare', 'shipped.json', ...link, '--store', 'aws']],
  ['bridge', ['bridge', 'cdk', ...link, '--store', 'aws']],
  [
    'init',
    [
      'init',
      'new.json',
      '--app',
      'storefront',
      '--env',
      'dev',
      '--from-env',
      'prod',
      '--store',
      'aws',
    ],
  ],
  ['discover', ['discover']],
];
const ofStack = asking.filter(([name]) => name !== 'discover');

describe('What AWS or the settings of its tools say', () => {
  const profile = { AWS_CONFIG_FILE: 'config', AWS_SHARED_CREDENTIALS_FILE: 'none' };

  it.each([
    {
      cause: 'no credentials',
      error: noCredentials('Could not load credentials from any providers'),
      says: /^CredentialsMissing: There are no usable AWS credentials to call \S+ with\. Sign in, or set a profile or keys/m,
    },
    {
      cause: 'a session that has to be renewed',
      error: noCredentials("The SSO session has expired. To refresh it run 'aws sso login'."),
      says: /^CredentialsMissing: .* with: The SSO session has expired\. To refresh it run 'aws sso login'\. Sign in/m,
    },
    {
      cause: 'an expired token',
      error: awsError('ExpiredToken', 403),
      says: /^CredentialsMissing: .* with: they have expired\. Sign in, or set a profile or keys/m,
    },
    {
      cause: 'a profile that there is not',
      error: noCredentials('Could not load credentials from any providers'),
      environment: { ...profile, AWS_PROFILE: 'prod' },
      says: /^ProfileMissing: The profile "prod" is asked for, and .* no such one\. Name one that they have, by AWS_PROFILE or --profile: dev, default\.$/m,
    },
    {
      cause: 'a profile that there is not, and so no region',
      error: new Error('Region is missing'),
      environment: { ...profile, AWS_PROFILE: 'prod' },
      says: /^ProfileMissing: The profile "prod" /m,
    },
    {
      cause: 'no region',
      error: new Error('Region is missing'),
      says: /^RegionMissing: .* Name one by AWS_REGION or --region, or a profile that names a region\.$/m,
    },
    {
      cause: 'a region that there is not',
      error: lookedUp('ssm.eu-west-9.amazonaws.com'),
      environment: { AWS_REGION: 'eu-west-9' },
      says: /^RegionUnknown: There is no region "eu-west-9" of AWS\. Set AWS_REGION/m,
    },
    {
      cause: 'a region of the profile that there is not',
      error: lookedUp('ssm.eu-west-9.amazonaws.com'),
      environment: { ...profile, AWS_PROFILE: 'dev', AWS_REGION: '' },
      says: /^RegionUnknown: There is no region "eu-west-9" of AWS\. Set AWS_REGION/m,
    },
    {
      cause: 'a region that is no word of an address',
      error: new Error(
        'Region not accepted: region="EU (Ireland)" is not a valid hostname component.',
      ),
      says: /^RegionUnknown: There is no region "EU \(Ireland\)" of AWS\. Set AWS_REGION/m,
    },
    {
      cause: 'an endpoint where nothing answers',
      error: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' }),
      environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      says: /^AwsUnavailable: .*ECONNREFUSED 127\.0\.0\.1:9\. See that something answers where AWS_ENDPOINT_URL leads to, or unset it\.$/m,
    },
    {
      cause: 'a network that is down',
      error: lookedUp('ssm.eu-west-1.amazonaws.com'),
      environment: { AWS_REGION: 'eu-west-1' },
      says: /^AwsUnavailable: .* Look at the network, then start again\.$/m,
    },
  ])('$cause ends each command alike', async ({ error, environment = {}, says }) => {
    world.faults.fail(() => true, error);

    for (const [name, args] of asking) {
      const { code, stdout, stderr } = await runHere(args, {
        AWS_ENDPOINT_URL: '',
        ...environment,
      });

      expect([name, code]).toEqual([name, 2]);
      expect([name, `${stderr}${stdout}`]).toEqual([name, expect.stringMatching(says)]);
    }
  });

  it.each([
    ['CredentialsMissing', awsError('ExpiredToken', 403), {}],
    ['ProfileMissing', new Error('Region is missing'), { ...profile, AWS_PROFILE: 'prod' }],
    ['RegionUnknown', lookedUp('iam.eu-west-9.amazonaws.com'), { AWS_REGION: 'eu-west-9' }],
  ])('%s is what a run into a folder ends in as well', async (name, error, environment) => {
    world.faults.fail(() => true, error);

    const { code, stdout } = await runHere(['run', 'request.json', '--json'], environment);

    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'failed', error: { name } });
  });

  it.each(ofStack)(
    'no stack where the caller looks ends "%s" like every other',
    async (_, args) => {
      world.faults.fail('ssm:GetParameter', awsError('ParameterNotFound', 400));
      world.faults.fail('states:StartExecution', awsError('StateMachineDoesNotExist', 400));

      const { code, stderr } = await runHere(args, { AWS_REGION: 'eu-west-1' });

      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^StackMissing: No stack of amplify-import is deployed in account \d{12} and region [\w-]+\. Set AWS_PROFILE and AWS_REGION to where it is; /m,
      );
    },
  );
});

describe('What a command line names', () => {
  it.each([
    ['is not there', 'absent.json', 'absent.json cannot be read: it is not there.'],
    ['is a folder', '.', '. cannot be read: it is a folder.'],
    [
      'lies below a file',
      'request.json/x.json',
      'request.json/x.json cannot be read: a part of its path is no folder.',
    ],
  ])('a file that %s ends each command with 64 and the same words', async (_, name, says) => {
    for (const args of [
      ['run', name],
      ['start', name],
      ['compare', name, ...link],
      ['compare', 'shipped.json', name],
      ['bridge', 'cdk', name],
    ]) {
      const { code, stdout, stderr } = await runHere(args);

      expect({ args, code, stdout }).toEqual({ args, code: 64, stdout: '' });
      expect(stderr).toContain(`${says}\nHow it goes: amplify-import ${args[0]} --help\n`);
    }
    const { code, stderr } = await runHere(['fetch', ...link, '--merge', name]);
    expect(code).toBe(64);
    expect(stderr).toContain(`--merge ${says}\n`);
  });

  it('a request that is broken is told by line and column, wherever it is read', async () => {
    await writeFile('broken.json', '{\n  "app": "storefront"\n  "env": "prod"\n}\n');

    for (const args of [
      ['run', 'broken.json'],
      ['start', 'broken.json'],
      ['compare', 'broken.json', ...link],
      ['compare', 'shipped.json', 'broken.json'],
      ['bridge', 'cdk', 'broken.json'],
      ['fetch', ...link, '--merge', 'broken.json'],
    ]) {
      const { code, stderr } = await runHere(args);

      expect([args, code]).toEqual([args, 64]);
      expect(stderr).toMatch(
        /broken\.json is no[t]? JSON: line 3, column 3: a comma is missing\.\n/,
      );
    }
  });

  it('a store that is a file ends each command with 64 and the same words', async () => {
    const inFile = (args: readonly string[]) =>
      args.map((word) => (word === 'aws' ? 'request.json' : word));

    for (const [name, args] of ofStack.filter(([one]) => one !== 'start')) {
      const { code, stderr } = await runHere(inFile(args));

      expect([name, code]).toEqual([name, 64]);
      expect(stderr).toContain('--store request.json: it is no folder.\n');
    }
  });

  it.each([
    ['a file', 'request.json', 'it is no folder'],
    ['below a file', 'request.json/x', 'no folder'],
  ])('a folder to write into that is %s ends each command with 64', async (_, out, says) => {
    for (const args of [
      ['run', 'request.json', '--out', out],
      ['fetch', ...link, '--out', out, '--store', 'aws'],
    ]) {
      const { code, stderr } = await runHere(args);

      expect([args, code]).toEqual([args, 64]);
      expect(stderr).toContain(`--out ${out}: `);
      expect(stderr).toContain(says);
      expect(stderr).not.toMatch(/\bE[A-Z]{3,}\b/);
    }
  });
});

describe('What the file system refuses while a command is under way', () => {
  const refusal = (code: string) =>
    Object.assign(new Error(`${code}: as Node says it, open '/x'`), { code, errno: -1 });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['ENOSPC', 'the disk is full. Make room there, then start again.'],
    ['EROFS', 'it can only be read there. Name another place'],
    ['EACCES', 'you have no right to it. Name another place'],
    ['EMFILE', 'too many files are open. Raise the limit ("ulimit -n"), then start again.'],
  ])('%s is told by one name, with what to do', async (errno, says) => {
    await runHere(['run', 'request.json', '--store', 'full']);
    jest.spyOn(files, 'open').mockRejectedValue(refusal(errno));
    jest.spyOn(files, 'writeFile').mockRejectedValue(refusal(errno));

    for (const args of [
      ['run', 'request.json', '--store', 'new'],
      ['push', ...link, '--store', 'full'],
      ['remove', ...link, '--store', 'full', '--yes'],
      ['fetch', ...link, '--store', 'full', '--out', 'out'],
    ]) {
      const { code, stdout, stderr } = await runHere(args);

      expect([args, code]).toEqual([args, 2]);
      expect(`${stdout}${stderr}`).toContain(says);
      expect(`${stdout}${stderr}`).toContain('FileRefused: The file system refuses ');
      expect(`${stdout}${stderr}`).not.toContain(errno);
    }
  });

  it('a store that may not be read is not taken for one that is empty', async () => {
    jest.spyOn(fs, 'readdirSync').mockImplementation(() => {
      throw refusal('EACCES');
    });

    const { code, stderr } = await runHere(['list', '--store', folder]);

    expect(code).toBe(2);
    expect(stderr).toContain('FileRefused: The file system refuses ');
  });
});

describe('What a comparison or a bridge says of a plan that is refused', () => {
  it.each([
    ['compare', 'shipped.json'],
    ['bridge', 'cdk'],
  ])('"%s %s" names no report that is gone with the plan', async (...words) => {
    await writeFile(
      'other.json',
      JSON.stringify({ ...fullRequest, userPoolId: 'eu-west-1_Missing99' }),
    );

    const { code, stdout, stderr } = await runHere([...words, 'other.json']);

    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain('USER_POOL_NOT_FOUND');
    expect(`${stdout}${stderr}`).not.toMatch(/report\.json|amplify-import-plan/);
  });
});

describe('A word that is none of a list', () => {
  it.each([
    [['fetch', '--format', 'outputs,exprots'], '--format is some of ', 'exports'],
    [['run', 'request.json', '--mode', 'pln'], '--mode is one of ', 'plan'],
    [['bridge', 'terrafrom'], '<target> is one of ', 'terraform'],
    [['start', 'request.json', '--machine', 'push-aut'], '--machine is one of ', 'push-auth'],
  ])('is told with what was probably meant: %j', async (args, says, meant) => {
    const { code, stderr } = await runHere(args);

    expect(code).toBe(64);
    expect(stderr).toContain(says);
    expect(stderr).toContain(` Did you mean "${meant}"?\nHow it goes: `);
  });
});

describe('A command that there is not', () => {
  it.each([
    ['fecth', 'There is no command "fecth". Did you mean "fetch"?'],
    ['--loud', '"--loud" stands before no command.'],
  ])('is told first, without the help of all others: %s', async (word, says) => {
    const { code, stdout, stderr } = await runHere([word]);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      says,
      expect.stringContaining('amplify-import --help'),
      '',
    ]);
  });
});
