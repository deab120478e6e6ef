import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { linkOfPolicy } from '../link.ts';
import { catalogue, entry } from './entry.ts';
import { once } from '../when-asked.ts';

const readBoundary =
  'aws iam get-policy-version --policy-arn <policyArn> --version-id "$(aws iam get-policy --policy-arn <policyArn> --query Policy.DefaultVersionId --output text)"' as const;

/** Why a boundary could not be compared with what is granted. */
const notJudged = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({ because: z.literal('denied'), action: z.string() }),
    z.strictObject({ because: z.literal('not found') }),
    z.strictObject({ because: z.literal('other kinds of statements') }),
  ]),
);

/** Findings about what the owners of roles let a policy of ours do there. */
export const roleOwnerCatalogue = catalogue(() => ({
  BOUNDARY_MASKS_GRANT: entry({
    severity: 'warning',
    meaning:
      'The permissions boundary of a role keeps a grant from taking effect, wholly or in part.',
    facts: () => ({
      role: z.string(),
      boundary: z.string(),
      /** Actions of which it leaves nothing, and those of which it may leave less than is granted. */
      masked: z.array(z.string()),
      partly: z.array(z.string()),
    }),
    agreed: ['boundary', 'masked', 'partly'],
    subject: ({ role }) => role,
    message: ({ role, boundary, masked, partly }) =>
      `The permissions boundary ${boundary} of ${role} ${[
        ...(masked.length > 0 ? [`does not allow ${masked.join(', ')}`] : []),
        ...(partly.length > 0
          ? [`allows ${partly.join(', ')} in part or under conditions of its own only`]
          : []),
      ].join(', and ')}.`,
    found: ({ boundary }) => boundary,
    needed: ({ masked, partly }) => [...masked, ...partly].join(', '),
    resolution: 'Let the owner of the boundary allow the actions there, or leave the grant out.',
    look: readBoundary,
    values: ({ boundary }) => ({ policyArn: boundary }),
  }),
  BOUNDARY_NOT_JUDGED: entry({
    severity: 'info',
    meaning:
      'It is not known whether the permissions boundary of a role allows what the plan grants.',
    facts: () => ({ role: z.string(), boundary: z.string(), why: notJudged() }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, boundary, why }) => {
      switch (why.because) {
        case 'denied':
          return `AWS denied ${why.action} on ${boundary}, the permissions boundary of ${role}.`;
        case 'not found':
          return `The permissions boundary ${boundary} of ${role} was not found.`;
        case 'other kinds of statements':
          return `The permissions boundary ${boundary} of ${role} cannot be read as a policy, so it cannot be compared with the grants.`;
      }
    },
    needed: ({ why }) => (why.because === 'denied' ? why.action : undefined),
    resolution: 'Look whether the boundary allows what the plan grants.',
    look: readBoundary,
    values: ({ boundary }) => ({ policyArn: boundary }),
  }),
  ROLE_MANAGED_ELSEWHERE: entry({
    severity: 'info',
    meaning:
      'A policy is written on a role that Terraform or CloudFormation manages, which may take it away, or cannot delete the role with it.',
    facts: () => ({
      role: z.string(),
      policyName: z.string(),
      tool: z.enum(['Terraform', 'CloudFormation']),
      /** `null`: not told by the tags of the role. */
      stack: z.string().nullable(),
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, policyName, tool, stack }) =>
      tool === 'Terraform'
        ? `Terraform manages the role ${role}: its next apply takes ${policyName} away if the role is declared with inline_policy or aws_iam_role_policies_exclusive.`
        : `The role ${role} belongs to ${stackInWords(stack)}, which cannot delete it while ${policyName} is there (DeleteConflict).`,
    found: ({ tool, stack }) => (tool === 'Terraform' ? 'tags of Terraform' : stackInWords(stack)),
    resolution:
      'Ask with "rolePolicies": "emit" and let that tool put the document there. The command takes the policy off, before that tool deletes the role.',
    advice: ({ tool, policyName }) => {
      // Files are emitted for the roles of an identity pool only.
      if (linkOfPolicy(policyName)?.on === 'function role')
        return tool === 'Terraform'
          ? 'Declare the role without those two.'
          : 'Take "access" out of the request before the stack is deleted, or use the command then.';
      return tool === 'Terraform'
        ? 'Ask with "rolePolicies": "emit" and let Terraform put the document there, or declare the role without those two.'
        : 'Take our policy off before the stack is deleted: run the request without grants, or use the command. Or ask with "rolePolicies": "emit" and let the stack put the document there.';
    },
    command: 'aws iam delete-role-policy --role-name <roleName> --policy-name <policyName>',
    values: ({ role, policyName }) => ({ roleName: roleNameOf(role), policyName }),
  }),
}));

function stackInWords(stack: string | null): string {
  return stack === null ? 'a CloudFormation stack' : `the stack ${stack}`;
}
