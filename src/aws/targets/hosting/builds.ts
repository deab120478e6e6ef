import {
  GetJobCommand,
  ListJobsCommand,
  StartJobCommand,
  type JobSummary,
} from '@aws-sdk/client-amplify';
import type { HostingJob } from '../../../domain/targets/hosting/builds.ts';
import type { HostingBranch } from '../../../domain/targets/hosting/place.ts';
import { sendOptions } from '../../abort.ts';
import { amplifyClients } from '../../clients/amplify-client.ts';
import { callQuietly } from '../../quietly.ts';
import { placeName } from './place-name.ts';

/** The most that an answer has (Amplify API reference, ListJobs). */
const largestPage = 50;

/** Builds of a branch, newest first; messages of commits stay here. */
export async function jobs(branch: HostingBranch): Promise<readonly HostingJob[]> {
  const { jobSummaries = [] } = await callQuietly('amplify:ListJobs', placeName(branch), () =>
    amplifyClients
      .reads(branch.region)
      .send(new ListJobsCommand({ ...named(branch), maxResults: largestPage }), sendOptions()),
  );
  return jobSummaries.map(jobOf);
}

export async function job(branch: HostingBranch, jobId: string): Promise<HostingJob> {
  const { job: found } = await callQuietly('amplify:GetJob', placeName(branch), () =>
    amplifyClients
      .reads(branch.region)
      .send(new GetJobCommand({ ...named(branch), jobId }), sendOptions()),
  );
  return jobOf(found?.summary);
}

/** Starts a build of the newest commit; `null`: one of the branch is pending or running. */
export async function release(branch: HostingBranch): Promise<HostingJob | null> {
  const start = new StartJobCommand({ ...named(branch), jobType: 'RELEASE' });
  return callQuietly('amplify:StartJob', placeName(branch), async () => {
    try {
      const answer = await amplifyClients.writes(branch.region).send(start, sendOptions());
      return jobOf(answer.jobSummary);
    } catch (error) {
      // Its status is that of a throttle, and it is none.
      if ((error as Partial<Error>).name === 'LimitExceededException') return null;
      throw error;
    }
  });
}

function named({ appId, branch: branchName }: HostingBranch) {
  return { appId, branchName };
}

/** States that nothing follows; all others are on their way to one. */
const ends: Readonly<Record<string, HostingJob['state']>> = {
  SUCCEED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

function jobOf(summary: Partial<JobSummary> | undefined): HostingJob {
  const { jobId = '', jobType = '', status = '' } = summary ?? {};
  return {
    id: jobId,
    type: jobType,
    state: ends[status] ?? 'running',
  };
}
