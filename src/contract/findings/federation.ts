import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact, poolAddress } from './client-fact.ts';
import { catalogue, addToClient, entry, sendBack } from './entry.ts';

/**
 * As bad as the request says: an error where it requires OAuth, a warning where it leaves OAuth to the
 * clients, since users with a password are not concerned.
 */
const severity = {
  usually: 'warning',
  of: ({ required }: { readonly required: boolean }) => (required ? 'error' : 'warning'),
} as const;

/** Findings about sign-in through an identity provider of the user pool. */
export const federationCatalogue = catalogue(() => ({
  OAUTH_PROVIDER_NOT_FOUND: entry({
    severity,
    meaning: 'The app client offers an identity provider that the user pool does not have.',
    facts: () => ({
      client: clientFact(),
      provider: z.string(),
      /** Providers that the pool has; `null`: they were not read. */
      known: z.array(z.string()).nullable(),
      required: z.boolean(),
    }),
    agreed: ['provider', 'known'],
    subject: ({ client }) => client.id,
    message: ({ client, provider }) =>
      `The app client ${labelOf(client)} offers ${provider}, an identity provider that ${client.userPool} does not have.`,
    found: ({ known }) => (known ? listing(known) || 'no provider' : undefined),
    needed: ({ provider }) => provider,
    resolution: 'Create the provider on the pool, or take it off the client.',
    look: 'aws cognito-idp list-identity-providers --region <region> --user-pool-id <userPoolId>',
    values: ({ client }) => poolAddress(client),
  }),
  SOCIAL_ATTRIBUTE_IMMUTABLE: entry({
    severity,
    meaning:
      'A required attribute of the pool cannot change, so whoever signs in through a provider is refused the second time.',
    facts: () => ({
      userPool: z.string(),
      attributes: z.array(z.string()),
      clients: z.array(clientFact()),
      providers: z.array(z.string()),
      required: z.boolean(),
    }),
    agreed: ['attributes', 'clients', 'providers'],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, attributes, clients, providers }) =>
      `The user pool ${userPool} requires ${listing(attributes)} and never lets it change, so whoever signs in to ${clients.map(labelOf).join(' or ')} through a provider (${listing(providers)}) is refused the second time.`,
    found: ({ attributes }) => `immutable: ${listing(attributes)}`,
    needed: () => 'mutable',
    resolution:
      'A pool keeps the mutability that it was created with: take the provider off the client, or use a pool whose required attributes are mutable.',
  }),
  SOCIAL_ATTRIBUTE_NOT_WRITABLE: entry({
    severity,
    meaning:
      'The app client may not write a required attribute, so sign-in through a provider is refused.',
    facts: () => ({
      client: clientFact(),
      attributes: z.array(z.string()),
      /** What the client may write by a list of its own; `null`: the standard attributes. */
      writable: z.array(z.string()).nullable(),
      adding: z.array(z.string()),
      providers: z.array(z.string()),
      required: z.boolean(),
    }),
    agreed: ['attributes', 'writable', 'providers'],
    subject: ({ client }) => client.id,
    message: ({ client, attributes, providers }) =>
      `The app client ${labelOf(client)} may not write ${listing(attributes)}, which the pool requires, so sign-in through a provider (${listing(providers)}) is refused.`,
    found: ({ writable }) => listing(writable ?? []) || 'the standard attributes',
    needed: ({ attributes }) => listing(attributes),
    resolution: 'Let the app client write it; the command keeps its other settings.',
    command: addToClient('WriteAttributes'),
    values: (facts) => ({ ...clientAddress(facts), values: facts.adding }),
  }),
  SOCIAL_ATTRIBUTE_NOT_MAPPED: entry({
    severity,
    meaning:
      'A provider does not give a required attribute of the pool, so sign-in through it is refused.',
    facts: () => ({
      userPool: z.string(),
      provider: z.string(),
      type: z.string(),
      attribute: z.string(),
      mapped: z.array(z.string()),
      /** The claim of the provider that most likely holds the attribute. */
      claim: z.string(),
      required: z.boolean(),
    }),
    agreed: ['attribute', 'mapped'],
    subject: ({ provider }) => provider,
    message: ({ userPool, provider, type, attribute }) =>
      `The provider ${provider} (${type}) does not give ${attribute}, which ${userPool} requires, so sign-in through it is refused.`,
    found: ({ mapped }) => listing(mapped) || 'no mapping',
    needed: ({ attribute }) => attribute,
    resolution:
      'Map the attribute to a claim of the provider, in place of the one in the command, which keeps the other mappings.',
    command: sendBack(
      'aws cognito-idp update-identity-provider --region <region> --user-pool-id <userPoolId> --provider-name=<provider>',
      'aws cognito-idp describe-identity-provider --region <region> --user-pool-id <userPoolId> --provider-name=<provider> --query IdentityProvider.AttributeMapping',
      "--arg name <attribute> --arg claim <claim> '{AttributeMapping: (. + {($name): $claim})}'",
    ),
    values: ({ userPool, provider, attribute, claim }) => ({
      ...poolAddress({ userPool }),
      provider,
      attribute,
      claim,
    }),
  }),
}));
