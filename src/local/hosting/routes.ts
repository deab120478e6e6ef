import { createApp, deleteApp, getApp, listApps, updateApp } from './apps.ts';
import { createBranch, deleteBranch, getBranch, listBranches, updateBranch } from './branches.ts';
import { getJob, listJobs, startJob, stopJob } from './jobs.ts';
import type { Hosting, HostingCall, HostingOperation } from './state.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';

type Route = {
  readonly operation: HostingOperation;
  readonly run: (hosting: Hosting, call: HostingCall) => object;
};

const BRANCH = '/apps/{appId}/branches/{branchName}';

/** By method and path, as the model of the service has them (2017-07-25). */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /apps': { operation: 'CreateApp', run: createApp },
  'GET /apps': { operation: 'ListApps', run: listApps },
  'GET /apps/{appId}': { operation: 'GetApp', run: getApp },
  'POST /apps/{appId}': { operation: 'UpdateApp', run: updateApp },
  'DELETE /apps/{appId}': { operation: 'DeleteApp', run: deleteApp },
  'POST /apps/{appId}/branches': { operation: 'CreateBranch', run: createBranch },
  'GET /apps/{appId}/branches': { operation: 'ListBranches', run: listBranches },
  [`GET ${BRANCH}`]: { operation: 'GetBranch', run: getBranch },
  [`POST ${BRANCH}`]: { operation: 'UpdateBranch', run: updateBranch },
  [`DELETE ${BRANCH}`]: { operation: 'DeleteBranch', run: deleteBranch },
  [`POST ${BRANCH}/jobs`]: { operation: 'StartJob', run: startJob },
  [`GET ${BRANCH}/jobs`]: { operation: 'ListJobs', run: listJobs },
  [`GET ${BRANCH}/jobs/{jobId}`]: { operation: 'GetJob', run: getJob },
  [`DELETE ${BRANCH}/jobs/{jobId}/stop`]: { operation: 'StopJob', run: stopJob },
  'POST /tags/{resourceArn}': { operation: 'TagResource', run: tagResource },
  'GET /tags/{resourceArn}': { operation: 'ListTagsForResource', run: listTagsForResource },
  'DELETE /tags/{resourceArn}': { operation: 'UntagResource', run: untagResource },
};

/** What one segment of a path says against one of a pattern: undefined when they do not go together. */
function labelsIn(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [position, want] of wanted.entries()) {
    const segment = given[position] ?? '';
    const label = /^\{(\w+)\}$/.exec(want)?.[1];
    // A branch name with a slash comes as one segment, "feature%2Fx".
    if (label !== undefined) labels[label] = decodeURIComponent(segment);
    else if (want !== segment) return undefined;
  }
  return labels;
}

/** The route of a request, with what its path names. */
export function findRoute(
  method: string,
  path: string,
): (Route & Pick<HostingCall, 'labels'>) | undefined {
  for (const [place, route] of Object.entries(ROUTES)) {
    const labels = labelsIn(place, `${method} ${path}`);
    if (labels) return { ...route, labels };
  }
  return undefined;
}
