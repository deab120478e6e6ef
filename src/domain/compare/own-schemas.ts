import * as z from 'zod';
import type { ConfigFormat } from './file-kind.ts';

/**
 * What some library refuses a whole file for, whoever made it: keys that it demands and words that it
 * knows, as their parsers have them (docs/facts/native-libraries.md, docs/facts/javascript-library.md,
 * "What breaks without a message"). Everything else may be missing or be anything.
 */
const text = z.string();
const texts = z.array(text);
const verified = z.array(z.enum(['email', 'phone_number'])).optional();
const authorization = z.enum([
  'AMAZON_COGNITO_USER_POOLS',
  'API_KEY',
  'AWS_IAM',
  'AWS_LAMBDA',
  'OPENID_CONNECT',
]);

const outputs = z.looseObject({
  auth: z
    .looseObject({
      aws_region: text,
      user_pool_id: text,
      user_pool_client_id: text,
      username_attributes: z.array(z.enum(['email', 'phone_number'])).optional(),
      user_verification_types: verified,
      mfa_configuration: z.enum(['NONE', 'OPTIONAL', 'REQUIRED']).optional(),
      mfa_methods: z.array(z.enum(['SMS', 'TOTP', 'EMAIL'])).optional(),
      password_policy: z
        .looseObject({
          min_length: z.number().int(),
          require_lowercase: z.boolean(),
          require_uppercase: z.boolean(),
          require_numbers: z.boolean(),
          require_symbols: z.boolean(),
        })
        .optional(),
      oauth: z
        .looseObject({
          identity_providers: z.array(
            z.enum(['GOOGLE', 'FACEBOOK', 'LOGIN_WITH_AMAZON', 'SIGN_IN_WITH_APPLE']),
          ),
          domain: text,
          scopes: texts,
          redirect_sign_in_uri: texts,
          redirect_sign_out_uri: texts,
          response_type: z.enum(['code', 'token']),
        })
        .optional(),
    })
    .optional(),
  storage: z
    .looseObject({
      aws_region: text,
      bucket_name: text,
      buckets: z
        .array(z.looseObject({ name: text, bucket_name: text, aws_region: text }))
        .optional(),
    })
    .optional(),
  data: z
    .looseObject({
      aws_region: text,
      url: text,
      default_authorization_type: authorization,
      authorization_types: z.array(authorization),
    })
    .optional(),
});

/** The library joins the two lists of attributes by their words in upper case, and splits URLs at commas. */
const upperCase = z.array(text.regex(/^[^a-z]*$/)).optional();
const exported = z.looseObject({
  aws_project_region: z.unknown().refine((value) => value !== undefined),
  aws_cognito_username_attributes: upperCase,
  oauth: z
    .looseObject({ redirectSignIn: text.optional(), redirectSignOut: text.optional() })
    .optional(),
  geo: z.looseObject({ amazon_location_service: z.looseObject({}) }).optional(),
});

const pools = {
  CognitoUserPool: z
    .looseObject({ Default: z.looseObject({ PoolId: text, AppClientId: text, Region: text }) })
    .optional(),
  CredentialsProvider: z
    .looseObject({
      CognitoIdentity: z.looseObject({ Default: z.looseObject({ PoolId: text, Region: text }) }),
    })
    .optional(),
};
const plugins = z.looseObject({ awsCognitoAuthPlugin: z.looseObject(pools).optional() });
const native = z.looseObject({ ...pools, auth: z.looseObject({ plugins }).optional() });

export const ownSchemas = { outputs, exports: exported, native } as const satisfies Readonly<
  Record<ConfigFormat, z.ZodType>
>;
