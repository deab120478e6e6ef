import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { granteeSchema } from '../grantee.ts';
import { clientsWords, namedClientSchema } from '../named-client.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names, updatePoolRoles } from './entry.ts';
import {
  groupRemedyWords,
  mappingKinds,
  mappingSchema,
  mappingWords,
  noFallback,
  passedBy,
  pickersSchema,
  pickersWords,
  remedySchema,
} from './reach-words.ts';
import { once } from '../when-asked.ts';

const clients = once(() => z.array(namedClientSchema()).readonly());
/** The role mapping of each of the clients. */
const mappings = once(() => z.array(mappingSchema()).readonly());

/** Lets the groups of the user pool choose the role, for the users of one client. */
const mapByToken = updatePoolRoles(
  '--arg otherwise <otherwise> \'reduce $ARGS.positional[] as $provider (.; .RoleMappings[$provider] = {Type: "Token", AmbiguousRoleResolution: $otherwise})\' --args <providers>',
);

/** Findings about the roles that grants are made on: which users get them. */
export const reachCatalogue = catalogue(() => ({
  GRANT_REACHES_NOBODY: entry({
    severity: {
      usually: 'error',
      of: ({ othersGetIt }) => (othersGetIt ? 'warning' : 'error'),
    },
    meaning: 'A grant is made on a role that no user of the app ever gets.',
    facts: () => ({
      role: z.string(),
      identityPool: z.string(),
      grantee: granteeSchema(),
      /** The clients through which nobody gets the role, and their role mappings. */
      clients: clients(),
      mappings: mappings(),
      /** The roles that users get instead; `null`: no credentials. */
      instead: z.array(z.string().nullable()).readonly(),
      noFallback: noFallback(),
      pickedBy: pickersSchema(),
      /** Behind such a rule stands one that would give it to members of the group. */
      givenBehind: z.boolean(),
      /** Users who sign in through other clients of the app get it. */
      othersGetIt: z.boolean(),
      /** What else could be granted; `null`: to a group, whose role mapping has to change. */
      remedy: remedySchema().nullable(),
    }),
    agreed: ['grantee', 'mappings', 'instead'],
    subject: ({ role }) => role,
    message(facts) {
      const { role, grantee, mappings: those, noFallback: none, pickedBy, givenBehind } = facts;
      const through = clientsWords(facts.clients);
      const pickers = pickersWords(pickedBy);
      if (grantee.kind !== 'group')
        return `Grants to signed-in users are made on the authenticated role ${role}, which nobody who signs in through ${through} gets: ${mappingWords(those, pickedBy)}.`;
      const reason =
        unmapped(those).length > 0
          ? `without a role mapping the identity pool gives everybody ${none ? 'no role, for it has no authenticated one' : 'the authenticated role'}`
          : pickers
            ? `the rule ${pickers} picks all of them${givenBehind ? ' before another one gives it to them' : ', and none before it gives it to them'}`
            : 'no rule of the role mapping gives it to them';
      return `Grants to the group ${grantee.group} are made on its role ${role}, which none of its members who sign in through ${through} get: ${reason}.`;
    },
    found: ({ grantee, mappings: those, instead }) =>
      grantee.kind === 'group'
        ? listing(instead.map((role) => role ?? 'no credentials'))
        : mappingKinds(those),
    needed: ({ role, grantee, instead }) =>
      grantee.kind === 'group'
        ? role
        : listing(instead.flatMap((other) => other ?? [])) || 'a role that users get',
    resolution: 'Grant it to the roles that users do get.',
    advice({ role, grantee, mappings: those, pickedBy, givenBehind, instead, remedy }) {
      if (grantee.kind === 'group')
        return unmapped(those).length > 0
          ? 'Let the groups choose the role: the command adds a Token mapping and keeps the rest. Or leave the group out.'
          : `${ruleFor({ role, group: grantee.group, pickedBy, givenBehind })}, or leave the group out.`;
      const pickers = pickersWords(pickedBy);
      const reach = pickers
        ? `Let the rule ${pickers} give ${role}`
        : 'Let the role mapping fall back to the authenticated role';
      const others = instead.length > 0;
      return groupRemedyWords(remedy, {
        offer: 'Grant it to the groups, whose roles users do get',
        'no groups': `${reach}${others ? ', or give groups of the user pool the roles that users get, and grant it to those' : ''}.`,
        'granted already':
          'Leave out what signed-in users are granted: the groups are granted the same.',
        'own folders': `${reach}: what each user is granted in a folder of their own cannot be granted to a group.`,
      });
    },
    command: mapByToken,
    values({ identityPool, grantee, mappings: those, noFallback: none }) {
      const providers = unmapped(those);
      if (grantee.kind !== 'group' || providers.length === 0) return undefined;
      return {
        region: regionOfPool(identityPool),
        identityPoolId: identityPool,
        providers,
        otherwise: none ? 'Deny' : 'AuthenticatedRole',
      };
    },
  }),
  GRANT_REACHES_UNGROUPED_ONLY: entry({
    severity: 'warning',
    meaning:
      'A grant to signed-in users reaches only those for whom no group or rule chooses another role.',
    facts: () => ({
      role: z.string(),
      clients: clients(),
      mappings: mappings(),
      /** Roles that users get in its place, and the groups that have one of them. */
      roles: names,
      groups: names,
      pickedBy: pickersSchema(),
      /** Not all groups were read: others may have a role as well. */
      moreGroups: z.boolean(),
      remedy: remedySchema(),
    }),
    agreed: ['mappings', 'roles', 'groups'],
    subject: ({ role }) => role,
    message({ role, clients: through, mappings: those, groups, pickedBy, moreGroups }) {
      const byToken = those.every(({ type }) => type === 'Token');
      const falls =
        those.every(({ otherwise }) => otherwise === 'AuthenticatedRole') &&
        pickersWords(pickedBy) === null;
      const inNone = moreGroups ? 'users in no group with a role' : 'users in no such group';
      const rest = byToken ? inNone : 'users whom no rule picks';
      return (
        `Grants to signed-in users are made on the authenticated role ${role}. Of those who sign in through ${clientsWords(through)}, ` +
        (falls
          ? `${passedBy(groups, byToken)} will not get this; ${rest} do.`
          : 'only those to whom a group or a rule gives that role get this.')
      );
    },
    found: ({ mappings: those }) => mappingKinds(those),
    needed: ({ roles }) =>
      roles.length > 0 ? `the grant on ${listing(roles)} as well` : undefined,
    resolution: 'Grant it to the groups as well.',
    advice: ({ roles, remedy }) =>
      groupRemedyWords(remedy, {
        offer: 'Grant it to the groups as well',
        'no groups': `Nothing to do if this is intended; else give groups of the user pool ${roles.length > 0 ? 'those roles' : 'roles that are there'}, and grant it to the groups.`,
        'granted already':
          'Nothing to do if this is intended: the groups are granted the same already.',
        'own folders':
          'Nothing to do if this is intended: what each user is granted in a folder of their own cannot be granted to a group.',
      }),
  }),
}));

/** Providers without a role mapping. */
function unmapped(those: z.infer<ReturnType<typeof mappings>>): readonly string[] {
  return those.flatMap(({ type, provider }) => (type === null ? [provider] : []));
}

type OfGroup = {
  readonly role: string;
  readonly group: string;
  readonly pickedBy: z.infer<ReturnType<typeof pickersSchema>>;
  readonly givenBehind: boolean;
};

/** What gives members of a group its role, where they are still left to it. */
function ruleFor({ role, group, pickedBy, givenBehind }: OfGroup): string {
  const pickers = pickersWords(pickedBy);
  const rule = `gives ${role} where cognito:groups contains ${group}`;
  if (!pickers) return `Add a rule that ${rule}, set the role of a rule on the group`;
  if (givenBehind) return `Move the rule that gives ${role} before ${pickers}`;
  return pickedBy.every((picker) => picker?.claim === 'cognito:groups')
    ? `Let the rule ${pickers} give ${role}, set its role on the group`
    : `Add a rule before ${pickers} that ${rule}`;
}
