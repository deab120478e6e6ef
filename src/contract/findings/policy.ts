import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { linkLabel, linkOfPolicy } from '../link.ts';
import { catalogue, entry } from './entry.ts';
import { linkSharesSchema, sharesText } from './link-shares.ts';
import { namesOf, onRole, readPolicy } from './role-policy-fact.ts';

const listPolicies = 'aws iam list-role-policies --role-name <roleName>' as const;

/** Findings about our policies on roles, and the other inline policies there. */
export const policyCatalogue = catalogue(() => ({
  POLICY_DRIFT: entry({
    severity: { usually: 'error', of: ({ removal }) => (removal ? 'warning' : 'error') },
    meaning: 'A policy of our name on a role holds something that we did not write.',
    facts: () => ({
      ...onRole,
      current: z.string(),
      wanted: z.string().nullable(),
      /** What a removal does with it; left out of an import. */
      removal: z.enum(['left', 'deleted']).optional(),
    }),
    agreed: ['removal'],
    documents: ['current', 'wanted'],
    subject: ({ role }) => role,
    message: ({ role, policyName, removal }) =>
      `The policy ${policyName} on ${role} holds something that the link ${linkOf(policyName)} did not write${removal ? `; it is ${removal}` : ''}.`,
    found: ({ current }) => current,
    needed: ({ wanted }) => wanted ?? undefined,
    resolution:
      'Look at it: another store of the same link may have written it (--store). Ask with "adopt": true (--adopt) to replace it, or remove the environment with "force": true (--force) to delete it.',
    advice: ({ removal }) =>
      removal === undefined
        ? 'Look at it: another store of the same link may have written it (--store). Ask with "adopt": true (--adopt) to replace it.'
        : removal === 'left'
          ? 'Look at it; remove with "force": true (--force) to delete it.'
          : 'Its text is in the report, if anybody needs it.',
    look: readPolicy,
    values: namesOf,
  }),
  LINK_ELSEWHERE: entry({
    severity: 'error',
    meaning:
      'A link was imported with another account or in another region than the one that is to remove it: what it has written is not to be found here.',
    facts: () => ({
      link: z.string(),
      where: z.enum(['account', 'region']),
      imported: z.string(),
      /** `null`: nobody says. */
      here: z.string().nullable(),
    }),
    agreed: [],
    subject: ({ link }) => link,
    message: ({ link, where, imported, here }) =>
      `${link} was imported in the ${where} ${imported}; this is ${here ?? 'an unknown one'}.`,
    found: ({ here }) => here ?? undefined,
    needed: ({ imported }) => imported,
    resolution: 'Use credentials of that account, and set AWS_REGION to that region.',
  }),
  LEDGER_POLICY_GONE: entry({
    severity: 'info',
    meaning: 'A policy that a link has written is there no more, or its whole role is gone.',
    facts: () => onRole,
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, policyName }) => `The policy ${policyName} on ${role} is gone already.`,
    resolution: 'Nothing to do: there is nothing to take away.',
  }),
  ROLES_TOO_MANY: entry({
    severity: 'error',
    meaning: 'A link would have its policy on more roles than one record of it keeps.',
    facts: () => ({ link: z.string(), roles: z.number().int(), limit: z.number().int() }),
    agreed: [],
    subject: ({ link }) => link,
    message: ({ link, roles }) => `The link ${link} would have a policy on ${roles} roles.`,
    needed: ({ limit }) => `at most ${limit} roles`,
    resolution:
      'Let groups with the same grants share a role, or ask with "rolePolicies": "emit" for the documents as files, which their owners put on the roles.',
  }),
  POLICY_BUDGET_EXCEEDED: entry({
    severity: { usually: 'error', of: ({ putBy }) => (putBy === 'import' ? 'error' : 'warning') },
    meaning: 'The inline policies of a role would exceed what IAM allows.',
    facts: () => ({
      role: z.string(),
      /** Characters without white space: of the other inline policies, of ours, and what IAM allows. */
      used: z.number().int(),
      need: z.number().int(),
      limit: z.number().int(),
      /** Of the other policies, those of other links. */
      links: linkSharesSchema(),
      /** Whoever owns the role may put our policy there as managed policies; imports and pushes write it inline. */
      putBy: z.enum(['import', 'push', 'owner']),
    }),
    // The sizes move with each change of the other policies, while the role stays as full as it was.
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, used, need, limit }) =>
      `The inline policies of ${role} would come to ${used + need} characters without white space, ${used + need - limit} more than IAM allows.`,
    found: ({ used, need, links }) =>
      `${used} characters of other policies and ${need} of ours${links.length > 0 ? `; of the others ${sharesText(links)}` : ''}`,
    needed: ({ used, limit }) =>
      `at most ${limit} characters together, of which ${Math.max(limit - used, 0)} are left`,
    resolution:
      'Grant less, free room on the role, or ask with "rolePolicies": "emit" for the documents as files, which their owner can attach as managed policies.',
    advice: ({ putBy, links }) => {
      if (putBy === 'import')
        return links.length === 0
          ? undefined
          : 'Remove an environment that nobody needs any more, give this one an identity pool with roles of its own, grant less, or ask with "rolePolicies": "emit" for the documents as files, which their owner can attach as managed policies.';
      return putBy === 'owner'
        ? 'Free room on the role, or attach the document as managed policies of at most 6,144 characters each.'
        : 'Free room on the role, or give its functions less access.';
    },
    look: listPolicies,
    values: ({ role }) => ({ roleName: roleNameOf(role) }),
  }),
  DENY_ON_SHARED_ROLE: entry({
    severity: 'warning',
    meaning:
      'A path below another one has rules of its own, so our policy denies, and the role has other inline policies: a Deny also takes effect against those.',
    facts: () => ({
      ...onRole,
      /** Resources, and prefixes of a bucket that may not be listed. */
      denied: z.array(z.string()),
      otherPolicies: z.array(z.string()),
    }),
    // Policies of others come and go; what ours denies is what is agreed on.
    agreed: ['denied'],
    subject: ({ role }) => role,
    message: ({ role, policyName, otherPolicies }) =>
      `${policyName} denies something on ${role}, and takes it from these other inline policies of the role too: ${otherPolicies.join(', ')}.`,
    found: ({ denied }) => denied.join(', '),
    resolution:
      'Let the paths of this bucket lie beside each other, or make sure that the other policies need nothing below the denied paths.',
    look: listPolicies,
    values: ({ role }) => ({ roleName: roleNameOf(role) }),
  }),
}));

function linkOf(policyName: string): string {
  const link = linkOfPolicy(policyName);
  return link === null ? policyName : linkLabel(link);
}
