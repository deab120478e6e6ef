import { finding, type Finding } from '../../contract/findings.ts';
import type { Slice } from '../../contract/slices.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { providerNameOf } from '../ids.ts';
import { namedClient } from '../reach/role-sources.ts';
import type { IdentityPoolDescription } from '../readings.ts';

/**
 * Each published client must be a provider of the identity pool: the exact provider name, with the
 * user pool's own region and partition, and the exact client id (Cognito guide, "External providers").
 */

type Clients = Pick<Slice<'userPool'>, 'clients' | 'settings'>;
type Provider = IdentityPoolDescription['providers'][number];

export function pairingFindings(
  userPoolId: string,
  userPool: Clients,
  pool: IdentityPoolDescription,
): Finding[] {
  const name = providerNameOf(userPoolId);
  const clients = [...new Set(userPool.clients)];
  const unpaired = clients.filter((clientId) => !providerOf(pool, name, clientId));
  return [
    ...(unpaired.length > 0 ? [mismatch(userPoolId, userPool, pool, unpaired)] : []),
    ...tokenCheckFindings(name, userPool, pool),
    ...regionFindings(userPoolId, pool.id),
  ];
}

function mismatch(
  userPoolId: string,
  userPool: Clients,
  { id, name, providers }: IdentityPoolDescription,
  unpaired: readonly string[],
): Finding {
  return finding('IDENTITY_POOL_CLIENT_MISMATCH', {
    identityPool: { id, name },
    userPool: userPoolId,
    providerName: providerNameOf(userPoolId),
    clients: unpaired.map((clientId) => namedClient(userPool, clientId)),
    accepted: providers.map((provider) => ({ name: provider.name, clientId: provider.clientId })),
  });
}

/** Without the check a token is good until it expires, whatever became of the user. */
function tokenCheckFindings(
  name: string,
  userPool: Clients,
  pool: IdentityPoolDescription,
): Finding[] {
  const unchecked = [...new Set(userPool.clients)].filter(
    (clientId) => providerOf(pool, name, clientId)?.serverSideTokenCheck === false,
  );
  if (unchecked.length === 0) return [];
  const clients = unchecked.map((clientId) => namedClient(userPool, clientId));
  return [finding('TOKEN_CHECK_OFF', { identityPool: pool.id, clients })];
}

/** Not every library calls the identity pool where it is (docs/facts/native-libraries.md, "Regions"). */
function regionFindings(userPool: string, identityPool: string): Finding[] {
  if (regionOfPool(userPool) === regionOfPool(identityPool)) return [];
  return [finding('IDENTITY_POOL_OTHER_REGION', { identityPool, userPool })];
}

function providerOf(
  { providers }: IdentityPoolDescription,
  name: string,
  clientId: string,
): Provider | undefined {
  return providers.find((one) => one.name === name && one.clientId === clientId);
}
