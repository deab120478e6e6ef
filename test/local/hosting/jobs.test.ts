import {
  CreateAppCommand,
  CreateBranchCommand,
  GetBranchCommand,
  GetJobCommand,
  ListJobsCommand,
  StartJobCommand,
  StopJobCommand,
  paginateListJobs,
  type AmplifyClient,
} from '@aws-sdk/client-amplify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { HostingStandIn } from '../../../src/local/hosting/stand-in.ts';
import { hosted, seededApp } from './hosted.ts';

let hosting: HostingStandIn;
let client: AmplifyClient;
let branch: { appId: string; branchName: string };
let now: number;

beforeEach(async () => {
  now = 1_790_000_000_000;
  ({ hosting, client } = await hosted({
    now: () => now,
    jobs: { pending: { reads: 1 }, running: { reads: 2 } },
  }));
  const { appId } = await seededApp(client);
  branch = { appId, branchName: 'main' };
});

afterEach(() => hosting.close());

const start = async () =>
  (await client.send(new StartJobCommand({ ...branch, jobType: 'RELEASE' }))).jobSummary;
const statusOf = async (jobId: string) =>
  (await client.send(new GetJobCommand({ ...branch, jobId }))).job?.summary?.status;
const statusesOf = async (jobId: string, reads: number) => {
  const statuses = [];
  for (let read = 0; read < reads; read += 1) statuses.push(await statusOf(jobId));
  return statuses;
};

describe('A job', () => {
  it('has a number of its branch, plain as its id and padded in its ARN', async () => {
    const summary = await start();

    expect(summary).toMatchObject({
      jobId: '1',
      status: 'PENDING',
      jobType: 'RELEASE',
      startTime: new Date(now),
    });
    expect(summary?.jobArn).toMatch(/:apps\/d[a-z0-9]{13}\/branches\/main\/jobs\/0000000001$/);
  });

  it('is pending, then runs, then has succeeded, by the reads that see it', async () => {
    await start();

    expect(await statusesOf('1', 5)).toEqual([
      'PENDING',
      'RUNNING',
      'RUNNING',
      'SUCCEED',
      'SUCCEED',
    ]);
    const { job } = await client.send(new GetJobCommand({ ...branch, jobId: '0000000001' }));
    expect(job?.summary?.endTime).toEqual(new Date(now));
    expect(job?.steps).toMatchObject([{ stepName: 'BUILD', status: 'SUCCEED' }]);
    const shown = await client.send(new GetBranchCommand(branch));
    expect(shown.branch).toMatchObject({ activeJobId: '0000000001', totalNumberOfJobs: '1' });
  });

  it('goes on by the clock, to an end that was chosen', async () => {
    const pending = { milliseconds: 1_000 };
    hosting.nextJob({ pending, running: { milliseconds: 60_000 }, end: 'FAILED' });
    const begun = now;
    await start();

    expect(await statusOf('1')).toBe('PENDING');
    now = begun + 1_000;
    expect(await statusOf('1')).toBe('RUNNING');
    now = begun + 600_000;

    const { job } = await client.send(new GetJobCommand({ ...branch, jobId: '1' }));
    expect(job?.summary).toMatchObject({ status: 'FAILED', endTime: new Date(begun + 61_000) });
    const shown = await client.send(new GetBranchCommand(branch));
    expect(shown.branch?.activeJobId).toBeUndefined();
  });

  it.each([
    ['queued', 'PENDING', { pending: 'forever' }],
    ['running', 'RUNNING', { pending: { reads: 0 }, running: 'forever' }],
  ] as const)('may stay %s for good', async (_, status, course) => {
    hosting.nextJob(course);
    await start();
    now += 24 * 3_600_000;

    expect(await statusesOf('1', 3)).toEqual([status, status, status]);
  });

  it('is refused while another one of its branch is under way', async () => {
    await start();

    const second = start();

    await expect(second).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(second).rejects.toThrow('The branch main already have pending or running jobs');
    await statusesOf('1', 3);
    expect(await start()).toMatchObject({ jobId: '2' });
  });

  it('is started in another branch meanwhile', async () => {
    await start();
    const other = { ...branch, branchName: 'feature/x' };
    await client.send(new CreateBranchCommand(other));

    const { jobSummary } = await client.send(new StartJobCommand({ ...other, jobType: 'RELEASE' }));

    expect(jobSummary).toMatchObject({ jobId: '1', status: 'PENDING' });
  });

  it('is refused by an app that is not connected to a repository', async () => {
    const { app } = await client.send(new CreateAppCommand({ name: 'by hand' }));
    const manual = { appId: app?.appId ?? '', branchName: 'main' };
    await client.send(new CreateBranchCommand(manual));

    const starting = client.send(new StartJobCommand({ ...manual, jobType: 'RELEASE' }));

    await expect(starting).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('can be stopped while it is under way', async () => {
    await start();

    const { jobSummary } = await client.send(new StopJobCommand({ ...branch, jobId: '1' }));

    expect(jobSummary?.status).toBe('CANCELLING');
    expect(await statusOf('1')).toBe('CANCELLED');
    const again = client.send(new StopJobCommand({ ...branch, jobId: '1' }));
    await expect(again).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('is not found when it was never started', async () => {
    await expect(statusOf('7')).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('The jobs of a branch', () => {
  it('are listed newest first, page by page', async () => {
    for (let count = 0; count < 5; count += 1) {
      hosting.nextJob({ pending: { reads: 0 }, running: { reads: 0 } });
      await start();
    }
    const pages = [];
    for await (const page of paginateListJobs({ client, pageSize: 2 }, branch)) {
      pages.push(page.jobSummaries?.map(({ jobId }) => jobId));
    }

    expect(pages).toEqual([['5', '4'], ['3', '2'], ['1']]);
  });

  it('come in pages as small as the stand-in was told, whoever asks', async () => {
    const { hosting: small, client } = await hosted({
      pageSize: 1,
      jobs: { pending: { reads: 0 }, running: { reads: 0 } },
    });
    const { appId } = await seededApp(client);
    const named = { appId, branchName: 'main' };
    await client.send(new StartJobCommand({ ...named, jobType: 'RELEASE' }));
    await client.send(new StartJobCommand({ ...named, jobType: 'RELEASE' }));

    const { jobSummaries, nextToken } = await client.send(new ListJobsCommand(named));

    expect(jobSummaries).toHaveLength(1);
    expect(nextToken).toBeDefined();
    await small.close();
  });

  it.each([
    ['a page that is too large', { maxResults: 51 }],
    ['a token that no answer gave', { nextToken: 'x' }],
  ])('are refused by %s', async (_, asked) => {
    const listing = client.send(new ListJobsCommand({ ...branch, ...asked }));

    await expect(listing).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});
