import { GetBranchCommand, ListJobsCommand } from '@aws-sdk/client-amplify';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { styleText } from 'node:util';

import type { PushResult } from '../contract/push/result.ts';
import type { LocalClients } from './clients.ts';
import { demoApp } from './demo-requests.ts';
import type { Log, Waiting } from './log-file.ts';
import { listPushes, waitForPush } from './pushes.ts';
import { seedFunction, type FunctionSample } from './seed-functions.ts';
import { seedSite } from './seed-site.ts';
import { seedHostingApp, type HostingSample } from './seed-targets.ts';

/** What the demonstration pushes to. */
type DemoTargets = {
  readonly orders: FunctionSample;
  readonly hosting: HostingSample | null;
  readonly site: string;
};

/** A function, a hosting app and the bucket of a site, each with what its team keeps there. */
export async function seedTargets(clients: LocalClients, suffix: string): Promise<DemoTargets> {
  return {
    orders: await seedFunction(clients, `storefront-orders-${suffix}`),
    hosting: clients.hosting ? await seedHostingApp(clients.hosting, suffix) : null,
    site: await seedSite(clients.s3, `storefront-site-${suffix}`),
  };
}

/** What there is, and what its team keeps on it. */
export function describeTargets({ orders, hosting, site }: DemoTargets): readonly string[] {
  const count = (variables: object): string =>
    `${Object.keys(variables).length} variables of the team`;
  return [
    `function ${orders.name}: ${count(orders.variables)}`,
    ...(hosting
      ? [`hosting app ${hosting.appId}: branch ${hosting.branch}, ${count(hosting.variables)}`]
      : []),
    `bucket ${site}: a web app of one page`,
  ];
}

/** What no tag can open: objects where S3 knows no tags of buckets, and the builds of a branch. */
export function allowedFor({ hosting, site }: DemoTargets): readonly string[] {
  return [
    `arn:aws:s3:::${site}/*`,
    ...(hosting ? [`${hosting.appArn}/branches/${hosting.branch}`] : []),
  ];
}

/** The part of a request that names them. */
export function requestFor({ orders, hosting, site }: DemoTargets): object {
  return {
    functions: [{ name: orders.name }],
    hosting: hosting ? [{ appId: hosting.appId, branch: hosting.branch, build: 'onChange' }] : [],
    sites: [{ bucket: site }],
    parameters: true,
  };
}

/**
 * Waits for the push that an import's event has started, and looks at what is there by then.
 *
 * @throws Error when something that the team keeps there is not as it was
 */
export async function tellPush(
  clients: LocalClients,
  machine: string,
  targets: DemoTargets,
  { log, waiting }: { readonly log: Log; readonly waiting: Waiting },
): Promise<void> {
  const isOver = waiting('a push runs; it looks after the build of the branch');
  const result = await waitForPush(clients.sfn, machine, 1, 90).finally(isOver);
  for (const { id, status } of result.targets) log(`${styleText('green', status)} ${id}`);
  requirePushed(result);

  const name = { FunctionName: targets.orders.name };
  const { Environment } = await clients.lambda.send(new GetFunctionConfigurationCommand(name));
  tellVariables('the function', Environment?.Variables ?? {}, targets.orders.variables, log);
  if (clients.hosting && targets.hosting) {
    const place = { appId: targets.hosting.appId, branchName: targets.hosting.branch };
    const { branch } = await clients.hosting.send(new GetBranchCommand(place));
    tellVariables('the branch', branch?.environmentVariables ?? {}, {}, log);
    const { jobSummaries = [] } = await clients.hosting.send(new ListJobsCommand(place));
    for (const { jobId, status } of jobSummaries) log(`build ${jobId} of the branch: ${status}`);
  }
  const { Contents = [] } = await clients.s3.send(
    new ListObjectsV2Command({ Bucket: targets.site }),
  );
  log(`beside the web app: ${Contents.map(({ Key }) => Key).join(', ')}`);
  const Path = `/amplify-import/${demoApp}/dev`;
  const { Parameters = [] } = await clients.ssm.send(new GetParametersByPathCommand({ Path }));
  for (const { Name, Value } of Parameters) log(`parameter ${Name}: ${Value}`);
}

/**
 * Looks at the targets once their environment was removed.
 *
 * @throws Error when anything of ours is left there, or anything of the team's is not as it was
 */
export async function tellRestored(
  clients: LocalClients,
  { orders, site }: DemoTargets,
  log: Log,
): Promise<void> {
  const name = { FunctionName: orders.name };
  const { Environment } = await clients.lambda.send(new GetFunctionConfigurationCommand(name));
  const stand = Environment?.Variables ?? {};
  const ours = Object.keys(stand).filter((one) => !Object.hasOwn(orders.variables, one));
  if (ours.length > 0) throw new Error(`${ours.join(', ')} of the function is still there.`);
  tellVariables('the function', stand, orders.variables, log);
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: site }));
  log(`beside the web app: ${Contents.map(({ Key }) => Key).join(', ')}`);
}

/** How many pushes there have been. */
export async function countPushes({ sfn }: LocalClients, machine: string): Promise<number> {
  return (await listPushes(sfn, machine)).length;
}

function requirePushed({ targets }: PushResult): void {
  const bad = targets.filter(({ status }) => status !== 'pushed');
  if (bad.length === 0) return;
  throw new Error(`Not pushed: ${bad.map(({ id, error }) => `${id} (${error?.name})`).join(', ')}`);
}

function tellVariables(
  what: string,
  stand: Readonly<Record<string, string>>,
  foreign: Readonly<Record<string, string>>,
  log: Log,
): void {
  for (const [name, value] of Object.entries(foreign)) {
    if (stand[name] !== value) throw new Error(`${name} of ${what} is not what its team has set.`);
  }
  const ours = Object.entries(stand).filter(([name]) => !Object.hasOwn(foreign, name));
  const kept = Object.keys(foreign).length;
  const colon = ours.length > 0 ? ', and' : '';
  log(kept > 0 ? `${what} has its ${kept} own variables as they were${colon}` : `${what} has`);
  for (const [name, value] of ours) log(`  ${name}=${value}`);
}
