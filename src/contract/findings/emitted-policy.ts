import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { catalogue, entry } from './entry.ts';
import { namesOf, onRole, readPolicy } from './role-policy-fact.ts';

const deletePolicy =
  'aws iam delete-role-policy --role-name <roleName> --policy-name <policyName>' as const;

/** Findings about policies that are emitted as files, for the owners of roles. */
export const emittedPolicyCatalogue = catalogue(() => ({
  POLICY_EMITTED: entry({
    severity: 'info',
    meaning: 'A policy is emitted as a file, and the role does not hold it yet.',
    facts: () => ({ ...onRole, file: z.string(), holds: z.enum(['nothing', 'another version']) }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, policyName, file, holds }) =>
      `${role} ${holds === 'nothing' ? `does not hold the policy ${policyName} yet` : `holds the policy ${policyName} in another version`}: what the request grants takes effect once the owner of the role has put ${file} there. Under another name, or as a managed policy, it is not seen here.`,
    resolution:
      'Put the document on the role by the tool that manages it; "amplify-import bridge terraform" and "amplify-import bridge cdk" print it for those. All ways: docs/emit.md.',
  }),
  POLICY_LEFT_STANDING: entry({
    severity: {
      usually: 'warning',
      of: ({ requested }) => (requested === 'the same' ? 'info' : 'warning'),
    },
    meaning:
      'A role still holds a policy of our name, and nothing is taken off a role while policies are emitted.',
    facts: () => ({
      ...onRole,
      /** Whether it is as an import wrote it; else its owner put it there. */
      byImport: z.boolean(),
      /** What the request grants on the role, compared with what the policy grants. */
      requested: z.enum(['nothing', 'something else', 'the same']),
    }),
    // What a role holds is its owner's work while policies are emitted; what is requested, the hash has.
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, policyName, byImport, requested }) =>
      `${role} still holds the policy ${policyName}${byImport ? ' as an earlier import wrote it' : ''}, ${besides[requested]}.`,
    resolution:
      "Put the emitted document there by the owner's tool, under the same name in its place, or under another one and then delete this one.",
    advice: ({ requested }) =>
      ({
        nothing:
          'Take it off by the tool that put it there; the command deletes one that an import wrote.',
        'something else': undefined,
        'the same':
          "Nothing to do if the owner's tool manages it under this name; else put the document there by that tool, then delete this one.",
      })[requested],
    command: deletePolicy,
    values: namesOf,
  }),
  EMITTED_ROLES_UNKNOWN: entry({
    severity: 'warning',
    meaning:
      'Policies were emitted for the owners of roles, and nobody knows any more for which: the plan that says so is gone from the store.',
    facts: () => ({ policyName: z.string(), identityPool: z.string(), revision: z.number().int() }),
    agreed: ['revision'],
    subject: ({ policyName }) => policyName,
    message: ({ policyName, revision }) =>
      `For which roles ${policyName} was emitted is not known any more: the plan of revision ${revision} is gone from the store.`,
    resolution:
      'Look at the roles of the identity pool, and have their owners take away what they have put there.',
    look: 'aws cognito-identity get-identity-pool-roles --region <region> --identity-pool-id <identityPool>',
    values: ({ identityPool }) => ({ region: regionOfPool(identityPool), identityPool }),
  }),
  BEGUN_WRITE_UNDONE: entry({
    severity: 'warning',
    meaning:
      'An import that died had begun to write on a role. What it had found there is restored before the policies are emitted.',
    facts: () => ({ ...onRole, current: z.string().nullable(), restored: z.string().nullable() }),
    agreed: ['current', 'restored'],
    documents: ['current', 'restored'],
    subject: ({ role }) => role,
    message: ({ role, policyName, restored }) =>
      `An import that died had begun to write ${policyName} on ${role}. Before the policies are emitted, what it had found there is restored: ${restored === null ? 'no such policy' : 'the document below'}.`,
    found: ({ current }) => current ?? 'no policy',
    needed: ({ restored }) => restored ?? 'no policy',
    resolution: 'Look whether the document that is restored is the one that the role should hold.',
    look: readPolicy,
    values: namesOf,
  }),
}));

const besides = {
  nothing: 'although nothing is granted there any more',
  'something else': 'which grants something else than the request',
  'the same': 'which grants what the request does',
} as const;
