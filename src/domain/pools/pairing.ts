import { finding, type Finding } from '../../contract/findings.ts';
import type { Slice } from '../../contract/slices.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { providerNameOf } from '../ids.ts';
import { labelOf } from '../../contract/text.ts';
import { clientLabel } from '../reach/role-sources.ts';
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
  pool: IdentityPoolDescription,
  unpaired: readonly string[],
): Finding {
  const name = providerNameOf(userPoolId);
  const region = regionOfPool(pool.id);
  const labels = unpaired.map((clientId) => clientLabel(userPool, clientId));
  const misses = nearMisses(userPoolId, unpaired, pool.providers).join(' ');
  return finding('IDENTITY_POOL_CLIENT_MISMATCH', {
    subject: pool.id,
    message:
      `The identity pool ${labelOf(pool)} does not accept tokens of ${labels.join(' and ')}.` +
      (misses && ` ${misses}`),
    found: pool.providers.map(pair).join(', ') || 'no user pool at all',
    needed: unpaired.map((clientId) => pair({ name, clientId })).join(', '),
    command: {
      region,
      identityPoolId: pool.id,
      providers: unpaired.map((clientId) => `${name}|${clientId}`),
    },
  });
}

/** What is almost right, and what of it is not. */
function nearMisses(
  userPoolId: string,
  unpaired: readonly string[],
  providers: readonly Provider[],
): readonly string[] {
  const name = providerNameOf(userPoolId);
  return providers.flatMap((provider) => {
    const { clientId } = provider;
    const sameClient = unpaired.includes(clientId);
    if (provider.name === name) {
      return sameClient ? [] : [`It accepts the user pool with another client, ${clientId}.`];
    }
    if (provider.name.endsWith(`/${userPoolId}`)) {
      return [
        `It names the user pool id under another endpoint, ${provider.name}: the endpoint must be that of the region ${regionOfPool(userPoolId)}.`,
      ];
    }
    return sameClient
      ? [`It names the client ${clientId} with a user pool of another name, ${provider.name}.`]
      : [];
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
  const labels = unchecked.map((clientId) => clientLabel(userPool, clientId));
  return [
    finding('TOKEN_CHECK_OFF', {
      subject: pool.id,
      message: `The identity pool does not ask the user pool whether tokens of ${labels.join(' and ')} still hold: a user who was signed out or disabled gets AWS credentials until the token expires.`,
      found: `ServerSideTokenCheck false for ${unchecked.join(', ')}`,
      command: {
        region: regionOfPool(pool.id),
        identityPoolId: pool.id,
        clientIds: unchecked,
      },
    }),
  ];
}

function regionFindings(userPoolId: string, identityPoolId: string): Finding[] {
  const [home, here] = [regionOfPool(userPoolId), regionOfPool(identityPoolId)];
  if (home === here) return [];
  return [
    finding('IDENTITY_POOL_OTHER_REGION', {
      subject: identityPoolId,
      message: `The identity pool ${identityPoolId} lies in ${here}, the user pool ${userPoolId} in ${home}.`,
      found: here,
    }),
  ];
}

function providerOf(
  { providers }: IdentityPoolDescription,
  name: string,
  clientId: string,
): Provider | undefined {
  return providers.find((one) => one.name === name && one.clientId === clientId);
}

function pair({ name, clientId }: Pick<Provider, 'name' | 'clientId'>): string {
  return `${name}:${clientId}`;
}
