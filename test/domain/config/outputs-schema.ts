import * as z from 'zod';

/**
 * `amplify_outputs.json` 1.5 as the libraries define it (docs.amplify.aws, "amplify_outputs.json"),
 * as far as this project writes it: closed objects, so that a key of our own invention fails.
 */
const unique = (item: z.ZodType) =>
  z.array(item).refine((items) => new Set(items).size === items.length, 'holds one twice');

const attributes = z.enum(
  `address birthdate email family_name gender given_name locale middle_name name nickname
   phone_number picture preferred_username profile sub updated_at website zoneinfo`.split(/\s+/),
);
const place = { bucket_name: z.string(), aws_region: z.string() };

export const outputsSchema = z.strictObject({
  version: z.enum(['1.5', '1.4']),
  auth: z.strictObject({
    aws_region: z.string(),
    user_pool_id: z.string(),
    user_pool_client_id: z.string(),
    identity_pool_id: z.string().optional(),
    username_attributes: unique(z.enum(['email', 'phone_number', 'username'])).min(1),
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
        domain: z.string(),
        scopes: unique(z.string()),
        redirect_sign_in_uri: unique(z.string()).min(1),
        redirect_sign_out_uri: unique(z.string()).min(1),
        response_type: z.enum(['code', 'token']),
      })
      .optional(),
    unauthenticated_identities_enabled: z.boolean(),
    groups: z
      .array(z.record(z.string(), z.strictObject({ precedence: z.number().int().optional() })))
      .optional(),
  }),
  storage: z
    .strictObject({
      ...place,
      buckets: z.array(z.strictObject({ name: z.string(), ...place })).optional(),
    })
    .optional(),
  custom: z.record(z.string(), z.json()).optional(),
});
