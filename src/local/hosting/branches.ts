import type { UpdateBranchRequest } from '@aws-sdk/client-amplify';
import { paddedNumber } from './jobs.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import type { HostedBranch, Hosting, HostingCall, Tagged } from './state.ts';
import { epochSeconds, findApp, findBranch, pick } from './state.ts';
import { shownVariables, variablesAfter } from './variables.ts';

const SETTINGS = [
  'description',
  'framework',
  'stage',
  'enableNotification',
  'enableAutoBuild',
  'enableSkewProtection',
  'basicAuthCredentials',
  'enableBasicAuth',
  'enablePerformanceMode',
  'buildSpec',
  'ttl',
  'displayName',
  'enablePullRequestPreview',
  'pullRequestEnvironmentName',
  'backendEnvironmentArn',
  'backend',
  'computeRoleArn',
] as const satisfies readonly (keyof UpdateBranchRequest)[];

function shown(branch: HostedBranch): object {
  const deployed = branch.jobs.findLast(({ status }) => status === 'SUCCEED');
  return {
    branchArn: branch.arn,
    branchName: branch.name,
    // What the service answers where nothing was chosen, although no request may say so.
    stage: 'NONE',
    ...branch.settings,
    tags: branch.tags,
    createTime: epochSeconds(branch.createdAt),
    updateTime: epochSeconds(branch.updatedAt),
    environmentVariables: shownVariables(branch.variables),
    // The last one that was deployed, and not one that runs.
    activeJobId: deployed && paddedNumber(deployed.number),
    totalNumberOfJobs: String(branch.jobs.length),
  };
}

export function createBranch(hosting: Hosting, call: HostingCall): object {
  const { branches, arn } = findApp(hosting, call);
  const { branchName: name } = call.body;
  if (typeof name !== 'string' || name === '') {
    throw new Refusal('BadRequestException', 'A branch needs a name.');
  }
  if (branches.has(name)) {
    throw new Refusal('BadRequestException', `The branch ${name} already exists.`);
  }
  const now = hosting.now();
  const branch: HostedBranch = {
    name,
    arn: `${arn}/branches/${name}`,
    createdAt: now,
    updatedAt: now,
    settings: {
      displayName: name.replaceAll('/', '-'),
      enableNotification: false,
      enableAutoBuild: true,
      enableBasicAuth: false,
      ttl: '5',
      enablePullRequestPreview: false,
      ...pick<UpdateBranchRequest>(call.body, SETTINGS),
    },
    variables: variablesAfter({}, call.body['environmentVariables']),
    tags: pick<Tagged>(call.body, ['tags']).tags ?? {},
    jobs: [],
  };
  branches.set(name, branch);
  return { branch: shown(branch) };
}

export const getBranch = (hosting: Hosting, call: HostingCall): object => ({
  branch: shown(findBranch(hosting, call)),
});

export function listBranches(hosting: Hosting, call: HostingCall): object {
  const { branches } = findApp(hosting, call);
  const { page, ...next } = pageOf([...branches.values()], call, hosting);
  return { branches: page.map(shown), ...next };
}

export function updateBranch(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  branch.variables = variablesAfter(branch.variables, call.body['environmentVariables']);
  branch.settings = { ...branch.settings, ...pick<UpdateBranchRequest>(call.body, SETTINGS) };
  branch.updatedAt = hosting.now();
  return { branch: shown(branch) };
}

export function deleteBranch(hosting: Hosting, call: HostingCall): object {
  const branch = findBranch(hosting, call);
  findApp(hosting, call).branches.delete(branch.name);
  return { branch: shown(branch) };
}
