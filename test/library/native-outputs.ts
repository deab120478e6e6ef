import * as z from 'zod';

/**
 * `amplify_outputs.json` as the native libraries decode it, field by field of their sources
 * (docs/facts/native-libraries.md): an unknown key is passed over, an unknown word refuses the file.
 */

const attribute = z.enum([
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
const texts = z.array(z.string());
const verified = z.array(z.enum(['email', 'phone_number'])).optional();
const passwordPolicy = z.object({
  min_length: z.number().int(),
  require_numbers: z.boolean(),
  require_lowercase: z.boolean(),
  require_uppercase: z.boolean(),
  require_symbols: z.boolean(),
});
const social = z.enum(['GOOGLE', 'FACEBOOK', 'LOGIN_WITH_AMAZON', 'SIGN_IN_WITH_APPLE']);
const oauth = {
  domain: z.string(),
  scopes: texts,
  redirect_sign_in_uri: texts,
  redirect_sign_out_uri: texts,
};
const auth = {
  aws_region: z.string(),
  user_pool_id: z.string(),
  user_pool_client_id: z.string(),
  identity_pool_id: z.string().optional(),
  password_policy: passwordPolicy.optional(),
  unauthenticated_identities_enabled: z.boolean().optional(),
};
const bucket = z.object({ name: z.string(), bucket_name: z.string(), aws_region: z.string() });
const storage = z
  .object({
    aws_region: z.string(),
    bucket_name: z.string(),
    buckets: z.array(bucket).optional(),
  })
  .optional();

/** amplify-swift at 1973345: words for MFA, providers and flows are plain texts. */
const swift = z.object({
  version: z.string(),
  auth: z.object({
    ...auth,
    oauth: z.object({ ...oauth, identity_providers: texts, response_type: z.string() }).optional(),
    standard_required_attributes: z.array(attribute).optional(),
    username_attributes: z.array(z.enum(['email', 'phone_number'])).optional(),
    user_verification_types: verified,
    mfa_configuration: z.string().optional(),
    mfa_methods: texts.optional(),
  }),
  storage,
});

const strictWords = {
  oauth: z
    .object({
      ...oauth,
      identity_providers: z.array(social),
      response_type: z.enum(['code', 'token']),
    })
    .optional(),
  mfa_configuration: z.enum(['NONE', 'OPTIONAL', 'REQUIRED']).optional(),
};

/** amplify-android 2.40.0 at 6b8bd6a: no word for email as a second factor. */
const android = z.object({
  auth: z.object({
    ...auth,
    ...strictWords,
    standard_required_attributes: texts.optional(),
    username_attributes: z.array(z.enum(['username', 'email', 'phone_number'])).optional(),
    user_verification_types: verified,
    mfa_methods: z.array(z.enum(['SMS', 'TOTP'])).optional(),
  }),
  storage,
});

/** amplify-flutter at d8a895d, with what its Authenticator demands. */
const flutter = z.object({
  auth: z.object({
    ...auth,
    ...strictWords,
    password_policy: passwordPolicy,
    standard_required_attributes: texts,
    username_attributes: texts,
    user_verification_types: texts.optional(),
    mfa_methods: z.array(z.enum(['SMS', 'TOTP', 'EMAIL'])).optional(),
  }),
  storage,
});

const decoders = { swift, android, flutter };
export type NativeLibrary = keyof typeof decoders;

/** Where each library stops at the text of a file; nowhere: it takes the file. */
export function refusals(text: string): Readonly<Record<NativeLibrary, readonly string[]>> {
  const refusedBy = (library: NativeLibrary) =>
    decoders[library].safeParse(JSON.parse(text)).error?.issues.map(({ path }) => path.join('.')) ??
    [];
  return {
    swift: refusedBy('swift'),
    android: refusedBy('android'),
    flutter: refusedBy('flutter'),
  };
}

/** The field in which Flutter's Authenticator asks who signs in (`UsernameAttributes`). */
export function flutterAsksFor(text: string): 'username' | 'email or phone' | 'email' | 'phone' {
  const [first, second] = flutter.parse(JSON.parse(text)).auth.username_attributes;
  if (first === undefined) return 'username';
  if (second !== undefined) return 'email or phone';
  return first === 'email' ? 'email' : 'phone';
}
