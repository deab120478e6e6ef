import * as z from 'zod';
import { entry, type Catalogue } from './entry.ts';

const mendTrust =
  'aws iam update-assume-role-policy --role-name <roleName> --policy-document <trustPolicy>';

/** Findings about the roles of an identity pool: that they are there, and whom they trust. */
export const roleFindings = {
  ROLE_NOT_FOUND: {
    severity: 'error',
    meaning: 'A role that the identity pool names does not exist in this account.',
    resolution: 'Create the role, or set another one on the identity pool.',
    command: 'aws iam get-role --role-name <roleName>',
  },
  ROLE_OTHER_ACCOUNT: {
    severity: 'error',
    meaning:
      'A role belongs to another account or partition, where this import cannot look or write.',
    resolution: 'Run the import in the account of the roles, or use roles of this one.',
  },
  ROLE_SERVICE_LINKED: {
    severity: 'error',
    meaning: 'A role belongs to an AWS service, and nobody else can change it.',
    resolution: 'Set a role of your own on the identity pool.',
  },
  ROLES_NOT_DISTINCT: {
    severity: 'error',
    meaning: 'Guests share a role with signed-in users, so every grant would reach guests.',
    resolution: 'Give guests a role of their own.',
  },
  TRUST_POLICY_UNREADABLE: {
    severity: 'error',
    meaning: 'The trust policy of a role cannot be read.',
    resolution: 'Replace the trust policy; the command writes one that is right.',
    command: mendTrust,
  },
  TRUST_MISSING: {
    severity: 'error',
    meaning: 'The role does not let Cognito identity pools assume it with a web identity.',
    resolution:
      'Let cognito-identity assume the role; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_AUD_MISMATCH: {
    severity: 'error',
    meaning: 'The role trusts other identity pools than this one, by its condition on `aud`.',
    resolution:
      'Require StringEquals on `aud` with the id of this identity pool; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_AMR_MISMATCH: {
    severity: 'error',
    meaning:
      'The role is not bound to the kind of user that it is for: no right condition on `amr`.',
    resolution:
      'Require ForAnyValue:StringLike on `amr` with the kind of user; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_OPEN_TO_ANY_POOL: {
    severity: 'error',
    meaning:
      'Identity pools that it does not name, of any account, can hand out the role, because nothing binds it to certain ones (CVE-2024-28056).',
    resolution:
      'Require StringEquals on `aud` in every statement that trusts cognito-identity; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_REACHED_BY_GUESTS: {
    severity: 'error',
    meaning: 'Guests can assume the role that is for signed-in users.',
    resolution:
      'Require ForAnyValue:StringLike on `amr` with "authenticated"; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_REACHED_BY_USERS: {
    severity: 'warning',
    meaning: 'Signed-in users can assume the role that is for guests.',
    resolution:
      'Require ForAnyValue:StringLike on `amr` with "unauthenticated"; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_OTHER_POOL: {
    severity: 'info',
    meaning: 'The role serves other identity pools as well, whose users get every grant too.',
    resolution: 'Nothing to do if those pools belong to the same team.',
  },
  TRUST_DENIES: {
    severity: 'error',
    meaning: 'A Deny statement keeps the users of the identity pool from the role.',
    resolution:
      'Take the statement out, or spare this identity pool from it; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_MAY_DENY: {
    severity: 'warning',
    meaning:
      'The role is open or closed by a condition, or a wildcard for federations, that cannot be judged beforehand.',
    resolution:
      'Look whether the condition holds for the users of the app; name cognito-identity instead of a wildcard.',
  },
  TRUST_NOT_PRINCIPAL: {
    severity: 'error',
    meaning: 'A statement allows everybody but those that it names (NotPrincipal).',
    resolution: 'Name who may assume the role; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_ANYONE: {
    severity: 'error',
    meaning:
      'A statement lets anybody in AWS, or all users of a login provider that others use too, assume the role, so every grant would reach them.',
    resolution:
      'Name who may assume the role: an account or organization in full, or the app or tenant by the claims of its tokens; the command writes a trust policy that does.',
    command: mendTrust,
  },
  TRUST_OTHER_PRINCIPAL: entry({
    severity: 'warning',
    meaning:
      'Principals other than the identity pool can assume the role, and they get every grant too.',
    facts: { role: z.string(), principals: z.array(z.string()) },
    agreed: ['principals'],
    subject: ({ role }) => role,
    message: ({ role }) => `${role} can be assumed by others than users of the identity pool.`,
    found: ({ principals }) => principals.join(', '),
    resolution: 'Give app users a role that nobody else assumes, or accept it.',
  }),
} as const satisfies Catalogue;
