import type { RunRequest } from '../../contract/request.ts';
import { chooseClients, federatedProviders } from '../../domain/pools/app-clients.ts';
import { parseArn } from '../../domain/ids.ts';
import type { ClientSummary, Reading, UserPoolReadings } from '../../domain/readings.ts';
import type { Page, UserPools } from './port.ts';
import type { Services } from '../ports.ts';
import { requireGoodElsewhere } from './good-elsewhere.ts';
import { readClient } from './read-client.ts';
import { hasUnreadGroups, readNamedGroups } from './read-groups.ts';
import { inWaves } from '../waves.ts';

/**
 * Everything that is read of a user pool for one request. One wave when the request names its web
 * client and all is well; one more each for what only the first can tell: which clients there are to
 * choose from, whether one but the named web client has a secret that it does not show, which providers the
 * chosen ones offer, groups beyond the first page and whether those are all, the account.
 */
export async function readUserPool(
  request: RunRequest,
  services: Pick<Services, 'userPools' | 'central' | 'account'>,
): Promise<UserPoolReadings> {
  const id = request.userPoolId;
  const { readRoleArn } = request;
  const { userPools } = readRoleArn ? services.central(readRoleArn, request.app) : services;
  const named = [request.webClientId, request.nativeClientId].flatMap((clientId) => clientId ?? []);
  const [pool, listed, mfa, identityProviders, groups, clients] = await Promise.all([
    userPools.userPool(id),
    request.webClientId ? null : userPools.clients(id),
    userPools.mfa(id),
    userPools.identityProviders(id),
    userPools.groups(id),
    readClients(request, [...new Set(named)], userPools),
  ]);
  await requireGoodElsewhere(pool, services);
  const first = {
    pool,
    clients,
    ...clientListOf(listed),
    mfa,
    identityProviders,
    providers: {},
    groups: groups.status === 'found' ? { ...groups, value: groups.value.items } : groups,
    moreGroups: groups.status === 'found' && groups.value.more,
    namedGroups: {},
    account: null,
  };
  const [withClients, namedGroups, asked] = await Promise.all([
    withCandidates(request, first, userPools),
    readNamedGroups(request, first, userPools),
    pool.status === 'not-found' ? accountAsked(readRoleArn, services) : null,
  ]);
  const [providers, moreGroups] = await Promise.all([
    readProviders(request, withClients, userPools),
    hasUnreadGroups(id, groups, namedGroups, userPools),
  ]);
  return { ...withClients, providers, namedGroups, moreGroups, account: asked };
}

/** The account of the role that reads is the one where the pool was looked for. */
async function accountAsked(
  readRoleArn: string | null,
  { account }: Pick<Services, 'account'>,
): Promise<string | null> {
  return readRoleArn ? (parseArn(readRoleArn)?.account ?? null) : account();
}

type ClientList = Pick<UserPoolReadings, 'clientList' | 'moreClients'>;

function clientListOf(listed: Reading<Page<ClientSummary>> | null): ClientList {
  return {
    clientList: listed?.status === 'found' ? { ...listed, value: listed.value.items } : listed,
    moreClients: listed?.status === 'found' && listed.value.more,
  };
}

/** Reads the clients to choose from, when none was named or one that was is refused. */
async function withCandidates(
  request: RunRequest,
  readings: UserPoolReadings,
  userPools: UserPools,
): Promise<UserPoolReadings> {
  const id = request.userPoolId;
  if (readings.pool.status === 'not-found') return readings;
  const refused = chooseClients(request, readings).findings.some((f) => f.severity === 'error');
  if (request.webClientId && !refused) return readings;
  const list = readings.clientList === null ? clientListOf(await userPools.clients(id)) : readings;
  const known = new Set(readings.clients.map((client) => client.id));
  const others =
    list.clientList?.status === 'found' && !list.moreClients
      ? list.clientList.value.map((client) => client.id).filter((clientId) => !known.has(clientId))
      : [];
  const { clientList, moreClients } = list;
  const clients = [...readings.clients, ...(await readClients(request, others, userPools))];
  return { ...readings, clientList, moreClients, clients };
}

/** A web client has no secret, or nothing is imported: of the named one both answers are asked at once. */
async function readClients(
  { userPoolId, webClientId }: RunRequest,
  ids: readonly string[],
  userPools: UserPools,
): Promise<UserPoolReadings['clients']> {
  return inWaves(ids, async (id) => {
    const asked = id === webClientId ? 'at once' : 'after';
    return { id, reading: await readClient(userPools, userPoolId, id, asked) };
  });
}

/** The federated providers that the chosen clients offer: nobody else's is looked at. */
async function readProviders(
  request: RunRequest,
  readings: UserPoolReadings,
  userPools: UserPools,
): Promise<UserPoolReadings['providers']> {
  if (request.oauth === 'off') return {};
  const { web, native } = chooseClients(request, readings);
  const names = [web, native].flatMap((client) => (client ? federatedProviders(client) : []));
  const read = await inWaves([...new Set(names)], async (name) => {
    const reading = await userPools.identityProvider(request.userPoolId, name);
    return [name, reading] as const;
  });
  return Object.fromEntries(read);
}
