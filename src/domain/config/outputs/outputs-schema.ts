import * as z from 'zod';
import { storageRulesSchema } from './storage-rules.ts';

/**
 * `amplify_outputs.json` 1.5 and 1.4 as the libraries define it (docs.amplify.aws,
 * "amplify_outputs.json"), as far as this project writes it: closed objects, so that a key of our own
 * invention fails. What does not pass is never published. It is stricter than the published schema where
 * the libraries are: whether guests may come is always said, and paths follow rules. In one thing it is
 * wider, as all libraries are: `username_attributes` may be empty, and never holds `username`
 * (docs/facts/native-libraries.md, "Names to sign in by").
 */
const words = z.string().min(1);
const unique = <Item extends z.ZodType>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, 'holds one twice');
/** Without scheme: the libraries put one before it. */
const host = z.string().regex(/^[^\s/:.]+(?:\.[^\s/:.]+)+$/, 'is no host');

const attributes = z.enum([
  'address',
  'birthdate',
  'email',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'picture',
  'preferred_username',
  'profile',
  'sub',
  'updated_at',
  'website',
  'zoneinfo',
]);

const authSchema = z.strictObject({
  aws_region: words,
  user_pool_id: words,
  user_pool_client_id: words,
  identity_pool_id: words.optional(),
  username_attributes: unique(z.enum(['email', 'phone_number'])),
  standard_required_attributes: unique(attributes),
  user_verification_types: z.array(z.enum(['email', 'phone_number'])),
  mfa_configuration: z.enum(['NONE', 'OPTIONAL', 'REQUIRED']),
  mfa_methods: z.array(z.enum(['SMS', 'TOTP', 'EMAIL'])),
  password_policy: z.strictObject({
    min_length: z.number().int().min(6).max(99),
    require_lowercase: z.boolean(),
    require_uppercase: z.boolean(),
    require_numbers: z.boolean(),
    require_symbols: z.boolean(),
  }),
  oauth: z
    .strictObject({
      identity_providers: unique(
        z.enum(['GOOGLE', 'FACEBOOK', 'LOGIN_WITH_AMAZON', 'SIGN_IN_WITH_APPLE']),
      ),
      domain: host,
      scopes: unique(words).min(1),
      redirect_sign_in_uri: unique(words).min(1),
      redirect_sign_out_uri: unique(words).min(1),
      response_type: z.enum(['code', 'token']),
    })
    .optional(),
  unauthenticated_identities_enabled: z.boolean(),
  groups: z
    .array(z.record(z.string(), z.strictObject({ precedence: z.number().int().optional() })))
    .optional(),
  passwordless: z
    .strictObject({
      email_otp_enabled: z.boolean(),
      sms_otp_enabled: z.boolean(),
      web_authn: z
        .strictObject({
          relying_party_id: words,
          user_verification: z.enum(['required', 'preferred']),
        })
        .optional(),
    })
    .optional(),
});

/** No word for API keys: none is ever published. */
const authorization = z.enum([
  'AMAZON_COGNITO_USER_POOLS',
  'AWS_IAM',
  'AWS_LAMBDA',
  'OPENID_CONNECT',
]);

const list = z
  .strictObject({ items: unique(words).min(1), default: words })
  .refine(({ items, default: first }) => items.includes(first), 'has a default that is not in it');
const maps = z
  .strictObject({
    items: z.record(words, z.strictObject({ style: words.optional() })),
    default: words,
  })
  .refine(({ items, default: first }) => first in items, 'has a default that is not in it');

export const outputsSchema = z.strictObject({
  version: z.enum(['1.5', '1.4']),
  auth: authSchema,
  storage: z
    .strictObject({
      aws_region: words,
      bucket_name: words,
      buckets: z
        .array(
          z.strictObject({
            name: words,
            bucket_name: words,
            aws_region: words,
            paths: storageRulesSchema.optional(),
          }),
        )
        .min(1)
        .refine(
          (buckets) => new Set(buckets.map(({ name }) => name)).size === buckets.length,
          'holds two buckets of one name, which the library refuses',
        )
        .optional(),
    })
    .optional(),
  data: z
    .strictObject({
      url: z.url(),
      aws_region: words,
      default_authorization_type: authorization,
      authorization_types: unique(authorization),
    })
    .optional(),
  geo: z
    .strictObject({
      aws_region: words,
      maps: maps.optional(),
      search_indices: list.optional(),
      geofence_collections: list.optional(),
    })
    .optional(),
  custom: z.record(z.string(), z.json()).optional(),
});

export type Outputs = z.infer<typeof outputsSchema>;
