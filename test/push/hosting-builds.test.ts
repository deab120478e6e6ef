import {
  CreateBranchCommand,
  StartJobCommand,
  StopJobCommand,
  UpdateBranchCommand,
} from '@aws-sdk/client-amplify';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { nativeClientId } from '../support/builders/ids.ts';
import {
  hostedAccount,
  importAndPush,
  operationsOf,
  ownersClient,
  pushOnce,
  seedApp,
  withHosting,
} from './hosted-account.ts';

const { hosting: there, clock } = hostedAccount();
let world: SampleAccount;
let appId: string;

beforeEach(async () => {
  world = sampleAccount();
  appId = await seedApp(there());
});

const onChange = (branch = 'main') => ({ appId, branch, build: 'onChange' });
const starts = () =>
  there()
    .calls.filter(({ operation }) => operation === 'StartJob')
    .map(({ labels, body }) => [labels['branchName'], body['jobType']]);
const recorded = () => linkItemOf(world)?.push?.targets[0];
/** What people and their pipelines do: it is not counted. */
const peopleBuild = async () => {
  const count = there().calls.length;
  const start = { appId, branchName: 'main', jobType: 'RELEASE' } as const;
  await ownersClient(there()).send(new StartJobCommand(start));
  (there().calls as unknown[]).length = count;
};
const follow = { follow: true };

describe('P6: builds of Amplify Hosting', () => {
  it('P6: one is started of a branch whose variables have changed, and followed to its end', async () => {
    const result = await importAndPush(withHosting(onChange()), follow);

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'pushed' }] });
    expect(starts()).toEqual([['main', 'RELEASE']]);
    expect(recorded()).toMatchObject({ status: 'pushed', build: '1' });
  });

  it('P6: none is started by a push that changes nothing, nor where none is asked for', async () => {
    await importAndPush(withHosting(onChange()), follow);
    await pushOnce(follow);
    await importAndPush({
      ...withHosting({ appId, branch: 'main' }),
      nativeClientId,
    });

    expect(starts()).toHaveLength(1);
  });

  it('P6: in process nobody waits for one unless asked to: it is building', async () => {
    const result = await importAndPush(withHosting(onChange()));

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'building' }] });
    expect(recorded()).toMatchObject({ status: 'building', build: '1' });
  });

  it('P6: the next push looks at one that was left building, and starts no other', async () => {
    await importAndPush(withHosting(onChange()));

    const result = await pushOnce(follow);

    expect(result).toMatchObject({ status: 'unchanged', targets: [{ status: 'pushed' }] });
    expect(starts()).toHaveLength(1);
  });

  it.each([
    ['failed', 'FAILED'],
    ['was cancelled', 'CANCELLED'],
  ] as const)('P6: one that %s is told with the page that shows it', async (how, end) => {
    if (end === 'FAILED') there().nextJob({ end });
    else there().nextJob({ pending: 'forever' });
    await importAndPush(withHosting(onChange()));
    if (end === 'CANCELLED') await peopleCancel();

    const result = await pushOnce(follow);

    const page = `https://eu-west-1.console.aws.amazon.com/amplify/apps/${appId}/branches/main/deployments/1`;
    expect(result).toMatchObject({
      error: { name: 'PushIncomplete' },
      targets: [{ status: 'failed', error: { name: 'BuildFailed' } }],
    });
    expect(result.targets[0]?.error?.message).toContain(`${how} (${page})`);
    expect(result.error?.message).toContain(page);
  });

  it('P6: one that never ends is building after 130 minutes, and that is no failure', async () => {
    there().nextJob({ running: 'forever' });
    await runOnce(withHosting(onChange()));
    const begun = Date.now();
    let looks = 0;

    const result = await pushOnce(follow, {
      now: () => {
        looks += 1;
        return new Date(begun + (looks > 10 ? 131 * 60_000 : 0));
      },
    });

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'building' }] });
    expect(starts()).toHaveLength(1);
  });

  it('P6: where one that began before runs, ours waits, and is the only one that we start', async () => {
    clock.ahead = -60_000;
    there().nextJob({ pending: 'forever' });
    await peopleBuild();
    clock.ahead = 0;
    const waiting = await importAndPush(withHosting(onChange()));
    await peopleCancel();

    const result = await pushOnce(follow);

    expect(waiting).toMatchObject({ status: 'pushed', targets: [{ status: 'building' }] });
    expect(result.targets).toMatchObject([{ status: 'pushed' }]);
    expect(recorded()).toMatchObject({ build: '2' });
  });

  it('P6: one that somebody started after the write has what was written, and is taken for ours', async () => {
    await runOnce(withHosting(onChange()));
    let looks = 0;
    there().beforeCall(async ({ operation }) => {
      looks += operation === 'ListJobs' ? 1 : 0;
      if (operation === 'ListJobs' && looks === 2) await peopleBuild();
    });

    const result = await pushOnce(follow);

    expect(result.targets).toMatchObject([{ status: 'pushed' }]);
    expect(recorded()).toMatchObject({ build: '1' });
    expect(starts()).toEqual([]);
  });

  it('P6: one of which nobody knows whether it began before the write is not taken for ours', async () => {
    clock.ahead = 2000;
    await runOnce(withHosting(onChange()));
    let done = false;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'UpdateBranch' || done) return;
      done = true;
      await peopleBuild();
    });

    const result = await pushOnce(follow);

    expect(result.targets).toMatchObject([{ status: 'pushed' }]);
    expect(recorded()).toMatchObject({ build: '2' });
  });

  it.each([
    ['automatic builds are off', {}, { enableAutoBuild: false }, 'HOSTING_AUTO_BUILD_OFF'],
    ['the app has no repository', { repository: '' }, {}, 'HOSTING_NOT_CONNECTED'],
  ])('P6: none is started where %s, and the plan says so', async (_, app, branch, code) => {
    appId = await seedApp(there(), app, branch);

    const result = await importAndPush(withHosting(onChange()), follow);

    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'pushed' }] });
    expect(result.findings.map((found) => found.code)).toContain(code);
    expect(starts()).toEqual([]);
    expect(recorded()).toMatchObject({ status: 'pushed', build: null });
  });

  it('P6: none is started where somebody switches automatic builds off meanwhile', async () => {
    await runOnce(withHosting(onChange()));
    let done = false;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'ListJobs' || done) return;
      done = true;
      const off = { appId, branchName: 'main', enableAutoBuild: false };
      await ownersClient(there()).send(new UpdateBranchCommand(off));
    });

    await pushOnce(follow);

    expect(starts()).toEqual([]);
    expect(recorded()).toMatchObject({ status: 'pushed', build: null });
  });

  it('P6: deployed, the tag of a branch is not enough for one; an ARN in the list is', async () => {
    const tags = { 'amplify-import': 'any' };
    appId = await seedApp(there(), {}, { tags });
    await runOnce(withHosting(onChange()));
    const untold = await pushOnce({ ...follow, mode: 'plan' }, { allowList: {} });
    const pattern = `arn:aws:amplify:*:*:apps/${appId}/branches/*`;

    const listed = await pushOnce(follow, { allowList: { storefront: [pattern] } });

    expect(untold.findings).toContainEqual(
      expect.objectContaining({
        code: 'HOSTING_BUILD_NOT_ALLOWED',
        command: `aws amplify start-job --region eu-west-1 --app-id ${appId} --branch-name main --job-type RELEASE`,
      }),
    );
    expect(listed.findings.map(({ code }) => code)).not.toContain('HOSTING_BUILD_NOT_ALLOWED');
    expect(starts()).toHaveLength(1);
  });

  it('P6: one that may not be started is told of the target, whose variables are set', async () => {
    await runOnce(withHosting(onChange()));
    there().fail('StartJob', { error: 'UnauthorizedException', status: 401 });

    const denied = await pushOnce(follow);
    const again = await pushOnce({ ...follow, only: ['failed'] });

    expect(denied.targets).toMatchObject([{ status: 'failed', error: { name: 'AccessDenied' } }]);
    expect(again.targets).toMatchObject([{ status: 'pushed' }]);
    expect(starts()).toHaveLength(2);
  });

  it('P6: an answer of StartJob that is lost starts no second one', async () => {
    await runOnce(withHosting(onChange()));
    let done = false;
    there().beforeCall(async ({ operation }) => {
      if (operation !== 'StartJob' || done) return;
      done = true;
      await peopleBuild();
      throw new Error('The answer is lost.');
    });

    const result = await pushOnce(follow);

    expect(result.targets).toMatchObject([{ status: 'pushed' }]);
    expect(recorded()).toMatchObject({ build: '1' });
  });

  it('P6: one that AWS is too busy to start is tried again, and no other with it', async () => {
    const dev = { appId, branchName: 'dev' };
    await ownersClient(there()).send(new CreateBranchCommand(dev));
    await runOnce(withHosting(onChange(), onChange('dev')));
    there().fail('StartJob', { status: 503 });

    const result = await pushOnce(follow);

    expect(result.targets.map(({ status }) => status)).toEqual(['pushed', 'pushed']);
    expect(linkItemOf(world)?.push?.targets.map(({ build }) => build)).toEqual(['1', '1']);
    expect(starts()).toHaveLength(3);
  });

  it('P6: an event that asks for one without a branch is not understood', async () => {
    const result = await runOnce(withHosting({ appId, build: 'onChange' }));

    expect(result.error?.name).toBe('InvalidRequest');
    expect(result.error?.message).toContain(
      '- hosting.0.build: can only be "never" where "branch" names none',
    );
    expect(operationsOf(there())).not.toContain('GetApp');
  });
});

async function peopleCancel(): Promise<void> {
  const stop = new StopJobCommand({ appId, branchName: 'main', jobId: '1' });
  await ownersClient(there()).send(stop);
}
