import { gunzipSync } from 'node:zlib';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { accountServices } from '../../../src/aws/account/account-services.ts';
import { dynamodbLinkStore } from '../../../src/aws/stack/dynamodb-link-store.ts';
import { eventBus } from '../../../src/aws/stack/event-bus.ts';
import { leaseOwners } from '../../../src/aws/stack/owners.ts';
import { thisProcess } from '../../../src/aws/stack/processes.ts';
import type { Services } from '../../../src/procedures/ports.ts';
import { s3ConfigStore } from '../../../src/aws/stack/s3-config-store.ts';
import { busName } from '../../../src/contract/events.ts';
import { linkItemSchema, type LinkItem, type LinkName } from '../../../src/contract/link.ts';
import { manifestKey } from '../../../src/contract/manifest.ts';
import type { Result } from '../../../src/contract/result.ts';
import { runImport } from '../../../src/engine/run-import.ts';
import type { RunEnvironment } from '../../../src/engine/run-to-end.ts';
import { busWithRules } from '../../../src/engine/stores.ts';
import { bucketName, identityPoolId, userPoolId, webClientId } from '../builders/ids.ts';
import { link } from '../builders/link.ts';
import { configBucket, linkTable, type AwsWorld } from './aws-world.ts';
import { silent } from '../../../src/engine/progress.ts';
import { madeReady } from './made-ready.ts';
import type { RecordedCall } from './recorded-call.ts';
import { sampleAccount, type SampleAccount } from './sample-account.ts';

/** A request for everything that the sample account has. */
export const fullRequest = {
  app: 'storefront',
  env: 'prod',
  userPoolId,
  webClientId,
  identityPoolId,
  grants: {
    storage: [
      {
        bucket: bucketName,
        authenticated: ['create', 'read', 'update', 'delete'],
        guest: ['read'],
      },
    ],
  },
} as const;

/** The full request with other grants, so that both policies change, and what the files say of paths. */
export function withGrants(authenticated: readonly string[], guest: readonly string[]) {
  return { ...fullRequest, grants: { storage: [{ bucket: bucketName, authenticated, guest }] } };
}

const here = thisProcess().place;

/** Services of a run in process whose store is the stack's; the process of every other run is gone. */
export function stackServices(overrides: Partial<Services> = {}): Services {
  return {
    ...accountServices(),
    owners: leaseOwners(({ place }) => (place === here ? 'gone' : 'unseen')),
    configStore: s3ConfigStore(configBucket),
    lateConfigStore: async () => overrides.configStore ?? s3ConfigStore(configBucket),
    linkStore: dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket)),
    allowList: null,
    mayPurge: true,
    ...overrides,
  };
}

/** One import in process over the world, without waiting before a retry. */
export function runOnce(
  input: unknown,
  { services, ...overrides }: Partial<RunEnvironment> = {},
): Promise<Result> {
  return runImport(input, {
    services: services ?? stackServices(),
    putEvents: busWithRules(eventBus(busName)),
    progress: silent,
    retryInterval: 0,
    ...overrides,
  });
}

/** A run that dies while it writes on roles; what was on its way arrives. */
export async function diesWriting<World extends AwsWorld>(
  world: World,
  input: unknown,
): Promise<World> {
  world.faults.kill('iam:PutRolePolicy', 'in flight');
  await runOnce(input);
  world.faults.revive();
  return world;
}

/** The write on the sample's link that records the next revision: the one after its commit. */
export function recordIn(world: AwsWorld): (call: RecordedCall) => boolean {
  const manifest = () => storedTexts(world)[manifestKey(link)];
  const before = manifest();
  return ({ service, action }) =>
    service === 'dynamodb' && action !== 'GetItem' && manifest() !== before;
}

/** The sample account after its first import, calls and events forgotten. */
export const importedAccount: () => Promise<SampleAccount> = madeReady(async () => {
  const world = sampleAccount();
  await runOnce(fullRequest);
  world.eventBridge.events.length = 0;
  return world;
});

/** Every inline policy of the account by role and name. */
export function policiesOf({ iam }: AwsWorld): Record<string, Record<string, string>> {
  return Object.fromEntries([...iam.roles].map(([name, { policies }]) => [name, { ...policies }]));
}

/** Text of every object of the store below a prefix, in the order of keys. */
export function storedTexts({ s3 }: AwsWorld, prefix = 'config/'): Record<string, string> {
  const objects = s3.buckets.get(configBucket)?.objects ?? new Map<string, never>();
  return Object.fromEntries(
    [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { body }]) => [key, body]),
  );
}

/** What a link is by its item, and by the file of its before-images; `null` when there is no item. */
export function linkItemOf(
  { dynamodb, s3 }: AwsWorld,
  { app, env }: LinkName = link,
): LinkItem | null {
  const item = dynamodb.items.get(`LINK#${app}#${env}\nLINK`);
  if (!item) return null;
  const { link: kept, beforeImages } = unmarshall(item);
  const { intent, ...known }: LinkItem =
    kept instanceof Uint8Array ? JSON.parse(gunzipSync(kept).toString()) : kept;
  if (!beforeImages) return linkItemSchema().parse({ ...known, intent });
  const file = s3.buckets.get(configBucket)?.objects.get(beforeImages.key);
  const images: (string | null)[] = JSON.parse(file?.body ?? '[]');
  const roles = intent?.roles.map((role, at) => ({ ...role, before: images[at] }));
  return linkItemSchema().parse({ ...known, intent: { ...intent, roles } });
}

/** Detail types of the events that were put, in order. */
export function announcedTypes({ eventBridge }: AwsWorld): readonly (string | undefined)[] {
  return eventBridge.events.map(({ detailType }) => detailType);
}

/** What a finished import leaves behind: policies, published bytes, and what the link knows. */
export function traces(world: AwsWorld) {
  const item = linkItemOf(world);
  const {
    lease,
    undone: _bookkeeping,
    lateWrites: _lateWrites,
    asOf: _time,
    asOfEvents: _ids,
    ...known
  } = item ?? { lease: null };
  return { policies: policiesOf(world), config: storedTexts(world), known, holder: lease?.owner };
}

/** How many calls a run makes when nothing goes wrong; `prepare` makes the account ready for it. */
export async function callsOfRun(
  input: unknown,
  prepare: () => AwsWorld | Promise<AwsWorld>,
): Promise<{ count: number; left: ReturnType<typeof traces> }> {
  const world = await prepare();
  world.forgetCalls();
  await runOnce(input);
  return { count: world.calls.length, left: traces(world) };
}
