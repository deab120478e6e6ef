import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AppClientDescription, UserPoolDescription, UserPoolReadings } from '../readings.ts';
import { clientFactOf, federatedProviders } from './app-clients.ts';
import { requiredOfProviders, unwritable, writingFacts } from './attributes.ts';
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
  request: RunRequest,
): Finding[] {
  const federated = request.oauth === 'off' ? [] : clients.filter(isFederated);
  if (federated.length === 0) return [];
  const required = request.oauth === 'required';
  return [
    ...missingProviders(federated, readings, required),
    ...(pool ? immutableAttributes(federated, pool, required) : []),
    ...(pool ? federated.flatMap((client) => unwritableAttributes(client, pool, required)) : []),
    ...(pool ? unmappedAttributes(federated, pool, readings.providers, required) : []),
  ];
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
  required: boolean,
): Finding[] {
  const known =
    identityProviders.status === 'found' ? identityProviders.value.map(({ name }) => name) : null;
  return clients.flatMap((client) =>
    federatedProviders(client)
      .filter((name) => providers[name]?.status === 'not-found')
      .map((provider) =>
        finding('OAUTH_PROVIDER_NOT_FOUND', {
          client: clientFactOf(client),
          provider,
          known,
          required,
        }),
      ),
  );
}

function immutableAttributes(
  clients: readonly AppClientDescription[],
  pool: UserPoolDescription,
  required: boolean,
): Finding[] {
  const attributes = requiredOfProviders(pool).filter((name) =>
    pool.immutableAttributes.includes(name),
  );
  if (attributes.length === 0) return [];
  return [
    finding('SOCIAL_ATTRIBUTE_IMMUTABLE', {
      userPool: pool.id,
      attributes,
      clients: clients.map(clientFactOf),
      providers: [...providersOf(clients)],
      required,
    }),
  ];
}

function unwritableAttributes(
  client: AppClientDescription,
  pool: UserPoolDescription,
  required: boolean,
): Finding[] {
  const attributes = unwritable(client, requiredOfProviders(pool));
  if (attributes.length === 0) return [];
  return [
    finding('SOCIAL_ATTRIBUTE_NOT_WRITABLE', {
      ...writingFacts(client, attributes),
      providers: [...federatedProviders(client)],
      required,
    }),
  ];
}

function unmappedAttributes(
  clients: readonly AppClientDescription[],
  pool: UserPoolDescription,
  providers: UserPoolReadings['providers'],
  required: boolean,
): Finding[] {
  return providersOf(clients).flatMap((provider) => {
    const reading = providers[provider];
    if (reading?.status !== 'found') return [];
    const { type, mappedAttributes } = reading.value;
    return requiredOfProviders(pool)
      .filter((attribute) => !mappedAttributes.includes(attribute))
      .map((attribute) =>
        finding('SOCIAL_ATTRIBUTE_NOT_MAPPED', {
          userPool: pool.id,
          provider: reading.value.name,
          type,
          attribute,
          mapped: [...mappedAttributes],
          claim: claimOfAttribute(type, attribute),
          required,
        }),
      );
  });
}
