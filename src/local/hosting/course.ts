/** How long a job stays as it is: for some reads that see it, or some time, or for good. */
type Span = { readonly reads: number } | { readonly milliseconds: number } | 'forever';

/** What becomes of a job. */
export type JobCourse = {
  readonly pending: Span;
  readonly running: Span;
  readonly end: 'SUCCEED' | 'FAILED';
};

type Status = 'PENDING' | 'RUNNING' | 'CANCELLING' | 'SUCCEED' | 'FAILED' | 'CANCELLED';

export type HostedJob = {
  readonly number: number;
  readonly type: string;
  readonly commit: Readonly<Record<string, unknown>>;
  readonly course: JobCourse;
  readonly startedAt: number;
  status: Status;
  /** When it became what it is, and how many reads have seen it so. */
  since: number;
  reads: number;
  endedAt?: number;
};

/** What holds for a build that goes well, and lets people see each state. */
export const USUAL_COURSE: JobCourse = {
  pending: { milliseconds: 500 },
  running: { milliseconds: 1_500 },
  end: 'SUCCEED',
};

const STAGES = {
  PENDING: ({ pending }: JobCourse) => ({ span: pending, next: 'RUNNING' as const }),
  RUNNING: ({ running, end }: JobCourse) => ({ span: running, next: end }),
  CANCELLING: () => ({ span: { reads: 0 }, next: 'CANCELLED' as const }),
};

export const isUnderWay = (job: HostedJob): boolean => job.status in STAGES;

/** When the job stops being what it is; undefined while it stays so. */
function endOf(job: HostedJob, span: Span, now: number): number | undefined {
  if (span === 'forever') return undefined;
  if ('reads' in span) return job.reads < span.reads ? undefined : now;
  return job.since + span.milliseconds > now ? undefined : job.since + span.milliseconds;
}

/** Lets a job become what it is by now. */
export function advance(job: HostedJob, now: number): void {
  while (job.status === 'PENDING' || job.status === 'RUNNING' || job.status === 'CANCELLING') {
    const { span, next } = STAGES[job.status](job.course);
    const end = endOf(job, span, now);
    if (end === undefined) return;
    change(job, next, end);
    if (!isUnderWay(job)) job.endedAt = end;
  }
}

/** Puts a job into another state at a time. */
export function change(job: HostedJob, status: Status, at: number): void {
  job.status = status;
  job.since = at;
  job.reads = 0;
}
