import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { DeleteParameterCommand } from '@aws-sdk/client-ssm';
import { pushResultSchema, type PushResult } from '../../src/contract/push/result.ts';
import { sampleRequest } from '../../src/local/demo-requests.ts';
import { seedFunction } from '../../src/local/seed-functions.ts';
import { seedHostingApp } from '../../src/local/seed-targets.ts';
import type { LocalCloud } from './local-cloud.ts';

/** What a push has come to, run by each of the two engines over the same changes in the same targets. */
export type PushedBothWays = {
  readonly inProcess: PushResult;
  readonly deployed: PushResult;
  /** The function's variables in the end. */
  readonly variables: Readonly<Record<string, string>>;
  /** Path of the request that was imported, and its function. */
  readonly request: string;
  readonly functionName: string;
};

const env = 'both';
/** The link that is pushed, and then removed, both ways. */
export const pushedLink = { app: 'storefront', env };

/**
 * Imports a link with a function, a hosting app and parameters, waits for the push of its event, and then
 * twice takes away what was pushed: the first time it comes back by a push in process, the second time by
 * one of the deployed machine.
 */
export async function pushBothWays(cloud: LocalCloud): Promise<PushedBothWays> {
  const { clients, sample } = cloud;
  const orders = await seedFunction(clients, `both-orders-${sample.suffix}`);
  if (!clients.hosting) throw new Error('Nobody plays Amplify Hosting.');
  const { appId } = await seedHostingApp(clients.hosting, `both-${sample.suffix}`);
  const request = cloud.file('both', {
    ...sampleRequest(sample, env),
    functions: [{ name: orders.name }],
    hosting: [{ appId }],
    parameters: true,
  });
  const push = ['push', '--app', pushedLink.app, '--env', env, '--store', 'aws', '--json'];
  const start = [
    'start',
    cloud.file('push', pushedLink),
    '--machine',
    'push-auth',
    '--wait',
    '--json',
  ];
  await documentOf(cloud, ['start', request, '--wait', '--json']);
  // The event's own push may hold the link: both wait for it.
  await documentOf(cloud, push);

  await takeAway(cloud, orders.name, orders.variables);
  const inProcess = pushResultSchema().parse(await documentOf(cloud, push));
  await takeAway(cloud, orders.name, orders.variables);
  const deployed = pushResultSchema().parse(await documentOf(cloud, start));
  const { Environment } = await clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: orders.name }),
  );
  const variables = Environment?.Variables ?? {};
  return { inProcess, deployed, variables, request, functionName: orders.name };
}

/** Somebody puts the function's variables back as they were, and deletes a parameter. */
async function takeAway(
  { clients }: LocalCloud,
  FunctionName: string,
  Variables: Readonly<Record<string, string>>,
): Promise<void> {
  const Environment = { Variables };
  await clients.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
  const Name = `/amplify-import/${pushedLink.app}/${env}/user-pool-id`;
  await clients.ssm.send(new DeleteParameterCommand({ Name }));
}

/** The document that a command prints. @throws when it ends badly */
export async function documentOf(cloud: LocalCloud, words: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await cloud.run(words);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}
