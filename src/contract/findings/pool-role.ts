import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { catalogue, entry, names, updateIdentityPool, updatePoolRoles } from './entry.ts';
import { rolePlaceSchema, standInRole } from './role-place.ts';

type OfPool = { readonly identityPool: string };

/** What all of them have in common: they are about the identity pool, and its command names it. */
const ofPool = { subject: ({ identityPool }: OfPool) => identityPool } as const;

function placeOf({ identityPool }: OfPool) {
  return { region: regionOfPool(identityPool), identityPoolId: identityPool };
}

/** Findings about the roles of an identity pool: for whom it has some, and who gets none. */
export const poolRoleCatalogue = catalogue(() => ({
  AUTH_ROLE_MISSING: entry({
    ...ofPool,
    severity: {
      usually: 'error',
      of: (facts) => (isNeeded(facts) ? 'error' : 'warning'),
    },
    meaning:
      'The identity pool has no role for signed-in users: it can do without only where a role mapping gives one to each of them, or to all who are granted something.',
    facts: () => ({
      identityPool: z.string(),
      /** Fields of the request that grant something to signed-in users. */
      granted: names,
      /** A role mapping gives every user a role, or a trigger may do so. */
      allMapped: z.boolean(),
      /** Nobody is granted anything but members of groups to whom the role mappings give their role. */
      groupsAlone: z.boolean(),
      /** Users for whom no role mapping finds a role would get it: not all mappings refuse them. */
      fallback: z.boolean(),
      rolesIn: rolePlaceSchema(),
    }),
    agreed: ['granted'],
    message({ granted, allMapped, groupsAlone }) {
      if (granted.length > 0)
        return `Signed-in users are granted something in ${granted.join(' and ')}, and the identity pool has no role for them.`;
      if (allMapped)
        return 'The identity pool has no role for signed-in users, who get theirs by its role mapping alone.';
      return groupsAlone
        ? 'The identity pool has no role for signed-in users: of them, only those to whom its role mapping gives one get AWS credentials. Nobody else is granted anything.'
        : 'The identity pool has no role for signed-in users, and no role mapping gives each of them one: whoever gets none by one gets no AWS credentials.';
    },
    found: () => 'no authenticated role',
    needed: (facts) => (servesUsers(facts) ? 'Roles.authenticated' : undefined),
    resolution:
      'Set an authenticated role on the identity pool, in place of the one in the command.',
    advice(facts) {
      if (isNeeded(facts)) return undefined;
      if (facts.fallback)
        return 'Nothing to do if users for whom the role mapping finds none are to get no AWS credentials; else set an authenticated role on the identity pool, in place of the one in the command.';
      return facts.allMapped
        ? 'Nothing to do: nobody would get such a role.'
        : 'Nothing to do if the others are to get none; else let the role mapping give them a role: as it denies them, they would not get an authenticated one.';
    },
    command: updatePoolRoles("--arg role <roleArn> '.Roles.authenticated = $role'"),
    values: (facts) =>
      servesUsers(facts)
        ? {
            ...placeOf(facts),
            roleArn: standInRole(facts.rolesIn, 'your-authenticated-role'),
          }
        : undefined,
  }),
  GUEST_ROLE_ABSENT: entry({
    ...ofPool,
    severity: 'info',
    meaning: 'The identity pool has no role for guests, so nothing can be granted to guests.',
    facts: () => ({ identityPool: z.string() }),
    agreed: [],
    found: () => 'no unauthenticated role',
    resolution: 'Nothing to do if the app has no guests.',
  }),
  GUEST_GRANT_WITHOUT_GUEST_ROLE: entry({
    ...ofPool,
    severity: 'error',
    meaning: 'The request grants something to guests, and the identity pool has no guest role.',
    facts: () => ({
      identityPool: z.string(),
      /** Fields of the request that grant something to guests. */
      granted: names,
      rolesIn: rolePlaceSchema(),
    }),
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
    facts: () => ({
      identityPool: z.string(),
      /** Fields of the request that grant something to guests. */
      granted: names,
    }),
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
    facts: () => ({ identityPool: z.string() }),
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
    facts: () => ({ identityPool: z.string(), guests: z.boolean() }),
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
}));

type Missing = {
  readonly granted: readonly string[];
  readonly allMapped: boolean;
  readonly groupsAlone: boolean;
  readonly fallback: boolean;
};

/** Whether users who are granted something, or all users, would get no AWS credentials without the role. */
function isNeeded({ granted, allMapped, groupsAlone }: Missing): boolean {
  return granted.length > 0 || !(allMapped || groupsAlone);
}

/** Whether it is any use to set the role: where the mappings give or deny everybody a role, it reaches nobody. */
function servesUsers(missing: Missing): boolean {
  return isNeeded(missing) || missing.fallback;
}
