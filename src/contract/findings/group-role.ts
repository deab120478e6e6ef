import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { listing } from '../text.ts';
import { entry, names, type Catalogue } from './entry.ts';
import { rolePlaceSchema, standInRole, type RolePlace } from './role-place.ts';

const updateGroup =
  'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --role-arn <roleArn>';

/** Findings about the roles of granted groups: that there is none, or that others get it too. */
export const groupRoleCatalogue = {
  GROUP_ROLE_SHARED: entry({
    severity: 'warning',
    meaning:
      'Others get the role of a granted group too, and with it everything that it is granted.',
    facts: {
      role: z.string(),
      group: z.string(),
      /** Who else gets the role: signed-in users who are in no group, and members of other groups. */
      ungrouped: z.boolean(),
      groups: names,
      userPool: z.string(),
      rolesIn: rolePlaceSchema,
    },
    agreed: ['group', 'ungrouped', 'groups'],
    subject: ({ role }) => role,
    message: ({ role, group, ungrouped, groups }) =>
      `The role ${role} of the group ${group} is the role of ${listing(
        [
          ...(ungrouped ? ['signed-in users who are in no group'] : []),
          ...groups.map((name) => `members of ${name}`),
        ],
        ' and ',
      )} too, who get everything that ${group} is granted.`,
    found: ({ role }) => role,
    needed: ({ group }) => `a role for ${group} alone`,
    resolution: 'Give the group a role of its own, in place of the one in the command.',
    command: updateGroup,
    values: (facts) => groupCommand(facts, null),
  }),
  GROUP_ROLE_MISSING: entry({
    severity: 'error',
    meaning: 'The request grants something to a group that has no role.',
    facts: {
      group: z.string(),
      /** The role that a rule of the identity pool gives its members; `null`: none does. */
      byRule: z.string().nullable(),
      userPool: z.string(),
      rolesIn: rolePlaceSchema,
    },
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
} as const satisfies Catalogue;

type OfGroup = { readonly group: string; readonly userPool: string; readonly rolesIn: RolePlace };

function groupCommand({ group, userPool, rolesIn }: OfGroup, role: string | null) {
  return {
    region: regionOfPool(userPool),
    userPoolId: userPool,
    group,
    roleArn: role ?? standInRole(rolesIn, 'your-group-role'),
  };
}
