import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';
import { mappedStay } from './role-ways.ts';

const ofProvider = { identityPool: z.string(), provider: z.string() };
type OfProvider = z.infer<z.ZodObject<typeof ofProvider>>;

const showTags = {
  subject: ({ identityPool }: OfProvider) => identityPool,
  look: 'aws cognito-identity get-principal-tag-attribute-map --region <region> --identity-pool-id <identityPool> --identity-provider-name <provider>',
  values: ({ identityPool, provider }: OfProvider) => ({
    region: regionOfPool(identityPool),
    identityPool,
    provider,
  }),
} as const;

/** Findings about the principal tags that an identity pool gives to sessions of its users. */
export const principalTagCatalogue = catalogue(() => ({
  PRINCIPAL_TAGS_WRITABLE: entry({
    ...showTags,
    severity: 'warning',
    meaning:
      'The identity pool tags sessions with claims that users can write themselves by a published app client: whatever a policy gives by such a tag, anybody can take.',
    facts: () => ({ ...ofProvider, tags: names, claims: names }),
    agreed: ['tags', 'claims'],
    message: ({ identityPool, tags, claims }) =>
      `${identityPool} takes the tags ${tags.join(', ')} of sessions from claims that users of a published app client can write: ${claims.join(', ')}.`,
    found: ({ claims }) => claims.join(', '),
    resolution: `Take the tags from claims that only you write, or take the attributes from what the app clients may write; the command shows the tags. ${mappedStay}`,
  }),
  PRINCIPAL_TAGS_UNKNOWN: entry({
    ...showTags,
    severity: 'warning',
    meaning:
      'The identity pool says that it tags sessions by default, and lists no tags: whether it does, AWS does not say. Terraform leaves a map of tags so where its resource is deleted.',
    facts: () => ({
      ...ofProvider,
      /** Roles of users that do not allow the tagging of sessions. */
      roles: names,
    }),
    agreed: ['roles'],
    message: ({ identityPool, roles }) =>
      `${identityPool} says that it tags the sessions of its users by default, and lists no tags. If it tags them, nobody gets credentials of ${listing(roles, ' or ')}, which do not allow that.`,
    found: () => 'UseDefaults true, no PrincipalTags',
    needed: ({ roles }) => `sts:TagSession in the trust of ${listing(roles)}`,
    resolution:
      'Try whether users get credentials. Let cognito-identity tag the sessions of these roles (`sts:TagSession`), or switch attributes for access control off for the provider; the command shows the map.',
  }),
  PRINCIPAL_TAGS_NOT_JUDGED: entry({
    ...showTags,
    severity: 'info',
    meaning:
      'Whether the identity pool tags the sessions of its users, which their roles must allow, could not be read.',
    facts: () => ({ ...ofProvider, action: z.string() }),
    agreed: [],
    message: ({ identityPool, action }) =>
      `AWS denied ${action} on ${identityPool}, so it was not judged whether its roles allow the tags of sessions, if there are any.`,
    needed: ({ action }) => action,
    resolution:
      'Allow the action to whoever runs the import, or look yourself: with tags, each role needs `sts:TagSession` in its trust policy.',
  }),
}));
