import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { roleArnPattern } from '../request.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';
import { accountInWords, ownerOf } from './role-owner-words.ts';

/** Findings about the roles of an identity pool: whether they are there, and whose they are. */
export const roleCatalogue = catalogue(() => ({
  ROLE_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'A role that the identity pool names does not exist in this account.',
    facts: () => ({
      role: z.string(),
      /** The account that was asked, if it is known. */
      account: z.string().nullable(),
      /** The role that has the name there. */
      namesake: z.string().nullable(),
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, account }) =>
      roleArnPattern.test(role)
        ? `There is no role ${role} in ${account === null ? 'this account' : `account ${account}`}.`
        : `${role} is not the ARN of a role.`,
    found: ({ namesake }) => namesake ?? 'no role of that name',
    needed: ({ role }) => role,
    resolution: 'Create the role, or set another one on the identity pool.',
    look: 'aws iam get-role --role-name <roleName>',
    values: ({ role }) => (roleArnPattern.test(role) ? { roleName: roleNameOf(role) } : undefined),
  }),
  ROLE_OTHER_ACCOUNT: entry({
    severity: 'error',
    meaning:
      'A role belongs to another account or partition, whose roles this import can neither read nor write.',
    facts: () => ({
      role: z.string(),
      /** Where the import reads and writes roles. */
      account: z.string(),
      partition: z.string(),
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, account, partition }) =>
      `The role ${role} belongs to ${ownerOf(role)}; this import reads and writes roles of ${accountInWords(account, partition)}.`,
    found: ({ role }) => ownerOf(role),
    needed: ({ account, partition }) => accountInWords(account, partition),
    resolution: 'Run the import in the account of the roles, or use roles of this one.',
  }),
  ROLE_SERVICE_LINKED: entry({
    severity: 'error',
    meaning: 'A role belongs to an AWS service, and nobody else can change it.',
    facts: () => ({ role: z.string(), path: z.string() }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role }) =>
      `The role ${role} belongs to an AWS service, and nobody else can change it.`,
    found: ({ path }) => path,
    needed: () => 'a role outside /aws-service-role/',
    resolution: 'Set a role of your own on the identity pool.',
  }),
  ROLES_NOT_DISTINCT: entry({
    severity: 'error',
    meaning: 'Guests share a role with signed-in users, so guests would get every grant.',
    facts: () => ({
      role: z.string(),
      /** It is also the authenticated role of the identity pool. */
      users: z.boolean(),
      /** Groups that have it, too. */
      groups: names,
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, users, groups }) => {
      const sharing = [
        ...(users ? ['signed-in users'] : []),
        ...groups.map((group) => `the group ${group}`),
      ];
      return `Guests and ${listing(sharing, ' and ')} share the role ${role}, so guests would get every grant.`;
    },
    found: ({ role }) => role,
    needed: () => 'a role for guests alone',
    resolution: 'Give guests a role of their own.',
  }),
}));
