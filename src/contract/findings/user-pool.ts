import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { listing } from '../text.ts';
import { poolAddress } from './client-fact.ts';
import { catalogue, entry } from './entry.ts';
import { accountWords, unknownRegionNote } from './pool-place.ts';

/** Findings about the user pool itself and the account that it is read from. */
export const userPoolCatalogue = catalogue(() => ({
  USER_POOL_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'The user pool does not exist in the account and region that were asked.',
    facts: () => ({
      userPool: z.string(),
      /** Whose pools were asked for; `null`: AWS did not tell whose credentials these are. */
      account: z.string().nullable(),
      readRole: z.string().nullable(),
      /** `false`: this version knows no region of that name. */
      regionKnown: z.boolean(),
    }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, account, regionKnown }) => {
      const region = regionOfPool(userPool);
      return `There is no user pool ${userPool} in ${region} of ${accountWords(account)}.${unknownRegionNote(region, regionKnown)}`;
    },
    resolution:
      'Check the id, and that the run uses the account that holds the pool; for a pool of another account name `readRoleArn`.',
    advice: ({ readRole }) =>
      readRole
        ? `Check the id, and that ${readRole} is a role of the account that holds the pool.`
        : undefined,
    look: 'aws cognito-idp list-user-pools --region <region> --max-results 60',
    values: ({ userPool, regionKnown }) =>
      regionKnown ? { region: regionOfPool(userPool) } : undefined,
  }),
  READ_ROLE_UNUSABLE: entry({
    severity: 'error',
    meaning: 'The role that `readRoleArn` names cannot be assumed, so its pools were not read.',
    /** The external id is what the role is told: it stands for the app. */
    facts: () => ({ role: z.string(), externalId: z.string() }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role }) => `The role ${role} cannot be assumed, so its pools were not read.`,
    needed: ({ externalId }) => `sts:AssumeRole with the external id ${externalId}`,
    resolution:
      'Create the read-only role of docs/central-pool.md in the account of the pool, and let its trust name whoever runs the import, and the app where it asks for an external id.',
    look: 'aws sts assume-role --role-arn <roleArn> --role-session-name amplify-import --external-id <externalId> --query AssumedRoleUser.Arn',
    values: ({ role, externalId }) => ({ roleArn: role, externalId }),
  }),
  POOL_NOT_READ: entry({
    severity: 'error',
    meaning: 'A read of the pool failed, so that it is not known what an import of it would find.',
    facts: () => ({
      pool: z.string(),
      why: z.discriminatedUnion('because', [
        /** Cognito has the pool, and says of a part of it that it is not there. */
        z.strictObject({
          because: z.literal('part is gone'),
          operation: z.string(),
          part: z.string(),
        }),
        /** AWS gave no answer; `error` is what the call ended with. */
        z.strictObject({ because: z.literal('no answer'), error: z.string() }),
      ]),
    }),
    agreed: [],
    subject: ({ pool }) => pool,
    message: ({ pool, why }) =>
      why.because === 'no answer'
        ? why.error
        : `Cognito has the user pool ${pool}, and answers ${why.operation} that it is not there: its ${why.part} are not known.`,
    resolution: 'Look at the message; when AWS was busy or out of reach, try again later.',
    advice: ({ why }) =>
      why.because === 'no answer'
        ? undefined
        : 'Try again; the pool may have been deleted just now.',
  }),
  REGION_NOT_ENABLED: entry({
    severity: 'error',
    meaning: 'The pool lies in a region that is not enabled for the account that was asked.',
    /** The id of a pool, or the region whose pools were to be listed. */
    facts: () => ({ of: z.string() }),
    agreed: [],
    subject: ({ of }) => of,
    message: ({ of }) =>
      `Cognito in ${regionOfPool(of)} does not take the credentials of the run, though they are good elsewhere: an account has to enable that region first.`,
    found: ({ of }) => `${regionOfPool(of)} refuses the credentials`,
    needed: ({ of }) => `${regionOfPool(of)} enabled for the account`,
    resolution:
      'Check the region in the id, or enable the region. A session that was begun at the global endpoint of STS is good there only if the account allows that (`aws iam set-security-token-service-preferences`).',
    command: 'aws account enable-region --region-name <region>',
    values: ({ of }) => ({ region: regionOfPool(of) }),
  }),
  USER_POOL_ONLY: entry({
    severity: 'info',
    meaning: 'The request names no identity pool: users sign in, but get no AWS credentials.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    resolution: 'Name identityPoolId if the app calls AWS services directly.',
  }),
  ALIAS_ATTRIBUTES: entry({
    severity: 'info',
    meaning: 'Users of the pool sign in by username, and by an alias as well.',
    facts: () => ({ userPool: z.string(), aliases: z.array(z.string()) }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, aliases }) =>
      `Users of ${userPool} sign in by username, and by an alias as well: ${aliases.join(', ')}.`,
    found: ({ aliases }) => aliases.join(', '),
    resolution:
      'Nothing to do: by the client config apps ask for a username, and an alias works in its place.',
  }),
  NO_VERIFIED_ATTRIBUTE: entry({
    severity: 'info',
    meaning:
      'The pool verifies neither email nor phone number by itself, so users who sign up must be confirmed by an administrator and cannot reset their password.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    resolution: 'Nothing to do if administrators create the users.',
  }),
  MFA_WITHOUT_METHOD: entry({
    severity: 'warning',
    meaning: 'The pool asks for a second factor, and none that an app can offer is enabled.',
    facts: () => ({ userPool: z.string(), mfa: z.enum(['OPTIONAL', 'ON']) }),
    agreed: ['mfa'],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, mfa }) =>
      `The user pool ${userPool} has MFA ${mfa}, and none of SMS, TOTP and email is enabled.`,
    found: () => 'no method',
    needed: () => 'SMS, TOTP or EMAIL',
    resolution: 'Enable a method; the command enables TOTP.',
    command:
      'aws cognito-idp set-user-pool-mfa-config --region <region> --user-pool-id <userPoolId> --mfa-configuration <mfa> --software-token-mfa-configuration Enabled=true',
    values: (facts) => ({ ...poolAddress(facts), mfa: facts.mfa }),
  }),
  SECOND_FACTOR_UNSURE: entry({
    severity: 'info',
    meaning:
      'Users may sign in by one-time codes, and MFA is optional: Cognito has one configuration of such codes for both, so whether they are a second factor as well is not known.',
    facts: () => ({ userPool: z.string(), methods: z.array(z.enum(['SMS', 'EMAIL'])) }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, methods }) =>
      `Whether ${listing(methods, ' and ')} ${methods.length === 1 ? 'is a second factor' : 'are second factors'} of ${userPool} is not known: users may sign in by such codes alone, and Cognito has one configuration for both. The files name ${methods.length === 1 ? 'it' : 'them'}.`,
    resolution:
      'Look at the multi-factor authentication of the pool in the console of Cognito. The files are right where it is a second factor; where it is none, an app that offers it is refused by Cognito.',
  }),
  CUSTOM_AUTH_INCOMPLETE: entry({
    severity: 'warning',
    meaning: 'The pool has some of the three triggers of custom authentication, but not all.',
    facts: () => ({
      userPool: z.string(),
      triggers: z.array(z.string()),
      missing: z.array(z.string()),
    }),
    agreed: ['triggers'],
    subject: ({ userPool }) => userPool,
    found: ({ triggers }) => triggers.join(', '),
    needed: ({ missing }) => missing.join(', '),
    resolution:
      'Set DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse together, or none; the command shows what is set.',
    look: 'aws cognito-idp describe-user-pool --region <region> --user-pool-id <userPoolId> --query UserPool.LambdaConfig',
    values: poolAddress,
  }),
}));
