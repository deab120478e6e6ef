import * as z from 'zod';
import { once } from './when-asked.ts';

/** What the client config and the plan know of the pools, as a state read them. */

const clientSchema = once(() =>
  z.strictObject({
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
  }),
);

/** What the client config says about a user pool: no secret ever enters it. */
export const authSettingsSchema = once(() =>
  z.strictObject({
    userPoolId: z.string(),
    region: z.string(),
    /** Host of the hosted UI without scheme, a custom domain first. */
    domain: z.string().nullable(),
    usernameAttributes: z.array(z.string()),
    /** What users may sign in with beside their username. */
    aliasAttributes: z.array(z.string()),
    autoVerifiedAttributes: z.array(z.string()),
    /** Whoever signs up confirms the email address by a link; left out: by a code, if at all. */
    confirmsByLink: z.literal(true).optional(),
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
    /** What a sign-in by the web client may begin with, beside a password; `null`: passwords only. */
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
    /** All three triggers of custom authentication are set, and the native client allows the flow. */
    customAuth: z.boolean(),
    /** What native apps sign in with where their client does not allow SRP. */
    nativeFlow: z.enum(['USER_PASSWORD_AUTH', 'USER_AUTH']).optional(),
    groups: z.array(
      z.strictObject({
        name: z.string(),
        precedence: z.number().nullable(),
        roleArn: z.string().nullable(),
      }),
    ),
    web: clientSchema(),
    native: clientSchema(),
  }),
);

/**
 * Who really gets a role when they sign in through the published clients: `everyone` that it is for,
 * `ungrouped` those in no group with a role, `some` those whom a rule picks, `nobody`; `unknown` where
 * it depends on groups that were not read, or on what a trigger writes into tokens.
 */
export const reachSchema = once(() =>
  z.enum(['everyone', 'ungrouped', 'some', 'nobody', 'unknown']),
);

/** What a role itself says of those who own it; what it does not say is left out. */
const roleFactsSchema = once(() =>
  z.strictObject({
    /** ARN of its permissions boundary. */
    boundary: z.string().optional(),
    /** What keeps the role as somebody has written it down. */
    managedBy: z
      .strictObject({ tool: z.enum(['CloudFormation', 'Terraform']), stack: z.string().nullable() })
      .optional(),
    /** Value of the tag `amplify-import`. */
    allowTag: z.string().optional(),
  }),
);

const held = once(() => ({ arn: z.string(), reach: reachSchema(), ...roleFactsSchema().shape }));
/** A role by which users of the app get AWS credentials, and who they are. */
const poolRoleSchema = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('authenticated'), ...held() }),
    z.strictObject({ kind: z.literal('guest'), ...held() }),
    /** The role of a group of the user pool that the request grants something to. */
    z.strictObject({ kind: z.literal('group'), group: z.string(), ...held() }),
  ]),
);

/** The classic flow of an identity pool: it `works`, is switched `off`, or `refused` for its role mappings. */
export const classicFlowSchema = once(() => z.enum(['works', 'off', 'refused']));

/** What the client config and the plan need of an identity pool. */
export const identitySettingsSchema = once(() =>
  z.strictObject({
    identityPoolId: z.string(),
    region: z.string(),
    guestsAllowed: z.boolean(),
    /** Has a social login of its own (Gen 1 `federationTarget`). */
    socialLogins: z.boolean(),
    /** Public ids by which native apps sign in with these two themselves, without the hosted UI. */
    loginClients: z.strictObject({
      google: z.string().nullable(),
      facebook: z.string().nullable(),
    }),
    roles: z.array(poolRoleSchema()),
  }),
);

export type AuthSettings = z.infer<ReturnType<typeof authSettingsSchema>>;
export type ClientSettings = z.infer<ReturnType<typeof clientSchema>>;
export type IdentitySettings = z.infer<ReturnType<typeof identitySettingsSchema>>;
export type ClassicFlow = z.infer<ReturnType<typeof classicFlowSchema>>;
export type PoolRole = z.infer<ReturnType<typeof poolRoleSchema>>;
export type RoleFacts = z.infer<ReturnType<typeof roleFactsSchema>>;
export type Reach = z.infer<ReturnType<typeof reachSchema>>;
