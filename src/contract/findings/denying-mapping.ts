import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { clientWords, namedClientSchema } from '../named-client.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names, updatePoolRoles } from './entry.ts';
import { noFallback } from './reach-words.ts';
import { once } from '../when-asked.ts';

/** By what a role mapping chooses, and who is left without a role. */
const denyingMapping = once(() =>
  z.discriminatedUnion('type', [
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
  ]),
);

/** Findings about role mappings that refuse users credentials. */
export const denyingMappingCatalogue = catalogue(() => ({
  ROLE_MAPPING_DENIES_USERS: entry({
    severity: 'warning',
    meaning:
      'The role mapping refuses users for whom it finds no role: they sign in, and get no AWS credentials.',
    facts: () => ({
      identityPool: z.string(),
      client: namedClientSchema(),
      /** The key of the role mapping: `<provider name>:<client id>`. */
      provider: z.string(),
      mapping: denyingMapping(),
      /** The identity pool has no authenticated role; left out: it has one. */
      noFallback: noFallback(),
    }),
    agreed: ['provider', 'mapping'],
    subject: ({ identityPool }) => identityPool,
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
      facts.noFallback
        ? undefined
        : {
            region: regionOfPool(facts.identityPool),
            identityPoolId: facts.identityPool,
            provider: facts.provider,
          },
  }),
}));

function triggerWords(mapping: z.infer<ReturnType<typeof denyingMapping>>): string {
  const rewritten = mapping.type === 'Token' && mapping.trigger;
  return rewritten ? ', unless the pre token generation trigger names a role for them' : '';
}

function deniedWords(mapping: z.infer<ReturnType<typeof denyingMapping>>): string {
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
