import type { StartJobRequest } from '@aws-sdk/client-amplify';
import type { HostedJob } from './course.ts';
import { change, isUnderWay } from './course.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import type { HostedBranch, Hosting, HostingCall } from './state.ts';
import { epochSeconds, findApp, findBranch, pick } from './state.ts';

/** The number of a job as ARNs and `activeJobId` have it; `jobId` has it plain. */
export const paddedNumber = (number: number): string => String(number).padStart(10, '0');

const summaryOf = ({ arn }: HostedBranch, job: HostedJob): object => ({
  jobArn: `${arn}/jobs/${paddedNumber(job.number)}`,
  jobId: String(job.number),
  commitId: 'HEAD',
  ...job.commit,
  startTime: epochSeconds(job.startedAt),
  status: job.status,
  endTime: job.endedAt === undefined ? undefined : epochSeconds(job.endedAt),
  jobType: job.type,
});

const stepsOf = (job: HostedJob): readonly object[] =>
  job.status === 'PENDING'
    ? []
    : [
        {
          stepName: 'BUILD',
          startTime: epochSeconds(job.startedAt),
          status: job.status,
          endTime: job.endedAt === undefined ? undefined : epochSeconds(job.endedAt),
        },
      ];

function findJob(branch: HostedBranch, id: unknown): HostedJob {
  const job = branch.jobs.find(({ number }) => number === Number(id));
  if (!job) throw new Refusal('NotFoundException', `Job ${String(id)} not found.`);
  return job;
}

/** What a reader gets of a job; that it was read can be what moves it on next time. */
function read<T>(job: HostedJob, show: (job: HostedJob) => T): T {
  job.reads += 1;
  return show(job);
}

export function startJob(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  const { repository } = findApp(hosting, call).settings;
  const { jobType, jobId } = call.body;
  const now = hosting.now();
  if (repository === undefined) {
    const message = 'Operation not supported. App is not connected to a repository.';
    throw new Refusal('BadRequestException', message);
  }
  if (jobType === 'RETRY') findJob(branch, jobId);
  else if (jobType !== 'RELEASE' && jobType !== 'WEB_HOOK') {
    throw new Refusal('BadRequestException', `A job of type ${String(jobType)} cannot be started.`);
  }
  if (branch.jobs.some(isUnderWay)) {
    const message = `The branch ${branch.name} already have pending or running jobs`;
    throw new Refusal('LimitExceededException', message);
  }
  const job: HostedJob = {
    number: branch.jobs.length + 1,
    type: jobType,
    commit: pick<StartJobRequest>(call.body, ['commitId', 'commitMessage', 'commitTime']),
    course: hosting.takeCourse(),
    startedAt: now,
    status: 'PENDING',
    since: now,
    reads: 0,
  };
  branch.jobs.push(job);
  return { jobSummary: summaryOf(branch, job) };
}

export function getJob(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  const job = read(findJob(branch, call.labels['jobId']), (seen) => ({
    summary: summaryOf(branch, seen),
    steps: stepsOf(seen),
  }));
  return { job };
}

/** The newest first. */
export function listJobs(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  const { page, ...next } = pageOf(branch.jobs.toReversed(), call, hosting);
  const jobSummaries = page.map((job) => read(job, (seen) => summaryOf(branch, seen)));
  return { jobSummaries, ...next };
}

export function stopJob(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  const job = findJob(branch, call.labels['jobId']);
  if (!isUnderWay(job)) {
    throw new Refusal('BadRequestException', `Job ${job.number} has ended already.`);
  }
  change(job, 'CANCELLING', hosting.now());
  return { jobSummary: summaryOf(branch, job) };
}
