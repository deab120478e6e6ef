import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { admittingStatement, type AdmittedUsers } from '../trust-statement.ts';
import { written } from './trust-words.ts';

/** The role, and those whom it is for. */
export const trusting = {
  role: z.string(),
  identityPool: z.string(),
  users: z.enum(['authenticated', 'unauthenticated']),
  principal: z.string(),
};

/** The same, with the whole trust policy that would be right. */
export const corrected = {
  ...trusting,
  /** `null`: there is none that IAM would take and that keeps what others have, or nothing to correct. */
  corrected: written().nullable(),
};

type Corrected = AdmittedUsers & { readonly role: string; readonly corrected: object | null };

/** What all findings have in common that a corrected trust policy resolves. */
export const correctable = {
  subject: ({ role }: Corrected) => role,
  needed: (facts: Corrected) => JSON.stringify(admittingStatement(facts)),
  command:
    'aws iam update-assume-role-policy --role-name <roleName> --policy-document <trustPolicy>',
  values: ({ role, corrected: policy }: Corrected) =>
    policy === null
      ? undefined
      : { roleName: roleNameOf(role), trustPolicy: JSON.stringify(policy) },
  advice: ({ corrected: policy }: Corrected) =>
    policy === null
      ? 'No policy that keeps everybody else in and out fits the length of a trust policy: change the statements by hand, or give the users a role of their own.'
      : undefined,
} as const;
