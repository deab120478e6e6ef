import type { UpdateAppRequest, UpdateBranchRequest } from '@aws-sdk/client-amplify';
import { LOCAL_ACCOUNT } from '../environment.ts';
import { advance, type HostedJob, type JobCourse } from './course.ts';
import { Refusal } from './refusal.ts';

export type Variables = Readonly<Record<string, string>>;

export type Tagged = { readonly tags: Variables };

export type HostedBranch = {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  updatedAt: number;
  settings: Partial<UpdateBranchRequest>;
  variables: Variables;
  tags: Variables;
  /** In the order in which they were started. */
  readonly jobs: HostedJob[];
};

export type HostedApp = {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: number;
  updatedAt: number;
  settings: Partial<UpdateAppRequest>;
  variables: Variables;
  tags: Variables;
  readonly branches: Map<string, HostedBranch>;
};

/** What the service holds, and what its operations need besides. */
export type Hosting = {
  /** By their ids, of all regions. */
  readonly apps: Map<string, HostedApp>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pageSize: number;
  /** How the next job goes on. */
  readonly takeCourse: () => JobCourse;
};

export type HostingOperation =
  | `${'Create' | 'Get' | 'Update' | 'Delete'}${'App' | 'Branch'}`
  | `${'Start' | 'Get' | 'Stop'}Job`
  | 'ListApps'
  | 'ListBranches'
  | 'ListJobs'
  | 'TagResource'
  | 'ListTagsForResource'
  | 'UntagResource';

/** A request, understood. */
export type HostingCall = {
  readonly operation: HostingOperation;
  readonly region: string;
  /** What the path names: appId, branchName, jobId, resourceArn. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
};

export const appArn = (region: string, id: string): string =>
  `arn:aws:amplify:${region}:${LOCAL_ACCOUNT}:apps/${id}`;

/** A date as JSON of this service has it. */
export const epochSeconds = (milliseconds: number): number => milliseconds / 1000;

/** The members of a request that are settings, as they were sent. */
export function pick<T>(
  body: Readonly<Record<string, unknown>>,
  names: readonly (keyof T & string)[],
): Partial<T> {
  const given = names.filter((name) => body[name] !== undefined && body[name] !== null);
  return Object.fromEntries(given.map((name) => [name, body[name]])) as Partial<T>;
}

export function findApp({ apps }: Hosting, { labels, region }: HostingCall): HostedApp {
  const { appId = '' } = labels;
  const app = apps.get(appId);
  if (app?.region !== region) throw new Refusal('NotFoundException', `App ${appId} not found.`);
  return app;
}

/** A branch with its jobs as they are by now. */
export function findBranch(hosting: Hosting, call: HostingCall): HostedBranch {
  const { branchName = '' } = call.labels;
  const branch = findApp(hosting, call).branches.get(branchName);
  if (!branch) throw new Refusal('NotFoundException', `Branch ${branchName} not found.`);
  for (const job of branch.jobs) advance(job, hosting.now());
  return branch;
}
