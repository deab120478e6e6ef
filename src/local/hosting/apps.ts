import type { UpdateAppRequest } from '@aws-sdk/client-amplify';
import { randomBytes } from 'node:crypto';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import type { HostedApp, Hosting, HostingCall, Tagged } from './state.ts';
import { appArn, epochSeconds, findApp, pick } from './state.ts';
import { shownVariables, variablesAfter } from './variables.ts';

const SETTINGS = [
  'name',
  'description',
  'repository',
  'platform',
  'computeRoleArn',
  'iamServiceRoleArn',
  'enableBranchAutoBuild',
  'enableBranchAutoDeletion',
  'enableBasicAuth',
  'basicAuthCredentials',
  'customRules',
  'buildSpec',
  'customHeaders',
  'enableAutoBranchCreation',
  'autoBranchCreationPatterns',
  'autoBranchCreationConfig',
  'jobConfig',
  'cacheConfig',
] as const satisfies readonly (keyof UpdateAppRequest)[];

/** An app as answers show it: with its credentials, its build specification and all variables. */
const shown = (app: HostedApp): object => ({
  appId: app.id,
  appArn: app.arn,
  ...app.settings,
  tags: app.tags,
  createTime: epochSeconds(app.createdAt),
  updateTime: epochSeconds(app.updatedAt),
  environmentVariables: shownVariables(app.variables),
  defaultDomain: `${app.id}.amplifyapp.com`,
});

export function createApp(hosting: Hosting, { region, body }: HostingCall): object {
  if (typeof body['name'] !== 'string' || body['name'] === '') {
    throw new Refusal('BadRequestException', 'An app needs a name.');
  }
  const id = `d${randomBytes(8).readBigUInt64BE().toString(36).padStart(13, '0')}`;
  const now = hosting.now();
  const app: HostedApp = {
    id,
    arn: appArn(region, id),
    region,
    createdAt: now,
    updatedAt: now,
    settings: {
      platform: 'WEB',
      enableBranchAutoBuild: false,
      enableBranchAutoDeletion: false,
      enableBasicAuth: false,
      customRules: [],
      enableAutoBranchCreation: false,
      ...pick<UpdateAppRequest>(body, SETTINGS),
    },
    variables: variablesAfter({}, body['environmentVariables']),
    tags: pick<Tagged>(body, ['tags']).tags ?? {},
    branches: new Map(),
  };
  hosting.apps.set(id, app);
  return { app: shown(app) };
}

export const getApp = (hosting: Hosting, call: HostingCall): object => ({
  app: shown(findApp(hosting, call)),
});

export function listApps(hosting: Hosting, call: HostingCall): object {
  const apps = [...hosting.apps.values()].filter(({ region }) => region === call.region);
  const { page, ...next } = pageOf(apps, call, hosting);
  return { apps: page.map(shown), ...next };
}

export function updateApp(hosting: Hosting, call: HostingCall): object {
  const app = findApp(hosting, call);
  app.variables = variablesAfter(app.variables, call.body['environmentVariables']);
  app.settings = { ...app.settings, ...pick<UpdateAppRequest>(call.body, SETTINGS) };
  app.updatedAt = hosting.now();
  return { app: shown(app) };
}

export function deleteApp(hosting: Hosting, call: HostingCall): object {
  const app = findApp(hosting, call);
  hosting.apps.delete(app.id);
  return { app: shown(app) };
}
