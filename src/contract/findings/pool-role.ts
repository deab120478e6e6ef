import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { clientWords, namedClientSchema } from '../named-client.ts';
import { listing } from '../text.ts';
import { entry, names, updateIdentityPool, updatePoolRoles, type Catalogue } from './entry.ts';
import { noFallback } from './reach-words.ts';
import { rolePlaceSchema, standInRole } from './role-place.ts';

/** By what a role mapping chooses, and who is left without a role. */
const denyingMapping = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Rules'),
    /** How many of its rules can pick anybody. */
    rules: z.number(),
  }),
  z.strictObject({
    type: z.literal('Token'),
    /** Groups without a role. */
    withoutRole: names,
    /** Groups of one precedence with different roles. */
    tied: names,
    /** A trigger may give them a role all the same; left out: there is none. */
    trigger: z.literal(true).optional(),
  }),
]);

type OfPool = { readonly identityPool: string };

/** What all of them have in common: they are about the identity pool, and its command names it. */
const ofPool = { subject: ({ identityPool }: OfPool) => identityPool } as const;

function placeOf({ identityPool }: OfPool) {
  return { region: regionOfPool(identityPool), identityPoolId: identityPool };
}

/** Findings about the roles of an identity pool: for whom it has some, and who gets none. */
export const poolRoleCatalogue = {
  AUTH_ROLE_MISSING: entry({
    ...ofPool,
    severity: {
      usually: 'error',
      of: ({ granted, allMapped }) => (granted.length > 0 || !allMapped ? 'error' : 'warning'),
    },
    meaning:
      'The identity pool has no role for signed-in users: only a role mapping that gives each of them one could do without.',
    facts: {
      identityPool: z.string(),
      /** Fields of the request that grant something to signed-in users. */
      granted: names,
      /** A role mapping gives every user a role, or a trigger may do so. */
      allMapped: z.boolean(),
      rolesIn: rolePlaceSchema,
    },
    agreed: ['granted'],
    message({ granted, allMapped }) {
      if (granted.length > 0)
        return `Signed-in users are granted something in ${granted.join(' and ')}, and the identity pool has no role for them.`;
      return allMapped
        ? 'The identity pool has no role for signed-in users, who get theirs by its role mapping alone.'
        : 'The identity pool has no role for signed-in users, and no role mapping gives each of them one: whoever gets none by one gets no AWS credentials.';
    },
    found: () => 'no authenticated role',
    needed: () => 'Roles.authenticated',
    resolution:
      'Set an authenticated role on the identity pool, in place of the one in the command.',
    command: updatePoolRoles("--arg role <roleArn> '.Roles.authenticated = $role'"),
    values: (facts) => ({
      ...placeOf(facts),
      roleArn: standInRole(facts.rolesIn, 'your-authenticated-role'),
    }),
  }),
  GUEST_ROLE_ABSENT: entry({
    ...ofPool,
    severity: 'info',
    meaning: 'The identity pool has no role for guests, so nothing can be granted to guests.',
    facts: { identityPool: z.string() },
    agreed: [],
    found: () => 'no unauthenticated role',
    resolution: 'Nothing to do if the app has no guests.',
  }),
  GUEST_GRANT_WITHOUT_GUEST_ROLE: entry({
    ...ofPool,
    severity: 'error',
    meaning: 'The request grants something to guests, and the identity pool has no guest role.',
    facts: {
      identityPool: z.string(),
      /** Fields of the request that grant something to guests. */
      granted: names,
      rolesIn: rolePlaceSchema,
    },
    agreed: [],
    message: ({ granted }) =>
      `Guests are granted something in ${granted.join(' and ')}, and the identity pool has no role for them.`,
    found: () => 'no unauthenticated role',
    needed: () => 'Roles.unauthenticated',
    resolution:
      'Set an unauthenticated role on the identity pool, in place of the one in the command, or leave the guest grants out.',
    command: updatePoolRoles("--arg role <roleArn> '.Roles.unauthenticated = $role'"),
    values: (facts) => ({
      ...placeOf(facts),
      roleArn: standInRole(facts.rolesIn, 'your-guest-role'),
    }),
  }),
  GUEST_GRANT_DORMANT: entry({
    ...ofPool,
    severity: 'warning',
    meaning: 'The request grants something to guests, and the identity pool admits none.',
    facts: {
      identityPool: z.string(),
      /** Fields of the request that grant something to guests. */
      granted: names,
    },
    agreed: ['granted'],
    message: ({ granted }) =>
      `Guests are granted something in ${granted.join(' and ')}, and the identity pool admits none.`,
    found: () => 'guests off',
    needed: () => 'AllowUnauthenticatedIdentities true',
    resolution: 'Admit guests if they are wanted; the command keeps the other settings.',
    command: updateIdentityPool("'.AllowUnauthenticatedIdentities = true'"),
    values: placeOf,
  }),
  GUESTS_WITHOUT_ROLE: entry({
    ...ofPool,
    severity: 'warning',
    meaning:
      'The identity pool admits guests but has no role for them, so they get no credentials.',
    facts: { identityPool: z.string() },
    agreed: ['identityPool'],
    found: () => 'guests on, no unauthenticated role',
    resolution:
      'Set an unauthenticated role on the identity pool, or stop admitting guests; the command does the latter and keeps the other settings.',
    command: updateIdentityPool("'.AllowUnauthenticatedIdentities = false'"),
    values: placeOf,
  }),
  CLASSIC_FLOW_ENABLED: entry({
    ...ofPool,
    severity: { usually: 'warning', of: ({ guests }) => (guests ? 'warning' : 'info') },
    meaning:
      'The classic flow is on: callers choose the role themselves, among those that trust the identity pool, and guests are not limited to the services that Cognito allows them.',
    /** `guests`: the identity pool admits them. */
    facts: { identityPool: z.string(), guests: z.boolean() },
    agreed: ['guests'],
    message: ({ guests }) =>
      guests
        ? undefined
        : 'The classic flow is on: signed-in users choose the role themselves, among those that trust the identity pool.',
    found: () => 'AllowClassicFlow is not false',
    resolution: 'Switch it off unless an app needs it; the command keeps the other settings.',
    command: updateIdentityPool("'.AllowClassicFlow = false'"),
    values: placeOf,
  }),
  ROLE_MAPPING_DENIES_USERS: entry({
    ...ofPool,
    severity: 'warning',
    meaning:
      'The role mapping refuses users for whom it finds no role: they sign in, and get no AWS credentials.',
    facts: {
      identityPool: z.string(),
      client: namedClientSchema,
      /** The key of the role mapping: `<provider name>:<client id>`. */
      provider: z.string(),
      mapping: denyingMapping,
      /** The identity pool has no authenticated role; left out: it has one. */
      noFallback,
    },
    agreed: ['provider', 'mapping'],
    message: ({ client, mapping }) =>
      `Of the users who sign in through ${clientWords(client)}, these get no AWS credentials${triggerWords(mapping)}: ${deniedWords(mapping)}.`,
    found: ({ provider, mapping }) => `${mapping.type} mapping of ${provider}, otherwise Deny`,
    needed: ({ noFallback: none }) =>
      `${none ? 'a role for each of them' : 'otherwise AuthenticatedRole'}, unless this is intended`,
    resolution:
      'Give every group a role, or let the mapping fall back to the authenticated role; the command does the latter and keeps the rest.',
    advice: ({ mapping, noFallback: none }) =>
      none
        ? `${mapping.type === 'Rules' ? 'Let a rule pick them' : 'Give every group a role'}, unless this is intended: the identity pool has no authenticated role to fall back to.`
        : undefined,
    command: updatePoolRoles(
      '--arg provider <provider> \'.RoleMappings[$provider].AmbiguousRoleResolution = "AuthenticatedRole"\'',
    ),
    values: (facts) =>
      facts.noFallback ? undefined : { ...placeOf(facts), provider: facts.provider },
  }),
} as const satisfies Catalogue;

function triggerWords(mapping: z.infer<typeof denyingMapping>): string {
  const rewritten = mapping.type === 'Token' && mapping.trigger;
  return rewritten ? ', unless the pre token generation trigger names a role for them' : '';
}

function deniedWords(mapping: z.infer<typeof denyingMapping>): string {
  if (mapping.type === 'Rules') {
    if (mapping.rules === 0) return 'all of them';
    return mapping.rules === 1
      ? 'those whom the only rule of the role mapping does not pick'
      : `those whom none of the ${mapping.rules} rules of the role mapping picks`;
  }
  const { withoutRole, tied } = mapping;
  return [
    'those in no group',
    ...(withoutRole.length > 0
      ? [`those who are only in ${listing(withoutRole, ' or ')}, without a role`]
      : []),
    ...(tied.length > 0
      ? [`those in ${listing(tied, ' and ')}, which tie (one precedence, different roles)`]
      : []),
  ].join('; ');
}
