import pLimit from 'p-limit';
import type { ProposedRequest } from '../../contract/discovery.ts';
import { Fault } from '../../contract/errors/faults.ts';
import {
  AccessDenied,
  CredentialsMissing,
  RegionUnknown,
} from '../../contract/errors/caller-errors.ts';
import { isPaired, runRequestSchema, type RunRequest } from '../../contract/request.ts';
import { knownIdentityPools, pairingsOf, type Pairing } from '../../domain/discovery/pairing.ts';
import { proposeRequest } from '../../domain/discovery/propose-request.ts';
import {
  noListing,
  type Attempt,
  type ClientListing,
  type IdentityPoolsOfRegion,
  type ListedUserPool,
  type RegionReadings,
  type RequestReadings,
} from '../../domain/discovery/region-readings.ts';
import { judgeUserPool } from '../../domain/pools/user-pool.ts';
import type { PoolSummary, Reading } from '../../domain/readings.ts';
import { enableRegion } from '../../domain/regions.ts';
import { pacing } from '../pacing.ts';
import type { Cognito, Page, UserPools } from './port.ts';
import type { AccountReads, Services, Wait } from '../ports.ts';
import { pacedCognito, pacedRoles } from './paced-cognito.ts';
import { readIdentityPool } from './read-identity-pool.ts';
import { readClient } from './read-client.ts';
import { readUserPool } from './read-user-pool.ts';
import { readingAhead } from './read-ahead.ts';
import { remembered } from './remembered.ts';

/** What the reading of a region needs. Of the roles nothing but their trust is looked at. */
export type DiscoveryServices = Omit<AccountReads, 'resources'> & Pick<Services, 'account'>;

/** Told after each pool, how many of how many are done. */
export type Tell = (what: 'identity pools' | 'user pools', done: number, all: number) => void;

/** So many user pools are read at a time, ahead and again as a request; the rates decide how fast. */
const poolsAtOnce = 8;

/**
 * Services that ask everything once and no faster than Cognito bears; `wait` may end at once when
 * nothing more will be asked.
 */
export function discoveryServices(
  { userPools, identityPools, roles, central, account }: DiscoveryServices,
  wait: Wait,
): DiscoveryServices {
  const pace = pacing(wait);
  const cognito = pacedCognito({ userPools, identityPools }, pace);
  return {
    userPools: remembered(cognito.userPools),
    identityPools: remembered(cognito.identityPools),
    roles: { ...roles, ...remembered(pacedRoles(roles, pace)) },
    central,
    account,
  };
}

/** Reads every user pool of a region as an import would, and every identity pool once. */
export async function readRegion(
  region: string,
  services: DiscoveryServices,
  tell: Tell,
): Promise<RegionReadings> {
  const ahead = readingAhead(services.userPools, poolsAtOnce);
  const listAndReadAhead = async () =>
    (await listUserPools(region, services.userPools)).map((summary) => ({
      summary,
      readAhead: ahead(summary.id),
    }));
  const [listed, identityPools] = await Promise.all([
    listAndReadAhead(),
    readIdentityPools(region, services, tell),
  ]);
  const known = knownIdentityPools(identityPools);
  const atOnce = pLimit(poolsAtOnce);
  const counted = count(listed.length, (done, all) => tell('user pools', done, all));
  const read = listed.map(async ({ summary, readAhead }) => {
    await readAhead;
    const pairings = pairingsOf(summary.id, known);
    return atOnce(() => readPool(summary, pairings, services)).finally(counted);
  });
  return { region, identityPools, userPools: await Promise.all(read) };
}

/** Every user pool of a region. Without this list there is nothing to tell. */
export async function listUserPools(
  region: string,
  userPools: Pick<UserPools, 'list'>,
): Promise<readonly PoolSummary[]> {
  const list = await wholeList((next) => userPools.list(region, next));
  if (list.status === 'not-found') throw new RegionUnknown(region);
  if (list.status === 'denied' && list.action === enableRegion) {
    throw new CredentialsMissing(
      `cognito-idp:ListUserPools in ${region}, a region that the account has to enable first,`,
    );
  }
  if (list.status === 'denied') throw new AccessDenied(list.action, `user pools of ${region}`);
  return list.value;
}

/** Every identity pool of a region: a user pool does not say which of them accept its tokens. */
export async function readIdentityPools(
  region: string,
  { identityPools }: Pick<Cognito, 'identityPools'>,
  tell: Tell,
): Promise<IdentityPoolsOfRegion> {
  const list = await wholeList((next) => identityPools.list(region, next));
  const summaries = list.status === 'found' ? list.value : [];
  const counted = count(summaries.length, (done, all) => tell('identity pools', done, all));
  const pools = summaries.map(async ({ id }) => {
    const reading = await attempt(() => identityPools.identityPool(id)).finally(counted);
    return { id, reading };
  });
  return { list, pools: await Promise.all(pools) };
}

async function readPool(
  summary: PoolSummary,
  pairings: readonly Pairing[],
  services: DiscoveryServices,
): Promise<ListedUserPool> {
  const listed = await attempt(() => readClientListing(summary.id, pairings, services.userPools));
  const listing = 'status' in listed ? noListing : listed;
  const request = proposeRequest(summary, listing, pairings);
  const readings =
    'status' in listed ? listed : await attempt(() => readForRequest(request, services));
  return { summary, listing, request, readings };
}

/** The clients of a pool; of more than a page, those that identity pools name. */
export async function readClientListing(
  userPoolId: string,
  pairings: readonly Pairing[],
  userPools: Pick<UserPools, 'clients' | 'client' | 'hasClientSecret'>,
): Promise<ClientListing> {
  const page = await userPools.clients(userPoolId);
  if (page.status !== 'found') return { list: page, more: false, clients: [] };
  const { items, more } = page.value;
  const paired = [...new Set(pairings.flatMap(({ clientIds }) => clientIds))];
  const ids = more ? paired.slice(0, items.length) : items.map(({ id }) => id);
  const clients = await Promise.all(
    ids.map(async (id) => ({ id, reading: await readClient(userPools, userPoolId, id, 'after') })),
  );
  return { list: { status: 'found', value: items }, more, clients };
}

/** Everything that an import of a request reads of its pools. */
export async function readForRequest(
  given: ProposedRequest | RunRequest,
  services: DiscoveryServices,
): Promise<RequestReadings> {
  const request = runRequestSchema().parse(given);
  const reading = readUserPool(request, services);
  const ofUserPool = async () => judgeUserPool(request, await reading);
  const [userPool, identityPool] = await Promise.all([
    reading,
    isPaired(request) ? readIdentityPool(request, ofUserPool, services) : null,
  ]);
  return { userPool, identityPool };
}

/** All pages of a list, one after the other; the first that cannot be read is the answer. */
async function wholeList(
  read: (next?: string) => Promise<Reading<Page<PoolSummary>>>,
): Promise<Reading<readonly PoolSummary[]>> {
  const items: PoolSummary[] = [];
  let next: string | undefined;
  do {
    const page = await read(next);
    if (page.status !== 'found') return page;
    items.push(...page.value.items);
    ({ next } = page.value);
  } while (next);
  return { status: 'found', value: items };
}

/** What AWS did not answer is told of its pool; that nobody is signed in ends everything. */
async function attempt<Value>(read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { status: 'failed', message: error.message };
  }
}

function count(all: number, tell: (done: number, all: number) => void): () => void {
  let done = 0;
  return () => tell((done += 1), all);
}
