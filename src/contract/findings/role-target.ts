import * as z from 'zod';
import { allowTagName } from '../allow.ts';
import { roleNameOf } from '../aws-names.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

/** Findings about functions that get access to the users of the pool, by their execution roles. */
export const roleTargetCatalogue = catalogue(() => ({
  FUNCTION_ROLE_NOT_FOUND: entry({
    severity: 'warning',
    meaning: 'The execution role of a function does not exist, so it gets no access.',
    facts: () => ({ target: z.string(), roleName: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ roleName }) => `There is no role ${roleName}, by which a function is to run.`,
    resolution: 'Give the function a role that is there, then import again.',
    look: 'aws iam get-role --role-name <roleName>',
    values: ({ roleName }) => ({ roleName }),
  }),
  FUNCTION_ROLE_SHARED: entry({
    severity: 'info',
    meaning: 'Several functions run by one role, so each of them has the access of all.',
    facts: () => ({
      role: z.string(),
      /** Functions of the request. */
      functions: names,
      /** Other links that give access by the role. */
      links: names,
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, functions, links }) =>
      `${listing([...functions, ...links.map((link) => `functions of ${link}`)])} run by the role ${roleNameOf(role)}: each may do what any of them is given.`,
    resolution: 'Give each function a role of its own where they should not have the same access.',
  }),
  FUNCTION_ACCESS_UNKNOWN: entry({
    severity: 'error',
    meaning: 'A function is to have access by a name that Amplify does not know.',
    facts: () => ({ target: z.string(), names }),
    agreed: [],
    subject: ({ target }) => target,
    message: ({ target, names: unknown }) =>
      `${listing(unknown)} ${unknown.length === 1 ? 'is no access' : 'are no access'} that ${target} could have.`,
    found: ({ names: unknown }) => listing(unknown),
    needed: () => 'names of Amplify Gen 2, like manageUsers, getUser or listUsers',
    resolution: 'Correct the names in "access", or leave them out.',
  }),
  FUNCTION_ACCESS_OTHER_ACCOUNT: entry({
    severity: 'error',
    meaning:
      'Functions are to have access to the users of a pool of another account, which AWS does not offer.',
    facts: () => ({ userPool: z.string(), functions: names }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, functions }) =>
      `The user pool ${userPool} belongs to another account: no policy of ${listing(functions)} can reach it.`,
    resolution:
      'Leave "access" out, or let the functions assume a role in the account of the pool by themselves.',
  }),
  FUNCTION_ACCESS_POOL_NOT_ALLOWED: entry({
    severity: 'warning',
    meaning:
      'The owner of the user pool has not allowed functions of this app to work on its users, so they get no access.',
    facts: () => ({
      /** ARN of the user pool. */
      userPool: z.string(),
      app: z.string(),
      /** The value of its tag `amplify-import`, if it has one. */
      tag: z.string().nullable(),
      functions: names,
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ userPool }) => userPool,
    message: ({ userPool, app, functions }) =>
      `The owner of ${userPool} has not allowed functions of ${app} to work on its users: ${listing(functions)} get the ids, and no access.`,
    found: ({ tag }) => (tag === null ? `no tag ${allowTagName}` : `${allowTagName}=${tag}`),
    needed: ({ app }) => `the tag ${allowTagName} with "${app}" or "any" in it`,
    resolution:
      'Let its owner set the tag, or let the owner of the stack list its ARN in the context `allow`; then import again.',
    command: `aws cognito-idp tag-resource --region <region> --resource-arn <arn> --tags ${allowTagName}=<apps>`,
    values: ({ userPool, app, tag }) => ({
      region: userPool.split(':')[3] ?? '',
      arn: userPool,
      // The apps that may use it already keep their right.
      apps: tag ? `${tag} ${app}` : app,
    }),
  }),
  FUNCTION_ACCESS_GROUPS: entry({
    severity: 'warning',
    meaning:
      'A function that manages groups can set the role of a group: it changes who gets which AWS credentials.',
    facts: () => ({ functions: names }),
    agreed: ['functions'],
    subject: ({ functions }) => listing(functions),
    message: ({ functions }) =>
      `${listing(functions)} may create and update groups, and with them the roles that their members get.`,
    resolution:
      'Give "manageGroupMembership" or "listGroups" where the groups themselves need not change.',
  }),
}));
