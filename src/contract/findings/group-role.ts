import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';
import {
  isWritten,
  mappedStay,
  roleWaySchema,
  takingAway,
  wayWords,
  writableClaims,
} from './role-ways.ts';
import { rolePlaceSchema, standInRole, type RolePlace } from './role-place.ts';

const updateGroup =
  'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --role-arn <roleArn>';

/** Findings about the roles of granted groups: that there is none, or that others get it too. */
export const groupRoleCatalogue = catalogue(() => ({
  GROUP_ROLE_SHARED: entry({
    severity: {
      usually: 'warning',
      of: ({ ways = [] }) => (writableClaims(ways).length > 0 ? 'error' : 'warning'),
    },
    meaning:
      'Others get the role of a granted group too, and with it everything that it is granted.',
    facts: () => ({
      role: z.string(),
      group: z.string(),
      /** Who else gets the role: signed-in users who are in no group, and members of other groups. */
      ungrouped: z.boolean(),
      groups: names,
      /** Other ways to it; left out: there is none. */
      ways: z.array(roleWaySchema()).readonly().optional(),
      userPool: z.string(),
      rolesIn: rolePlaceSchema(),
    }),
    agreed: ['group', 'ungrouped', 'groups'],
    agreedWhereTold: ['ways'],
    subject: ({ role }) => role,
    message: ({ role, group, ungrouped, groups, ways = [] }) =>
      `The role ${role} of the group ${group} is the role of ${listing(
        [
          ...(ungrouped ? ['signed-in users who are in no group'] : []),
          ...groups.map((name) => `members of ${name}`),
          ...ways.map(wayWords),
        ],
        ' and ',
      )} too, who get everything that ${group} is granted.`,
    found: ({ role }) => role,
    needed: ({ group }) => `a role for ${group} alone`,
    resolution: 'Give the group a role of its own, in place of the one in the command.',
    advice({ role, ways = [] }) {
      const claims = writableClaims(ways);
      const rules = ways.filter(({ by }) => by === 'rule');
      if (claims.length > 0)
        return `Let those rules give another role than ${role}${takingAway(claims)}: whoever can set ${listing(claims, ' or ')} could give the role to themselves.${claims.some(isWritten) ? ` ${mappedStay}` : ''}`;
      return rules.length > 0
        ? `Let those rules give another role than ${role}, unless this is intended.`
        : undefined;
    },
    command: updateGroup,
    // By a rule that names the role, a new one of the group would reach nobody.
    values: (facts) =>
      facts.ways?.some(({ by }) => by === 'rule') ? undefined : groupCommand(facts, null),
  }),
  AUTH_ROLE_OTHER_LOGINS: entry({
    severity: 'info',
    meaning:
      'Whoever signs in to the identity pool by another login gets the authenticated role too, and with it everything that signed-in users are granted.',
    facts: () => ({ role: z.string(), identityPool: z.string(), logins: names }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, logins }) =>
      `The authenticated role ${role} is also for those who sign in to the identity pool by ${listing(logins, ' and ')}: they get everything that signed-in users are granted.`,
    found: ({ logins }) => listing(logins),
    resolution:
      'Nothing to do if they are users of the app as well; else take those logins from the identity pool, or give them a role mapping of their own.',
  }),
  GROUP_ROLE_MISSING: entry({
    severity: 'error',
    meaning: 'The request grants something to a group that has no role.',
    facts: () => ({
      group: z.string(),
      /** The role that a rule of the identity pool gives its members; `null`: none does. */
      byRule: z.string().nullable(),
      userPool: z.string(),
      rolesIn: rolePlaceSchema(),
    }),
    agreed: [],
    subject: ({ group }) => group,
    message: ({ group, byRule }) =>
      byRule === null
        ? `The group ${group} is granted something and has no role to grant it on.`
        : `The group ${group} is granted something and has no role, though a rule of the identity pool gives its members ${byRule}.`,
    found: () => 'no role',
    needed: ({ byRule }) => byRule ?? 'a role that trusts the identity pool',
    resolution: 'Give the group a role, in place of the one in the command.',
    advice: ({ byRule }) => (byRule === null ? undefined : 'Set that role on the group as well.'),
    command: updateGroup,
    values: (facts) => groupCommand(facts, facts.byRule),
  }),
}));

type OfGroup = { readonly group: string; readonly userPool: string; readonly rolesIn: RolePlace };

function groupCommand({ group, userPool, rolesIn }: OfGroup, role: string | null) {
  return {
    region: regionOfPool(userPool),
    userPoolId: userPool,
    group,
    roleArn: role ?? standInRole(rolesIn, 'your-group-role'),
  };
}
