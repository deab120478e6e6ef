import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { entry, type Catalogue } from './entry.ts';

/** Findings about the user pool itself, its groups and the account that it is read from. */
export const userPoolCatalogue = {
  USER_POOL_NOT_FOUND: {
    severity: 'error',
    meaning: 'The user pool does not exist in the account and region that were asked.',
    resolution:
      'Check the id, and that the run uses the account that holds the pool; for a pool of another account name `readRoleArn`.',
    command: 'aws cognito-idp list-user-pools --region <region> --max-results 60',
  },
  READ_ROLE_UNUSABLE: entry({
    severity: 'error',
    meaning: 'The role that `readRoleArn` names cannot be assumed, so its pools were not read.',
    facts: { role: z.string() },
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role }) => `The role ${role} cannot be assumed, so its pools were not read.`,
    needed: () => 'sts:AssumeRole',
    resolution:
      'Create the read-only role of docs/central-pool.md in the account of the pool, and let its trust name whoever runs the import.',
    command: 'aws sts assume-role --role-arn <roleArn> --role-session-name amplify-import',
    values: ({ role }) => ({ roleArn: role }),
  }),
  POOL_NOT_READ: {
    severity: 'error',
    meaning: 'A read of the pool failed, so nobody knows what an import of it would find.',
    resolution: 'Look at the message; when AWS was busy or out of reach, try again later.',
  },
  REGION_NOT_ENABLED: entry({
    severity: 'error',
    meaning: 'The pool lies in a region that is not enabled for the account that was asked.',
    /** The id of a pool, or the region whose pools were to be listed. */
    facts: { of: z.string() },
    agreed: [],
    subject: ({ of }) => of,
    message: ({ of }) =>
      `Cognito in ${regionOfPool(of)} does not take the credentials of the run, though they are good elsewhere: an account has to enable that region first.`,
    found: ({ of }) => `${regionOfPool(of)} refuses the credentials`,
    needed: ({ of }) => `${regionOfPool(of)} enabled for the account`,
    resolution:
      'Check the region in the id, or enable the region; a session of the global STS endpoint is good there only if the account says so.',
    command: 'aws account enable-region --region-name <region>',
    values: ({ of }) => ({ region: regionOfPool(of) }),
  }),
  USER_POOL_ONLY: {
    severity: 'info',
    meaning: 'The request names no identity pool: users sign in, but get no AWS credentials.',
    resolution: 'Name identityPoolId if the app calls AWS services directly.',
  },
  ALIAS_ATTRIBUTES: {
    severity: 'info',
    meaning: 'Users of the pool sign in by username, and by an alias as well.',
    resolution:
      'Nothing to do: the client config says `username`, and an alias works in its place.',
  },
  NO_VERIFIED_ATTRIBUTE: {
    severity: 'info',
    meaning:
      'The pool verifies neither email nor phone number by itself, so users who sign up must be confirmed by an administrator and cannot reset their password.',
    resolution: 'Nothing to do if administrators create the users.',
  },
  MFA_WITHOUT_METHOD: {
    severity: 'warning',
    meaning: 'The pool asks for a second factor, and none that an app can offer is enabled.',
    resolution: 'Enable a method; the command enables TOTP.',
    command:
      'aws cognito-idp set-user-pool-mfa-config --region <region> --user-pool-id <userPoolId> --mfa-configuration <mfa> --software-token-mfa-configuration Enabled=true',
  },
  CUSTOM_AUTH_INCOMPLETE: {
    severity: 'warning',
    meaning: 'The pool has some of the three triggers of custom authentication, but not all.',
    resolution:
      'Set DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse together, or none; the command shows what is set.',
    command:
      'aws cognito-idp describe-user-pool --region <region> --user-pool-id <userPoolId> --query UserPool.LambdaConfig',
  },
  GROUP_NOT_FOUND: {
    severity: 'error',
    meaning: 'The request grants something to a group that the user pool does not have.',
    resolution: 'Name a group of the pool, or create it.',
    command: 'aws cognito-idp list-groups --region <region> --user-pool-id <userPoolId>',
  },
  GROUPS_CUT: {
    severity: 'info',
    meaning:
      'The pool has more than 60 groups: the first 60 and those that the request names were read and are published.',
    resolution:
      'Nothing to do, unless the app needs the precedence of another group; a group that the request names is read.',
  },
  GROUP_PRECEDENCE_TIED: {
    severity: 'warning',
    meaning:
      'Groups with different roles share a precedence, so a member of both gets no preferred role.',
    resolution: 'Give each group with a role a precedence of its own.',
    command:
      'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --precedence <precedence>',
  },
} as const satisfies Catalogue;
