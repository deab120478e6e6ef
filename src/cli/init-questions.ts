import {
  listUserPools,
  readClientListing,
  readForRequest,
  readIdentityPools,
  type DiscoveryServices,
} from '../procedures/account/read-discovery.ts';
import { readResources } from '../procedures/account/read-account.ts';
import type { Services } from '../procedures/ports.ts';
import type { Finding } from '../contract/findings.ts';
import { runRequestSchema } from '../contract/request.ts';
import { byName, knownIdentityPools, pairingsOf } from '../domain/discovery/pairing.ts';
import { appNameOf, proposedEnv } from '../domain/discovery/propose-request.ts';
import { judgeRequest } from '../domain/discovery/shape-discovery.ts';
import { judgeUserPool } from '../domain/pools/user-pool.ts';
import { resourceFindings } from '../domain/grants/resource-findings.ts';
import { deniedReadings } from '../domain/findings/denied-readings.ts';
import { labelOf } from '../contract/text.ts';
import type { PoolSummary } from '../domain/readings.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { Declined, type Prompts } from './prompts.ts';
import { askForClients, askForIdentityPool, problemOf } from './init-choices.ts';
import { askForBucket, type AskedRequest } from './init-bucket.ts';
import type { Counter } from './counting.ts';

/** What the questions need: how to read the account, and where to begin. */
export type InitWorld = {
  readonly services: DiscoveryServices & Pick<Services, 'resources' | 'account'>;
  /** Proposed to the person; empty: none is known. */
  readonly region: string;
  readonly counter: Counter;
};

/**
 * Asks step by step for a request, and shows what would block its import before it is taken. `null`:
 * the region holds no pool that a request could name, which has been said.
 */
export async function askForRequest(
  prompts: Prompts,
  { services, region: proposed, counter }: InitWorld,
): Promise<AskedRequest | null> {
  const region = await prompts.text('Region of the user pool', proposed, problemOf('region'));
  const pool = await askForUserPool(prompts, region, services);
  if (!pool) return null;
  const identityPools = await readIdentityPools(region, services, counter.tell).finally(
    counter.clear,
  );
  const pairings = pairingsOf(pool.id, knownIdentityPools(identityPools));
  const listing = await readClientListing(pool.id, pairings, services.userPools);
  for (const denied of deniedReadings(region, [identityPools.list]))
    prompts.tell(findingText(denied));

  const clients = await askForClients(prompts, listing, pairings);
  const bare = { app: appNameOf(pool.name), env: proposedEnv, userPoolId: pool.id };
  if (!clients) {
    prompts.tell(textOf(await blocksOf(bare, services)));
    return null;
  }
  const identityPool = await askForIdentityPool(prompts, pairings, listing, clients);
  const app = await prompts.text('Name of the app', bare.app, problemOf('app'));
  const env = await prompts.text('Environment', bare.env, problemOf('env'));
  const pools = { ...bare, app, env, ...clients, ...identityPool };
  const blocksOfBucket = async (bucket: string) => {
    const grants = { storage: [{ bucket, authenticated: ['read'] as const }] };
    const found = await blocksOf({ ...pools, grants }, services);
    return found.filter(({ subject }) => subject === bucket);
  };
  const grants = identityPool ? await askForBucket(prompts, blocksOfBucket) : {};
  const request = { ...pools, ...grants };

  const blocks = await blocksOf(request, services);
  prompts.tell(textOf(blocks));
  prompts.tell(JSON.stringify(request, null, 2));
  const question = blocks.length > 0 ? 'Write it all the same?' : 'Write this request?';
  if (!(await prompts.confirm(question, blocks.length === 0))) throw new Declined();
  return request;
}

/** The only pool is taken without a question, as by Gen 1. */
async function askForUserPool(
  prompts: Prompts,
  region: string,
  { userPools }: InitWorld['services'],
): Promise<PoolSummary | null> {
  const pools = (await listUserPools(region, userPools)).toSorted(byName);
  const [only, ...others] = pools;
  if (!only) {
    prompts.tell(`There is no user pool in ${region} of this account.`);
    return null;
  }
  if (others.length === 0) {
    prompts.tell(`User pool: ${labelOf(only)}, the only one in ${region}`);
    return only;
  }
  return prompts.choose(
    'User pool',
    pools.map((pool) => ({ value: pool, label: labelOf(pool) })),
  );
}

/** What would refuse the import of a request: of its pools, and of the bucket that it grants. */
async function blocksOf(
  asked: AskedRequest,
  services: InitWorld['services'],
): Promise<readonly Finding[]> {
  const request = runRequestSchema().parse(asked);
  const [readings, resources] = await Promise.all([
    readForRequest(request, services),
    readResources(request, services, { withTag: false, withPolicy: new Set() }),
  ]);
  const { clients, tokens } = judgeUserPool(request, readings.userPool);
  const findings = [
    ...judgeRequest(request, readings),
    ...resourceFindings(request, resources, { allowList: null, roles: [], clients, tokens }),
  ];
  return findings.filter(({ severity }) => severity === 'error');
}

function textOf(blocks: readonly Finding[]): string {
  if (blocks.length === 0) return 'Nothing that was found would block its import.';
  return ['This would block the import:', ...blocks.map(findingText)].join('\n\n');
}
