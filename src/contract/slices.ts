import * as z from 'zod';
import { findingSchema } from './findings.ts';
import { requestSchema } from './request.ts';
import { resultSchema } from './result.ts';

/** The slices of state data: each state adds its own and changes no other. */

const clientSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  hasSecret: z.boolean(),
  /** `AllowedOAuthFlowsUserPoolClient`: the hosted UI is on. */
  hostedUi: z.boolean(),
  providers: z.array(z.string()),
  flows: z.array(z.string()),
  scopes: z.array(z.string()),
  callbackUrls: z.array(z.string()),
  logoutUrls: z.array(z.string()),
});

/** What the client config says about a user pool: no secret ever enters it. */
export const authSettingsSchema = z.strictObject({
  userPoolId: z.string(),
  region: z.string(),
  /** Host of the hosted UI without scheme, a custom domain first. */
  domain: z.string().nullable(),
  usernameAttributes: z.array(z.string()),
  /** What users may sign in with beside their username. */
  aliasAttributes: z.array(z.string()),
  autoVerifiedAttributes: z.array(z.string()),
  /** Standard attributes asked for at sign-up, in the order of the pool's schema. */
  requiredAttributes: z.array(z.string()),
  passwordPolicy: z.strictObject({
    minLength: z.number().int(),
    lowercase: z.boolean(),
    uppercase: z.boolean(),
    numbers: z.boolean(),
    symbols: z.boolean(),
  }),
  /** `null`: the pool states none, which Cognito treats as OFF. */
  mfa: z.enum(['OFF', 'OPTIONAL', 'ON']).nullable(),
  mfaMethods: z.array(z.enum(['SMS', 'TOTP', 'EMAIL'])),
  /** What a sign-in may begin with, beside a password; `null`: passwords only. */
  passwordless: z
    .strictObject({
      emailOtp: z.boolean(),
      smsOtp: z.boolean(),
      webAuthn: z
        .strictObject({
          relyingPartyId: z.string().nullable(),
          userVerification: z.enum(['required', 'preferred']),
        })
        .nullable(),
    })
    .nullable(),
  /** All three triggers of custom authentication are set. */
  customAuth: z.boolean(),
  groups: z.array(
    z.strictObject({
      name: z.string(),
      precedence: z.number().nullable(),
      roleArn: z.string().nullable(),
    }),
  ),
  web: clientSchema,
  native: clientSchema,
});

/**
 * Who really gets a role when they sign in through the published clients: `everyone` that it is for,
 * `ungrouped` those in no group with a role, `some` those whom a rule picks, `nobody`; `unknown` where
 * it hangs on groups that were not read.
 */
export const reachSchema = z.enum(['everyone', 'ungrouped', 'some', 'nobody', 'unknown']);

/** What a role itself says of those who own it; what it does not say is left out. */
export const roleFactsSchema = z.strictObject({
  /** ARN of its permissions boundary. */
  boundary: z.string().optional(),
  /** What keeps the role as somebody has written it down. */
  managedBy: z
    .strictObject({ tool: z.enum(['CloudFormation', 'Terraform']), stack: z.string().nullable() })
    .optional(),
  /** Value of the tag `amplify-import`. */
  allowTag: z.string().optional(),
});

const held = { arn: z.string(), reach: reachSchema, ...roleFactsSchema.shape };
/** A role by which users of the app get AWS credentials, and who they are. */
export const poolRoleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('authenticated'), ...held }),
  z.strictObject({ kind: z.literal('guest'), ...held }),
  /** The role of a group of the user pool that the request grants something to. */
  z.strictObject({ kind: z.literal('group'), group: z.string(), ...held }),
]);

/** What the client config and the plan need of an identity pool. */
export const identitySettingsSchema = z.strictObject({
  identityPoolId: z.string(),
  region: z.string(),
  guestsAllowed: z.boolean(),
  /** Has a social login of its own (Gen 1 `federationTarget`). */
  socialLogins: z.boolean(),
  /** Public ids by which native apps sign in with these two themselves, without the hosted UI. */
  loginClients: z.strictObject({ google: z.string().nullable(), facebook: z.string().nullable() }),
  roles: z.array(poolRoleSchema),
});

/**
 * What a validating state found. State data is small: findings that are too large for it lie in a file
 * under the run, and the list is empty then.
 */
const foundSchemas = {
  findings: z.array(findingSchema),
  findingsFile: z
    .strictObject({
      key: z.string(),
      sha256: z.string(),
      count: z.number().int(),
      errors: z.number().int(),
    })
    .optional(),
};

/** Roles that were put back, and to which document; `null`: to none. */
const restoredSchema = z.array(z.strictObject({ role: z.string(), sha256: z.string().nullable() }));

export const slices = {
  request: requestSchema,
  link: z.strictObject({ app: z.string(), env: z.string(), source: z.string() }),
  /** `id` names the run's folder of reports; `executionId` owns the lease. */
  run: z.strictObject({
    id: z.string(),
    now: z.string(),
    executionId: z.string(),
    /** A person's request, or an event; a run that makes a death good has the start of the dead one. */
    startedBy: z.enum(['request', 'event']),
    /** The execution whose death this run makes good; it goes on only while that one held the lease. */
    recovers: z.string().nullable(),
  }),
  lease: z.strictObject({ fence: z.number().int() }),
  userPool: z.strictObject({
    settings: authSettingsSchema.nullable(),
    /** Ids of the clients that a config would name; a client that is refused is none of them. */
    clients: z.array(z.string()),
    /** Groups that the request grants something to, as they are in the pool. */
    grantedGroups: z.array(z.strictObject({ name: z.string(), roleArn: z.string().nullable() })),
    /** `false`: the pool may have groups that were not read, with roles that nobody knows here. */
    groupsKnown: z.boolean(),
    ...foundSchemas,
  }),
  identityPool: z.strictObject({
    settings: identitySettingsSchema.nullable(),
    ...foundSchemas,
  }),
  /** Leaves are null until the plan is made, so that Announce config finds its path. */
  plan: z.strictObject({
    key: z.string().nullable(),
    sha256: z.string().nullable(),
    hash: z.string().nullable(),
    errors: z.number().int().nullable(),
    /** What Apply, Publish and Record link have to do; 0: the world is as wanted. */
    changes: z.number().int().nullable(),
    /** The current revision was published but never announced. */
    unannounced: z.boolean().nullable(),
    revision: z.number().int().nullable(),
  }),
  applied: z.strictObject({
    written: z.number().int(),
    deleted: z.number().int(),
    /** What was put back of a run that died, before policies were handed out. */
    restored: restoredSchema.optional(),
  }),
  published: z.strictObject({
    revision: z.number().int(),
    /** Whether this run committed a new revision. */
    committed: z.boolean(),
    filesWritten: z.number().int(),
  }),
  recorded: z.strictObject({ revision: z.number().int().nullable() }),
  announced: z.record(z.string(), z.json()),
  undone: z.strictObject({
    committed: z.boolean(),
    /** Roles that were put back, and to which document; `null`: another run has the link by now. */
    restored: restoredSchema.nullable(),
  }),
  /** Step Functions may leave the cause of a timeout out. */
  failure: z.object({ Error: z.string(), Cause: z.string().default('') }),
  /** What kept Undo from its work; the original failure stands beside it. */
  undoFailure: z.object({ Error: z.string(), Cause: z.string().default('') }),
  outcome: z.strictObject({
    status: resultSchema.shape.status,
    error: z.string().nullable(),
    /** At most 8,000 characters of plain text. */
    cause: z.string().nullable(),
    detailType: z.string(),
    detail: z.record(z.string(), z.json()),
    result: resultSchema,
  }),
} as const;

export type SliceName = keyof typeof slices;
export type Slice<Name extends SliceName> = z.infer<(typeof slices)[Name]>;
/** What a validating state found, whether it is in the state data or in a file. */
export type Found = Pick<Slice<'identityPool'>, keyof typeof foundSchemas>;
export type AuthSettings = z.infer<typeof authSettingsSchema>;
export type ClientSettings = z.infer<typeof clientSchema>;
export type IdentitySettings = z.infer<typeof identitySettingsSchema>;
export type PoolRole = z.infer<typeof poolRoleSchema>;
export type RoleFacts = z.infer<typeof roleFactsSchema>;
export type Reach = z.infer<typeof reachSchema>;

/** The plan slice before Plan role policies has run. */
export const planNotMade: Slice<'plan'> = {
  key: null,
  sha256: null,
  hash: null,
  errors: null,
  changes: null,
  unannounced: null,
  revision: null,
};
