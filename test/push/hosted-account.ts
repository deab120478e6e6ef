import {
  AmplifyClient,
  CreateAppCommand,
  CreateBranchCommand,
  GetAppCommand,
  GetBranchCommand,
  type CreateAppCommandInput,
  type CreateBranchCommandInput,
} from '@aws-sdk/client-amplify';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import * as z from 'zod';
import { busName } from '../../src/contract/events.ts';
import { pushResultSchema, type PushResult } from '../../src/contract/push/result.ts';
import { eventBus } from '../../src/aws/stack/event-bus.ts';
import { localExecutionId } from '../../src/engine/execution.ts';
import { definitions } from '../../src/engine/machines.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { busWithRules } from '../../src/engine/stores.ts';
import { startHostingStandIn, type HostingStandIn } from '../../src/local/hosting/stand-in.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { silent } from '../../src/engine/progress.ts';

/** Amplify Hosting for a file of tests: played over HTTP, and reached by the SDK's own client. */
export type HostedAccount = {
  readonly hosting: () => HostingStandIn;
  /** By how many milliseconds its clock is ahead of ours, and to how many it rounds down. */
  readonly clock: { ahead: number; ticks: number };
};

/** Starts the stand-in before the tests of a file, and empties it before each. */
export function hostedAccount(): HostedAccount {
  let hosting: HostingStandIn;
  const clock = { ahead: 0, ticks: 1 };
  beforeAll(async () => {
    hosting = await startHostingStandIn({
      now: () => Math.floor((Date.now() + clock.ahead) / clock.ticks) * clock.ticks,
      jobs: { pending: { reads: 1 }, running: { reads: 1 } },
    });
    // The product's own clients read these when they are made.
    process.env['AWS_ENDPOINT_URL_AMPLIFY'] = hosting.endpoint;
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  });
  beforeEach(() => {
    hosting.reset();
    clock.ahead = 0;
    clock.ticks = 1;
  });
  afterAll(() => hosting.close());
  return { hosting: () => hosting, clock };
}

/** The owner's client of an app: what it does is not counted. */
export function ownersClient(hosting: HostingStandIn): AmplifyClient {
  return new AmplifyClient({
    endpoint: hosting.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
    maxAttempts: 1,
  });
}

/** An app that is connected to a repository, with a branch; the id of the app. */
export async function seedApp(
  hosting: HostingStandIn,
  app: Partial<CreateAppCommandInput> = {},
  branch: Partial<CreateBranchCommandInput> = {},
): Promise<string> {
  const client = ownersClient(hosting);
  const repository = 'https://git.example.com/storefront';
  const made = await client.send(new CreateAppCommand({ name: 'storefront', repository, ...app }));
  const appId = made.app?.appId ?? '';
  await client.send(new CreateBranchCommand({ appId, branchName: 'main', ...branch }));
  return appId;
}

/** What the variables of an app, or of one of its branches, are now. */
export async function variablesOf(
  hosting: HostingStandIn,
  appId: string,
  branchName?: string,
): Promise<Readonly<Record<string, string>>> {
  const client = ownersClient(hosting);
  const count = hosting.calls.length;
  const found =
    branchName === undefined
      ? (await client.send(new GetAppCommand({ appId }))).app
      : (await client.send(new GetBranchCommand({ appId, branchName }))).branch;
  (hosting.calls as unknown[]).length = count;
  return found?.environmentVariables ?? {};
}

/** The operations that were called, in order. */
export function operationsOf({ calls }: HostingStandIn): readonly string[] {
  return calls.map(({ operation }) => operation);
}

/** A request with a target of hosting beside what the sample account has. */
export function withHosting(...hosting: readonly object[]) {
  return { ...fullRequest, hosting };
}

const slices = z.object({ outcome: z.object({ result: pushResultSchema() }) });
const pushMachine = definitions['push-auth'];

/** The machine, whose Wait between two looks at builds takes no time. */
const withoutWaiting = {
  ...pushMachine,
  States: {
    ...pushMachine.States,
    'Wait for builds': { Type: 'Wait', TimestampPath: '$.run.now', Next: 'Follow builds' },
  },
};

/** One push in process over the world. */
export async function pushOnce(
  input: object = {},
  overrides: Partial<Services> = {},
): Promise<PushResult> {
  const ended = await runMachine(withoutWaiting, {
    id: localExecutionId(),
    name: 'push',
    input: { app: 'storefront', env: 'prod', ...input },
    services: stackServices({ wait: async () => {}, ...overrides }),
    putEvents: busWithRules(eventBus(busName)),
    progress: silent,
    retryInterval: 0,
  });
  const concluded = slices.safeParse(ended.slices);
  if (!concluded.success) throw new Error(`The push ended as ${JSON.stringify(ended.end)}`);
  return concluded.data.outcome.result;
}

/** An import and the push that follows it. */
export async function importAndPush(request: object, push: object = {}): Promise<PushResult> {
  const imported = await runOnce(request);
  if (imported.error) throw new Error(`The import ended as ${JSON.stringify(imported)}`);
  return pushOnce(push);
}
