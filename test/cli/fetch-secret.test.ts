import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { nativeFiles, publish, runHere, webFiles } from './published.ts';

const newFolder = temporaryFolders();
const address = `s3://${configBucket}/config/storefront/prod/`;
let world: SampleAccount;
let out: string;

beforeEach(async () => {
  world = sampleAccount();
  out = await newFolder();
  await publish(s3ConfigStore(configBucket), { ...webFiles, ...nativeFiles });
});

const fetch = (...args: string[]) =>
  runHere(['fetch', '--native-client-secret', '--out', out, ...args], {
    AMPLIFY_IMPORT_CONFIG_URI: address,
  });

describe('fetch --native-client-secret', () => {
  it.each([[[]], [['--json']]])(
    'adds it to the local native files only, and prints it nowhere: %j',
    async (args) => {
      const { code, stdout, stderr } = await fetch('--format', 'all', ...args);

      const holding = await filesWith(world.secret);
      const stored = [...(world.s3.buckets.get(configBucket)?.objects.values() ?? [])];
      expect(code).toBe(0);
      expect(holding.toSorted()).toEqual(Object.keys(nativeFiles));
      expect(stored.filter(({ body }) => body.includes(world.secret))).toEqual([]);
      expect(stdout + stderr).not.toContain(world.secret);
      expect(stderr).toContain('Keep them out of version control.');
    },
  );

  it('lets nobody but the owner read the file', async () => {
    await fetch('--format', 'android');

    expect((await stat(join(out, 'amplifyconfiguration.json'))).mode & 0o777).toBe(0o600);
  });

  it('goes into the file of one platform alone', async () => {
    await fetch('--format', 'flutter');

    expect(await readdir(out)).toEqual(['amplifyconfiguration.dart']);
    expect(await filesWith(world.secret)).toEqual(['amplifyconfiguration.dart']);
  });

  it('takes it out again without the option', async () => {
    await fetch('--format', 'all');

    await runHere(['fetch', '--format', 'all', '--out', out], {
      AMPLIFY_IMPORT_CONFIG_URI: address,
    });

    expect(await filesWith(world.secret)).toEqual([]);
  });

  it('says so when Cognito shows none', async () => {
    const { clients } = world.userPools.pools.get(userPoolId)!;
    for (const client of clients) delete client.ClientSecret;

    const { code, stderr } = await fetch('--format', 'android');

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'Cognito shows no secret of the native client: the files are whole as they are, unless its secrets were rotated. Cognito shows none that was added later; whoever added it has it.\n',
    });
  });

  it('asks with the rights of the caller, and writes nothing when they do not suffice', async () => {
    world.faults.fail('cognito-idp:DescribeUserPoolClient', accessDenied());

    const { code, stderr } = await fetch('--format', 'all');

    expect(code).toBe(2);
    expect(stderr).toContain('AccessDenied: AWS denied cognito-idp:DescribeUserPoolClient');
    expect(await readdir(out)).toEqual([]);
  });

  it.each(['outputs', 'exports', 'json,env'])('is refused with the format %s', async (format) => {
    const { code, stderr } = await fetch('--format', format);

    expect(code).toBe(64);
    expect(stderr).toContain('goes into files of --format android, ios, flutter or all');
  });

  it('ends with 3 when the revision has no file that names the client', async () => {
    await publish(s3ConfigStore(configBucket), webFiles);

    const { code, stderr } = await fetch('--format', 'all');

    expect(code).toBe(3);
    expect(stderr).toContain('Revision 2 does not say its native client: it lacks android/');
  });
});

describe('A fetch without it', () => {
  it('asks Cognito nothing', async () => {
    world.forgetCalls();

    await runHere(['fetch', '--format', 'all', '--out', out], {
      AMPLIFY_IMPORT_CONFIG_URI: address,
    });

    expect([...new Set(actionsOf(world.calls))]).toEqual(['s3:GetObject']);
  });
});

async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return paths
    .filter((_, index) => contents[index]?.includes(text))
    .map((path) => path.slice(out.length + 1));
}
