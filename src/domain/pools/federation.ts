import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { labelOf, listing } from '../../contract/text.ts';
import type {
  AppClientDescription,
  IdentityProviderDescription,
  UserPoolDescription,
  UserPoolReadings,
} from '../readings.ts';
import { addressOf, federatedProviders } from './app-clients.ts';
import { attributesToAdd, requiredOfProviders, unwritable } from './attributes.ts';
import { claimOfAttribute } from './claims.ts';

/**
 * Social sign-in fails unless each required attribute is mutable on the pool, writable on the client
 * and mapped from the provider (docs/facts/gen1-import.md, "Social sign-in"). Judged as soon as a
 * client offers a provider: an error when the request requires OAuth, and a warning when it leaves
 * OAuth to the clients, because a pool keeps the mutability that it was created with and users with a
 * password are not concerned; with OAuth off nobody signs in through a provider.
 */
export function federationFindings(
  clients: readonly AppClientDescription[],
  pool: UserPoolDescription | null,
  readings: Pick<UserPoolReadings, 'providers' | 'identityProviders'>,
  request: ImportRequest,
): Finding[] {
  const federated = request.oauth === 'off' ? [] : clients.filter(isFederated);
  if (federated.length === 0) return [];
  const severity = request.oauth === 'required' ? 'error' : 'warning';
  const found = [
    ...missingProviders(federated, readings),
    ...(pool ? immutableAttributes(federated, pool) : []),
    ...(pool ? federated.flatMap((client) => unwritableAttributes(client, pool)) : []),
    ...(pool ? unmappedAttributes(federated, pool, readings.providers) : []),
  ];
  return found.map((one) => ({ ...one, severity }));
}

/** Whether people may sign in through a provider that is not the pool's own directory. */
export function isFederated(client: AppClientDescription): boolean {
  return federatedProviders(client).length > 0;
}

function providersOf(clients: readonly AppClientDescription[]): readonly string[] {
  return [...new Set(clients.flatMap(federatedProviders))];
}

function missingProviders(
  clients: readonly AppClientDescription[],
  { providers, identityProviders }: Pick<UserPoolReadings, 'providers' | 'identityProviders'>,
): Finding[] {
  const listed = identityProviders.status === 'found' ? identityProviders.value : null;
  return clients.flatMap((client) =>
    federatedProviders(client)
      .filter((name) => providers[name]?.status === 'not-found')
      .map((name) =>
        finding('OAUTH_PROVIDER_NOT_FOUND', {
          subject: client.id,
          message: `The app client ${labelOf(client)} offers ${name}, an identity provider that ${client.userPoolId} does not have.`,
          ...(listed && { found: listing(listed.map((one) => one.name)) || 'no provider' }),
          needed: name,
          command: { region: regionOfPool(client.userPoolId), userPoolId: client.userPoolId },
        }),
      ),
  );
}

function immutableAttributes(
  clients: readonly AppClientDescription[],
  pool: UserPoolDescription,
): Finding[] {
  const names = requiredOfProviders(pool).filter((name) => pool.immutableAttributes.includes(name));
  if (names.length === 0) return [];
  return [
    finding('SOCIAL_ATTRIBUTE_IMMUTABLE', {
      subject: pool.id,
      message: `The user pool ${pool.id} requires ${listing(names)} and never lets it change, so whoever signs in to ${clients.map(labelOf).join(' or ')} through a provider (${listing(providersOf(clients))}) is refused the second time.`,
      found: `immutable: ${listing(names)}`,
      needed: 'mutable',
    }),
  ];
}

function unwritableAttributes(client: AppClientDescription, pool: UserPoolDescription): Finding[] {
  const names = unwritable(client, requiredOfProviders(pool));
  if (names.length === 0) return [];
  return [
    finding('SOCIAL_ATTRIBUTE_NOT_WRITABLE', {
      subject: client.id,
      message: `The app client ${labelOf(client)} may not write ${listing(names)}, which the pool requires, so sign-in through a provider (${listing(federatedProviders(client))}) is refused.`,
      found: listing(client.writeAttributes ?? []) || 'the standard attributes',
      needed: listing(names),
      command: { ...addressOf(client), values: attributesToAdd(client, names) },
    }),
  ];
}

function unmappedAttributes(
  clients: readonly AppClientDescription[],
  pool: UserPoolDescription,
  providers: UserPoolReadings['providers'],
): Finding[] {
  return providersOf(clients).flatMap((name) => {
    const reading = providers[name];
    if (reading?.status !== 'found') return [];
    return requiredOfProviders(pool)
      .filter((attribute) => !reading.value.mappedAttributes.includes(attribute))
      .map((attribute) => unmapped(pool.id, reading.value, attribute));
  });
}

function unmapped(
  userPoolId: string,
  { name, type, mappedAttributes }: IdentityProviderDescription,
  attribute: string,
): Finding {
  return finding('SOCIAL_ATTRIBUTE_NOT_MAPPED', {
    subject: name,
    message: `The provider ${name} (${type}) does not give ${attribute}, which ${userPoolId} requires, so sign-in through it is refused.`,
    found: listing(mappedAttributes) || 'no mapping',
    needed: attribute,
    command: {
      region: regionOfPool(userPoolId),
      userPoolId,
      provider: name,
      attribute,
      claim: claimOfAttribute(type, attribute),
    },
  });
}
