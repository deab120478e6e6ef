import {
  DeleteAppCommand,
  DeleteBranchCommand,
  UpdateAppCommand,
  UpdateBranchCommand,
} from '@aws-sdk/client-amplify';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountServices } from '../../src/aws/account/account-services.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import {
  hostedAccount,
  importAndPush,
  operationsOf,
  ownersClient,
  pushOnce,
  seedApp,
  variablesOf,
  withHosting,
} from '../push/hosted-account.ts';
import { heldOf, nothingHeld, removed, targetIn } from './pushed-account.ts';

const { hosting: there } = hostedAccount();
const foreign = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`OTHER_${index}`, `value ${index} = "ä" \n\t`]),
);
const earlier = 'eu-west-1_Before123';
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const idOf = (appId: string, branch?: string): string =>
  ['hosting:eu-west-1', appId, ...(branch === undefined ? [] : [branch])].join(':');
const calls = (operations: RegExp) =>
  operationsOf(there()).filter((operation) => operations.test(operation));

/** An app whose variables were pushed; what is done about it is counted from here on. */
async function pushedApp(
  environmentVariables: Record<string, string>,
  branch?: string,
): Promise<string> {
  const own = { environmentVariables };
  const appId = await seedApp(there(), branch ? {} : own, branch ? own : {});
  await importAndPush(withHosting({ appId, branch }));
  (there().calls as unknown[]).length = 0;
  return appId;
}

describe('The variables on Amplify Hosting of a link that is removed', () => {
  it.each([
    ['an app', undefined],
    ['a branch', 'main'],
  ])(
    'go from %s; 40 of others stay byte for byte, and what stood before comes back',
    async (_, branch) => {
      const before = { ...foreign, AMPLIFY_USERPOOL_ID: earlier };
      const appId = await pushedApp(before, branch);

      const result = await removed();

      expect(targetIn(result, idOf(appId, branch))).toMatchObject({ status: 'restored' });
      expect(await variablesOf(there(), appId, branch)).toEqual(before);
      expect(calls(/^Update/)).toHaveLength(1);
      expect(heldOf(world)).toEqual(nothingHeld);
    },
  );

  it('go by a name of one space where nobody else has any', async () => {
    const appId = await pushedApp({});

    await removed();

    const update = there().calls.findLast(({ operation }) => operation === 'UpdateApp');
    expect(update?.body).toEqual({ environmentVariables: { ' ': '' } });
    expect(await variablesOf(there(), appId)).toEqual({});
  });

  it('go without a build, also one that was owed; the command for it is left to their owner', async () => {
    const appId = await seedApp(there());
    there().fail('StartJob', { status: 503 }, 50);
    await importAndPush(withHosting({ appId, branch: 'main', build: 'onChange' }));
    expect(linkItemOf(world)?.push?.targets).toMatchObject([{ build: 'due' }]);
    (there().calls as unknown[]).length = 0;

    const { left } = await removed();

    expect(calls(/Job/)).toEqual([]);
    expect(left).toEqual([
      {
        what: `a build of ${idOf(appId, 'main')} without the variables that are gone`,
        owner: 'the owner of the app',
        command: `aws amplify start-job --region eu-west-1 --app-id ${appId} --branch-name main --job-type RELEASE`,
      },
    ]);
  });

  it('R4: stay where somebody has changed them; the others go, and so do these by force', async () => {
    const appId = await pushedApp(foreign, 'main');
    const client = ownersClient(there());
    const theirs = { ...foreign, AMPLIFY_USERPOOL_ID: 'of somebody' };
    const main = { appId, branchName: 'main' };
    const all = await variablesOf(there(), appId, 'main');
    await client.send(
      new UpdateBranchCommand({ ...main, environmentVariables: { ...all, ...theirs } }),
    );

    const kept = await removed();
    const stood = await variablesOf(there(), appId, 'main');
    const forced = await removed({ force: true });

    expect(kept).toMatchObject({
      status: 'failed',
      findings: [{ code: 'TARGET_CHANGED', facts: { keys: ['AMPLIFY_USERPOOL_ID'] } }],
      targets: [{ status: 'left', error: { name: 'TARGET_CHANGED' } }],
    });
    expect(kept.left?.map(({ what }) => what)).toEqual([
      `AMPLIFY_USERPOOL_ID on ${idOf(appId, 'main')}, which somebody has changed`,
      `a build of ${idOf(appId, 'main')} without the variables that are gone`,
    ]);
    expect(stood).toEqual(theirs);
    expect(forced.status).toBe('removed');
    expect(await variablesOf(there(), appId, 'main')).toEqual(foreign);
  });

  it.each([
    ['app', undefined],
    ['branch', 'main'],
  ])('R2: are gone with their %s', async (_, branch) => {
    const appId = await pushedApp({}, branch);
    const client = ownersClient(there());
    if (branch === undefined) await client.send(new DeleteAppCommand({ appId }));
    else await client.send(new DeleteBranchCommand({ appId, branchName: branch }));

    const result = await removed();

    expect(result).toMatchObject({ status: 'removed', targets: [{ status: 'gone' }] });
    expect(result.left).toBeUndefined();
  });

  it('stay where the owner has taken their word back, and go with it', async () => {
    const appId = await pushedApp(foreign);
    const arn = `arn:aws:amplify:eu-west-1:000000000000:apps/${appId}`;
    const roles = 'arn:aws:iam::*';

    const kept = await removed({}, { allowList: { storefront: [roles] } });
    const written = calls(/^Update/);
    const again = await removed({}, { allowList: { storefront: [roles, arn] } });

    expect(targetIn(kept, idOf(appId))).toMatchObject({ error: { name: 'TARGET_NOT_ALLOWED' } });
    expect(written).toEqual([]);
    expect(again.status).toBe('removed');
    expect(await variablesOf(there(), appId)).toEqual(foreign);
  });

  it('lose nothing of a writer between our two reads', async () => {
    const appId = await pushedApp(foreign);
    let reads = 0;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'GetApp') return;
      reads += 1;
      // The plan reads once; the second read of the write sees something new.
      if (reads !== 3) return;
      const environmentVariables = { ...foreign, THEIRS: 'new' };
      await ownersClient(there()).send(new UpdateAppCommand({ appId, environmentVariables }));
    });

    const { status } = await removed();

    expect(status).toBe('removed');
    expect(await variablesOf(there(), appId)).toEqual({ ...foreign, THEIRS: 'new' });
  });

  it('are set again by an import and a push', async () => {
    const appId = await pushedApp({ ...foreign, AMPLIFY_USERPOOL_ID: earlier });
    const ours = await variablesOf(there(), appId);
    await removed();
    // Removed and imported again, the link goes on counting.
    await runOnce(withHosting({ appId }));
    await pushOnce();
    expect(await variablesOf(there(), appId)).toEqual(ours);

    await removed();

    expect(await variablesOf(there(), appId)).toEqual({
      ...foreign,
      AMPLIFY_USERPOOL_ID: earlier,
    });
  });

  it('P7: are as they were before a push that died right after it wrote them', async () => {
    const before = { ...foreign, AMPLIFY_USERPOOL_ID: earlier };
    const appId = await seedApp(there(), { environmentVariables: before });
    await runOnce(withHosting({ appId }));
    const port = accountServices().hosting;
    const hosting: typeof port = {
      ...port,
      replaceVariables: async (place, all) => {
        await port.replaceVariables(place, all);
        world.faults.kill(world.calls.length, 'before');
        throw new Error('The process of this push is dead.');
      },
    };
    await pushOnce({}, { hosting }).catch(() => undefined);
    const written = await variablesOf(there(), appId);
    world.faults.revive();

    const { status } = await removed();

    expect(written).not.toEqual(before);
    expect(status).toBe('removed');
    expect(await variablesOf(there(), appId)).toEqual(before);
  });
});
