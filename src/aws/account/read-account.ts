import type { ImportRequest } from '../../contract/request.ts';
import type {
  BucketDescription,
  IdentityPoolReadings,
  Reading,
  RolePoliciesReading,
  UserPoolReadings,
} from '../../domain/readings.ts';
import { countedSize } from '../../domain/policies/policy-document.ts';
import type { Buckets, IdentityPools, Roles, UserPools } from '../ports.ts';

/** What is read of an account for one request: everything that can go together goes in one wave. */

/** One wave, or two when the request names no web client and the pool's clients must be listed. */
export async function readUserPool(
  request: ImportRequest,
  userPools: UserPools,
): Promise<UserPoolReadings> {
  const id = request.userPoolId ?? '';
  const named = [request.webClientId, request.nativeClientId].flatMap((clientId) => clientId ?? []);
  const [pool, listed, mfa, identityProviders, groups, clients] = await Promise.all([
    userPools.userPool(id),
    request.webClientId ? null : userPools.clientIds(id),
    userPools.mfa(id),
    userPools.identityProviders(id),
    userPools.groups(id),
    readClients(id, [...new Set(named)], userPools),
  ]);
  const others =
    listed?.status === 'found' && !listed.value.more
      ? listed.value.ids.filter((clientId) => !named.includes(clientId))
      : [];
  return {
    pool,
    clients: [...clients, ...(await readClients(id, others, userPools))],
    moreClients: listed?.status === 'found' && listed.value.more,
    clientList: listed?.status === 'found' ? { status: 'found', value: listed.value.ids } : listed,
    mfa,
    identityProviders,
    groups,
  };
}

/** Cognito allows five reads of clients per second and pool; the SDK waits when it says so. */
const clientsAtOnce = 5;

async function readClients(
  userPoolId: string,
  ids: readonly string[],
  userPools: UserPools,
): Promise<UserPoolReadings['clients']> {
  const readings: { id: string; reading: UserPoolReadings['clients'][number]['reading'] }[] = [];
  for (let start = 0; start < ids.length; start += clientsAtOnce) {
    const wave = ids.slice(start, start + clientsAtOnce);
    readings.push(
      ...(await Promise.all(
        wave.map(async (id) => ({ id, reading: await userPools.client(userPoolId, id) })),
      )),
    );
  }
  return readings;
}

/** Two waves: the pool and its roles' names, then the roles themselves. */
export async function readIdentityPool(
  identityPoolId: string,
  identityPools: IdentityPools,
  roles: Roles,
): Promise<IdentityPoolReadings> {
  const [pool, poolRoles] = await Promise.all([
    identityPools.identityPool(identityPoolId),
    identityPools.roles(identityPoolId),
  ]);
  const { authenticated, guest } =
    poolRoles.status === 'found' ? poolRoles.value : { authenticated: null, guest: null };
  const arns = [...new Set([authenticated, guest].flatMap((arn) => arn ?? []))];
  const described = await Promise.all(
    arns.map(async (arn) => [arn, await roles.role(arn)] as const),
  );
  return { pool, poolRoles, roles: Object.fromEntries(described) };
}

/** One wave for our policy and the names; one more only where strangers' policies must be counted. */
export async function readRolePolicies(
  roleArns: readonly string[],
  policyName: string,
  roles: Roles,
): Promise<readonly RolePoliciesReading[]> {
  return Promise.all(
    roleArns.map(async (roleArn) => {
      const [ours, names] = await Promise.all([
        roles.policy(roleArn, policyName),
        roles.policyNames(roleArn),
      ]);
      if (names.status !== 'found') return { roleArn, ours, foreign: names };
      const strangers = names.value.filter((name) => name !== policyName);
      return { roleArn, ours, foreign: await readSizes(roleArn, strangers, roles) };
    }),
  );
}

async function readSizes(
  roleArn: string,
  names: readonly string[],
  roles: Roles,
): Promise<RolePoliciesReading['foreign']> {
  const readings = await Promise.all(
    names.map(async (name) => ({ name, reading: await roles.policy(roleArn, name) })),
  );
  const denied = readings.find(({ reading }) => reading.status === 'denied')?.reading;
  if (denied?.status === 'denied') return denied;
  const value = readings.flatMap(({ name, reading }) =>
    reading.status === 'found' ? [{ name, size: countedSize(reading.value) }] : [],
  );
  return { status: 'found', value };
}

/** One wave for all buckets that a request grants. */
export async function readBuckets(
  request: ImportRequest,
  buckets: Buckets,
  withTag: boolean,
): Promise<Readonly<Record<string, Reading<BucketDescription>>>> {
  const names = [...new Set(request.grants.storage.map(({ bucket }) => bucket))];
  const readings = await Promise.all(
    names.map(async (name) => [name, await buckets.bucket(name, withTag)] as const),
  );
  return Object.fromEntries(readings);
}
