import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { linkLabel, linkOfPolicy } from '../link.ts';
import { catalogue, entry, names } from './entry.ts';

/** What a finding says of a Deny, wherever it stands. */
const denialFacts = {
  role: z.string(),
  actions: names,
  /** Paths of a bucket that may not be listed, and resources. */
  denied: names,
  /** What decides in each call whether it denies: keys of conditions, `Principal`. Left out: it always does. */
  conditions: names.optional(),
};

/** Whoever agrees to a plan agrees to all of it. */
const agreedOfDenial = ['actions', 'denied', 'conditions'] as const;

type Denial = {
  readonly actions: readonly string[];
  readonly denied: readonly string[];
  readonly conditions?: readonly string[] | undefined;
};

/** `denies s3:GetObject`, or that it may do so. */
function denying({ actions, conditions }: Denial): string {
  return `${conditions ? 'may deny' : 'denies'} ${actions.join(', ')}`;
}

/** What that does to a grant, as the end of a sentence. */
function taking({ conditions }: Denial, granted: string): string {
  if (!conditions) return `, and takes it from ${granted}`;
  const decide = conditions.length === 1 ? 'decides' : 'decide';
  return `, of ${granted}: ${conditions.join(', ')} ${decide} that in each call`;
}

function deniedPlaces({ denied }: Denial): string {
  return denied.join(', ');
}

/** What is said alike of a Deny in any inline policy of the role. */
const inPolicyOfRole = {
  severity: 'warning',
  facts: () => ({ policyName: z.string(), ...denialFacts }),
  agreed: ['policyName', ...agreedOfDenial],
  subject: ({ role }: { readonly role: string }) => role,
  found: deniedPlaces,
  look: 'aws iam get-role-policy --role-name <roleName> --policy-name <policyName>',
  values: ({ role, policyName }: { readonly role: string; readonly policyName: string }) => ({
    roleName: roleNameOf(role),
    policyName,
  }),
} as const;

function linkOf(policyName: string): string {
  const link = linkOfPolicy(policyName);
  return link === null ? policyName : linkLabel(link);
}

/** Findings about grants that a Deny beats: told alike wherever it stands. */
export const denialCatalogue = catalogue(() => ({
  GRANT_DENIED_BY_LINK: entry({
    ...inPolicyOfRole,
    meaning:
      'Another app or environment that is imported on the same role denies there what is granted here: a Deny beats every grant of a role.',
    message: ({ role, policyName, ...denial }) =>
      `The link ${linkOf(policyName)} ${denying(denial)} on ${role} by its policy ${policyName}${taking(denial, 'what is granted here too')}.`,
    resolution:
      'Let the paths that the other one grants on this bucket lie beside each other, or grant the same on the denied path there too; or give each its own roles.',
  }),
  GRANT_DENIED_ON_ROLE: entry({
    ...inPolicyOfRole,
    meaning:
      "Another inline policy of a role, which no import wrote, denies what is granted there: a Deny beats every grant of a role. Policies that are attached to the role, and those of the account's organization, are not looked at.",
    message: ({ role, policyName, ...denial }) =>
      `The policy ${policyName} on ${role} ${denying(denial)}${taking(denial, 'what is granted here')}.`,
    resolution:
      'Have whoever wrote that policy leave out of it what is granted here, leave the grant out, or give the app roles of its own.',
  }),
  GRANT_DENIED_BY_BUCKET: entry({
    severity: 'warning',
    meaning:
      'The policy of a granted bucket denies a role what it is granted there: a Deny beats every grant of a role.',
    facts: () => ({ bucket: z.string(), ...denialFacts }),
    agreed: ['bucket', ...agreedOfDenial],
    subject: ({ bucket }) => bucket,
    message: ({ role, bucket, ...denial }) =>
      `The policy of the bucket ${bucket} ${denying(denial)} to ${role}${taking(denial, 'what is granted here')}.`,
    found: deniedPlaces,
    resolution:
      'Have the owner of the bucket leave the role out of that Deny, or leave the grant out.',
    look: 'aws s3api get-bucket-policy --bucket <bucket>',
    values: ({ bucket }) => ({ bucket }),
  }),
}));
