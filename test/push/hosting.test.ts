import { UpdateAppCommand, UpdateBranchCommand } from '@aws-sdk/client-amplify';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import {
  hostedAccount,
  importAndPush,
  operationsOf,
  ownersClient,
  pushOnce,
  seedApp,
  variablesOf,
  withHosting,
} from './hosted-account.ts';

const { hosting: there } = hostedAccount();
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

/** What the owners of an app do beside us. */
async function ownersWrite(
  appId: string,
  environmentVariables: Record<string, string>,
  branchName?: string,
): Promise<void> {
  const client = ownersClient(there());
  if (branchName === undefined) {
    await client.send(new UpdateAppCommand({ appId, environmentVariables }));
  } else {
    await client.send(new UpdateBranchCommand({ appId, branchName, environmentVariables }));
  }
}

/** Lets somebody write whenever a call of ours of an operation comes in, so many times. */
function meanwhile(
  operation: string,
  times: number,
  happen: (time: number) => Promise<void>,
): void {
  let time = 0;
  there().beforeCall(async (call) => {
    if (call.operation !== operation || time >= times) return;
    time += 1;
    await happen(time);
  });
}

const ours = {
  AMPLIFY_USERPOOL_ID: userPoolId,
  AMPLIFY_WEBCLIENT_ID: webClientId,
  AMPLIFY_NATIVECLIENT_ID: webClientId,
  AMPLIFY_IDENTITYPOOL_ID: identityPoolId,
  AMPLIFY_IMPORT_CONFIG_URI: 's3://amplify-import-config/config/storefront/prod/',
};
const foreign = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`OTHER_${index}`, `value ${index} = "ä" \n\t`]),
);
const writes = (): readonly string[] =>
  operationsOf(there()).filter((operation) => /^(Update|Start)/.test(operation));
const targetId = (appId: string, branch?: string): string =>
  ['hosting:eu-west-1', appId, ...(branch === undefined ? [] : [branch])].join(':');

describe('The variables of a hosting build', () => {
  it('DOC-10: are the four ids of the imported pools, and where their config is', async () => {
    const appId = await seedApp(there());

    await importAndPush(withHosting({ appId }));

    expect(await variablesOf(there(), appId)).toEqual(ours);
  });
});

describe('P6: variables on Amplify Hosting', () => {
  it.each([
    ['an app', undefined],
    ['a branch', 'main'],
    ['a branch with a slash', 'feature/x'],
  ])(
    'P6: those of %s get ours; 40 of others stay byte for byte; a second push writes nothing',
    async (_, branch) => {
      const variables = { environmentVariables: foreign };
      const appId = await seedApp(
        there(),
        branch === undefined ? variables : {},
        branch === undefined ? {} : { branchName: branch, ...variables },
      );

      const first = await importAndPush(withHosting({ appId, branch }));
      const second = await pushOnce();

      expect(first).toMatchObject({
        status: 'pushed',
        targets: [{ id: targetId(appId, branch), kind: 'hosting', status: 'pushed' }],
      });
      expect(await variablesOf(there(), appId, branch)).toEqual({ ...foreign, ...ours });
      expect(second).toMatchObject({ status: 'unchanged', targets: [{ status: 'pushed' }] });
      expect(writes()).toHaveLength(1);
    },
  );

  it('P6: a plan reads three times at the most, and a push that changes nothing no more than that', async () => {
    const appId = await seedApp(there());
    await importAndPush(withHosting({ appId }, { appId, branch: 'main' }));
    (there().calls as unknown[]).length = 0;

    await pushOnce();

    expect([...operationsOf(there())].toSorted()).toEqual([
      'GetApp',
      'GetApp',
      'GetBranch',
      'ListBranches',
    ]);
  });

  it('P6: a writer between our two reads is waited for, and nothing of theirs is lost', async () => {
    const appId = await seedApp(there(), { environmentVariables: foreign });
    await runOnce(withHosting({ appId }));
    let reads = 0;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'GetApp') return;
      reads += 1;
      // The plan reads once; the second read of the write sees something new.
      if (reads === 3) await ownersWrite(appId, { ...foreign, THEIRS: 'new' });
    });

    const result = await pushOnce();

    expect(result.status).toBe('pushed');
    expect(await variablesOf(there(), appId)).toEqual({ ...foreign, THEIRS: 'new', ...ours });
  });

  it('P6: a writer who puts back what they had read before us takes ours away once, not twice', async () => {
    const appId = await seedApp(there(), { environmentVariables: foreign });
    await runOnce(withHosting({ appId }));
    let wrote = false;
    there().beforeCall(async ({ operation }) => {
      const isReadBack = operation === 'GetApp' && writes().length === 1 && !wrote;
      if (!isReadBack) return;
      wrote = true;
      await ownersWrite(appId, { ...foreign, GEN2_MIGRATION_ENVIRONMENT_NAME: 'prod' });
    });

    const result = await pushOnce();

    expect(result.status).toBe('pushed');
    expect(await variablesOf(there(), appId)).toEqual({
      ...foreign,
      GEN2_MIGRATION_ENVIRONMENT_NAME: 'prod',
      ...ours,
    });
  });

  it('P6: who writes there all the time is named, and ours are not written for ever', async () => {
    const appId = await seedApp(there(), { environmentVariables: foreign });
    await runOnce(withHosting({ appId }));
    meanwhile('GetApp', 100, async (time) => ownersWrite(appId, { ...foreign, TIME: `${time}` }));

    const result = await pushOnce();

    expect(result).toMatchObject({
      status: 'failed',
      error: { name: 'PushIncomplete' },
      targets: [{ status: 'failed', error: { name: 'TargetContested' } }],
    });
    expect(await variablesOf(there(), appId)).toMatchObject(foreign);
  });

  it('P6: a value of ours that somebody changes after the plan is left alone', async () => {
    const appId = await seedApp(there());
    await runOnce(withHosting({ appId }));
    let reads = 0;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'GetApp') return;
      reads += 1;
      if (reads === 2) await ownersWrite(appId, { AMPLIFY_USERPOOL_ID: 'theirs' });
    });

    const result = await pushOnce();

    expect(result.targets).toMatchObject([{ status: 'left', error: { name: 'TARGET_CHANGED' } }]);
    expect(await variablesOf(there(), appId)).toEqual({ AMPLIFY_USERPOOL_ID: 'theirs' });
  });

  it.each([
    ['an app', undefined],
    ['a branch', 'main'],
  ])('P6: the last variables of %s are taken away, by a name of one space', async (_, branch) => {
    const appId = await seedApp(there());
    await importAndPush(withHosting({ appId, branch }));

    const result = await importAndPush(withHosting());

    const update = there().calls.findLast(({ operation }) => operation.startsWith('Update'));
    expect(update?.body).toEqual({ environmentVariables: { ' ': '' } });
    expect(await variablesOf(there(), appId, branch)).toEqual({});
    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'gone' }] });
    expect(linkItemOf(world)?.push?.targets).toEqual([]);
  });

  it('P6: a value that stood there before comes back, as far as it was one that we write', async () => {
    const earlier = 'eu-west-1_Before123';
    const appId = await seedApp(there(), {
      environmentVariables: { AMPLIFY_USERPOOL_ID: earlier, AMPLIFY_WEBCLIENT_ID: 'a secret' },
    });
    const first = await importAndPush(withHosting({ appId }));

    await importAndPush(withHosting());

    expect(first.findings).toContainEqual(
      expect.objectContaining({
        code: 'TARGET_VALUE_REPLACED',
        facts: { target: targetId(appId), keys: ['AMPLIFY_WEBCLIENT_ID'] },
      }),
    );
    expect(await variablesOf(there(), appId)).toEqual({ AMPLIFY_USERPOOL_ID: earlier });
  });

  it('P6: the identity pool goes from the variables with the identity pool of the request', async () => {
    const appId = await seedApp(there());
    await importAndPush(withHosting({ appId }));
    const { identityPoolId: _, grants: __, ...userPoolOnly } = withHosting({ appId });

    await importAndPush(userPoolOnly);

    const { AMPLIFY_IDENTITYPOOL_ID: ___, ...rest } = ours;
    expect(await variablesOf(there(), appId)).toEqual(rest);
  });

  it.each([
    ['throttled', 'throttled'],
    ['refused by a gateway', { status: 503 }],
  ] as const)('P6: an update that is %s is tried again', async (_, failure) => {
    const appId = await seedApp(there(), { environmentVariables: foreign });
    await runOnce(withHosting({ appId }));
    there().fail('UpdateApp', failure);

    const result = await pushOnce();

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'pushed' }] });
    expect(await variablesOf(there(), appId)).toEqual({ ...foreign, ...ours });
  });

  it('P6: an update whose answer is lost takes back nothing that others write afterwards', async () => {
    const appId = await seedApp(there(), { environmentVariables: foreign });
    await runOnce(withHosting({ appId }));
    meanwhile('UpdateApp', 1, async () => {
      await ownersWrite(appId, { ...foreign, ...ours, THEIRS: 'written after ours' });
      throw new Error('The answer is lost.');
    });

    const result = await pushOnce();

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'pushed' }] });
    expect(await variablesOf(there(), appId)).toEqual({
      ...foreign,
      ...ours,
      THEIRS: 'written after ours',
    });
  });

  it('P6: an app that is not there, or not ours to write, refuses no import', async () => {
    const appId = await seedApp(there());

    const imported = await runOnce(
      withHosting({ appId: 'd404' }, { appId, branch: 'gone' }, { appId, region: 'cn-north-1' }),
    );
    const pushed = await pushOnce();

    expect(imported.status).toBe('published');
    const codes = ['HOSTING_NOT_FOUND', 'HOSTING_BRANCH_NOT_FOUND', 'SERVICE_NOT_IN_PARTITION'];
    expect(imported.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    expect(pushed).toMatchObject({
      error: { name: 'PushIncomplete' },
      targets: codes.map((name) => ({ status: 'left', error: { name } })),
    });
    expect(writes()).toEqual([]);
  });

  it.each([
    ['an app', undefined, (appId: string) => `apps/${appId}`],
    ['a branch', 'main', (appId: string) => `apps/${appId}/branches/main`],
  ])('P6: deployed, %s needs the word of its own owner', async (_, branch, resource) => {
    const appId = await seedApp(
      there(),
      branch === undefined ? {} : { tags: { 'amplify-import': 'any' } },
    );
    await runOnce(withHosting({ appId, branch }));
    const arn = `arn:aws:amplify:eu-west-1:000000000000:${resource(appId)}`;

    const refused = await pushOnce({}, { allowList: {} });
    const listed = await pushOnce({}, { allowList: { storefront: [arn] } });

    expect(refused.targets).toMatchObject([
      { status: 'left', error: { name: 'TARGET_NOT_ALLOWED' } },
    ]);
    expect(refused.findings).toContainEqual(
      expect.objectContaining({
        code: 'TARGET_NOT_ALLOWED',
        command: `aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list ${arn} --tags amplify-import=storefront`,
      }),
    );
    expect(listed.targets).toMatchObject([{ status: 'pushed' }]);
  });

  it('P6: deployed, the tag of the owner is enough', async () => {
    const tags = { 'amplify-import': 'backoffice storefront' };
    const appId = await seedApp(there(), { tags }, { tags });
    await runOnce(withHosting({ appId }, { appId, branch: 'main' }));

    const result = await pushOnce({}, { allowList: {} });

    expect(result.targets.map(({ status }) => status)).toEqual(['pushed', 'pushed']);
  });

  it('P6: branches with variables of their own under our names are named', async () => {
    const appId = await seedApp(
      there(),
      {},
      { environmentVariables: { AMPLIFY_USERPOOL_ID: 'a secret of a branch' } },
    );

    const result = await importAndPush(withHosting({ appId }));

    expect(result.findings).toContainEqual(
      expect.objectContaining({
        code: 'HOSTING_BRANCH_OVERRIDES',
        facts: expect.objectContaining({ branches: ['main'], keys: ['AMPLIFY_USERPOOL_ID'] }),
      }),
    );
  });
});
