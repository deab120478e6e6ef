import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/cli/commands.ts';
import { bridges } from '../../src/domain/bridges/targets.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import type { StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
const ofLink = ['--app', 'storefront', '--env', 'prod'];

let cloud: StandIn;
let here: Bench;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request(request);
});

/** Imports both pools of the sample account into the bench's store. */
async function importBothPools(input: object = fullRequest, store = '.amplify-import') {
  const root = join(here.folder, store);
  sampleAccount();
  await runOnce(input, {
    services: stackServices({
      configStore: folderConfigStore(root),
      linkStore: folderLinkStore(root),
    }),
  });
}

describe('A bridge from an import', () => {
  it.each(Object.keys(bridges).filter((name) => name !== 'companion'))(
    'to %s prints its text alone, and asks AWS for nothing',
    async (target) => {
      await importBothPools();

      const { code, stdout, stderr } = await here.run(['bridge', target, ...ofLink]);

      expect(code).toBe(0);
      expect(stdout).toContain(userPoolId);
      expect(stdout).toContain(identityPoolId);
      expect(stderr).not.toMatch(/^From a /m);
      expect(cloud.calls).toEqual([]);
    },
  );

  it('looks in the store that is named', async () => {
    await importBothPools(fullRequest, 'elsewhere');

    const found = await here.run(['bridge', 'headless', ...ofLink, '--store', 'elsewhere']);
    const missed = await here.run(['bridge', 'headless', ...ofLink]);

    expect(found.code).toBe(0);
    expect(missed).toMatchObject({ code: 1, stdout: '' });
    expect(missed.stderr).toContain('No import of storefront/prod is recorded in the folder');
  });

  it('writes its text to a file, in a folder that it makes', async () => {
    await importBothPools();
    const printed = await here.run(['bridge', 'reference-auth', ...ofLink]);

    const out = 'amplify/auth/resource.ts';
    const written = await here.run(['bridge', 'reference-auth', ...ofLink, '--out', out]);

    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(join(here.folder, out), 'utf8')).toBe(printed.stdout);
  });

  it('says that it has replaced another text, and nothing of its own', async () => {
    await importBothPools();
    const out = 'resource.ts';
    await writeFile(join(here.folder, out), 'export const auth = {};');
    const bridging = ['bridge', 'reference-auth', ...ofLink, '--out', out];

    const first = await here.run(bridging);
    const again = await here.run(bridging);

    expect(first.stderr).toContain('resource.ts was replaced: another text stood there.\n');
    expect(again.stderr).not.toContain('replaced');
  });

  it('tells why it cannot be, what works instead, and writes nothing', async () => {
    await here.run(['run', 'request.json']);

    const end = await here.run(['bridge', 'reference-auth', ...ofLink, '--out', 'resource.ts']);

    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toBe(
      'referenceAuth needs an identity pool, and there is none.\nThe same command with add-output for reference-auth gives one that is taken.\n',
    );
    expect(await readdir(here.folder)).not.toContain('resource.ts');
  });

  it('says that it is from a plan when nothing was imported', async () => {
    await here.run(['run', 'request.json', '--mode', 'plan']);

    const { code, stderr } = await here.run(['bridge', 'add-output', ...ofLink]);

    expect(code).toBe(0);
    expect(stderr).toContain('From a plan, not from an import.\n');
  });

  it('has the policies of an import that hands them out', async () => {
    await importBothPools({ ...fullRequest, rolePolicies: 'emit' });

    const { stdout } = await here.run(['bridge', 'terraform', ...ofLink]);

    expect(stdout).toContain('resource "aws_iam_role_policy" "storefront_prod"');
    expect(stdout).toContain('$${cognito-identity.amazonaws.com:sub}');
  });
});

describe('A bridge from a request', () => {
  it('plans it, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await here.run(['bridge', 'headless', 'request.json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      userPoolId,
      webClientId,
      nativeClientId: webClientId,
    });
    expect(stderr).toContain('From a plan, not from an import.\n');
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('plans it whatever its own mode is', async () => {
    await here.request({ ...request, mode: 'import' });

    const { stderr } = await here.run(['bridge', 'headless', 'request.json']);

    expect(stderr).toContain('Plan role policies');
    expect(stderr).not.toContain('Publish config');
  });

  it('gives the pool that is missing to a request that is refused for lack of it', async () => {
    const grants = { storage: [{ bucket: 'storefront-uploads', authenticated: ['read'] }] };
    await here.request({ ...request, grants });

    const { code, stdout, stderr } = await here.run(['bridge', 'companion', 'request.json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('Resources.IdentityPool');
    expect(stderr).toMatch(/^From a run that was refused for .*IDENTITY_POOL/m);
  });

  it('makes a companion with guests, and as a CDK app, when that is asked for', async () => {
    const args = ['bridge', 'companion', 'request.json', '--guests'];

    const [template, app] = await Promise.all([here.run(args), here.run([...args, '--cdk'])]);

    expect(JSON.parse(template.stdout)).toHaveProperty('Parameters.AllowGuests.Default', 'true');
    expect(app.stdout).toContain('allowUnauthenticatedIdentities: true,');
  });

  it('tells what could not be read, and the way to read it', async () => {
    const { DescribeUserPool: _denied, ...answers } = userPoolAnswers();
    cloud.answer(answers);

    const { code, stdout, stderr } = await here.run(['bridge', 'cdk', 'request.json']);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      'The run does not say what the user pool and its app clients are like',
    );
    expect(stderr).toContain('cognito-idp:DescribeUserPool');
  });

  it('tells what is wrong with a request that cannot be understood', async () => {
    await here.request({ ...request, userPoolId: 'nonsense' });

    const { code, stdout, stderr } = await here.run(['bridge', 'cdk', 'request.json']);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('InvalidRequest: ');
    expect(stderr).toContain('userPoolId');
  });
});

describe('A bridge that nobody can build', () => {
  it.each([
    ['no target', ['bridge'], 'Name a target: headless, reference-auth,'],
    ['an unknown target', ['bridge', 'pulumi', ...ofLink], 'not "pulumi"'],
    ['a word of every object', ['bridge', 'constructor', ...ofLink], 'not "constructor"'],
    ['neither link nor request', ['bridge', 'cdk'], 'Name --app and --env'],
    ['half a link', ['bridge', 'cdk', '--app', 'storefront'], 'Name --app and --env'],
    ['both', ['bridge', 'cdk', 'request.json', ...ofLink], 'not both'],
    ['two requests', ['bridge', 'cdk', 'a.json', 'b.json'], 'Unexpected argument "b.json"'],
    [
      'a name that leads elsewhere',
      ['bridge', 'cdk', '--app', '..', '--env', 'a'],
      '".." is no name for --app',
    ],
    ['guests elsewhere', ['bridge', 'cdk', ...ofLink, '--guests'], 'the target companion'],
    ['an app elsewhere', ['bridge', 'terraform', ...ofLink, '--cdk'], 'the target companion'],
    ['a folder as the file', ['bridge', 'cdk', ...ofLink, '--out', '.'], '--out .: it is a folder'],
  ])('exits with 64 and says why: %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await here.run(args);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).toContain('How it goes: amplify-import bridge --help\n');
    expect(cloud.calls).toEqual([]);
  });

  it('is never an event, by which a run would import', async () => {
    const event = { source: 'amplify-import.storefront', 'detail-type': 'Auth Import Requested' };
    await here.request({ ...event, detail: request });

    const { code, stderr } = await here.run(['bridge', 'cdk', 'request.json']);

    expect(code).toBe(64);
    expect(stderr).toContain('A bridge goes with a request, not with an event.');
    expect(cloud.calls).toEqual([]);
  });
});

describe('The help of the bridge', () => {
  it('lists every target', async () => {
    const { stdout } = await here.run(['bridge', '--help']);

    expect(Object.keys(commands.bridge.positionals.target.choices)).toEqual(Object.keys(bridges));
    for (const name of Object.keys(bridges)) {
      expect(stdout).toMatch(new RegExp(`\\n {2}${name} +\\w`));
    }
  });
});
