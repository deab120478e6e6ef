import * as z from 'zod';
import { readNative } from '../domain/config/native/read-native.ts';

/**
 * `amplifyconfiguration` of Gen 1 as the native libraries decode it, field by field of their sources
 * (docs/facts/native-libraries.md). Swift and Android pass over a section that lacks what stands here, as if
 * the app had none; Flutter refuses the whole file for a field or a word.
 */

const text = z.string().min(1);
const texts = z.array(z.string());
const userPool = z.object({ PoolId: text, AppClientId: text, Region: text });
const identityPool = z.object({ PoolId: text, Region: text });
const oauth = z.object({
  WebDomain: text,
  AppClientId: text,
  Scopes: texts,
  SignInRedirectURI: text,
  SignOutRedirectURI: text,
});
const endpoint = z.object({
  endpointType: z.enum(['GraphQL', 'REST']),
  endpoint: text,
  region: text,
  authorizationType: z.enum([
    'NONE',
    'API_KEY',
    'AWS_IAM',
    'OPENID_CONNECT',
    'AMAZON_COGNITO_USER_POOLS',
    'AWS_LAMBDA',
  ]),
});

function fileOf(auth: z.ZodType, bucket: z.ZodType) {
  const plugin = (key: string, content: z.ZodType) =>
    z.object({ plugins: z.object({ [key]: content }) });
  return z.object({
    auth: plugin('awsCognitoAuthPlugin', auth),
    api: plugin('awsAPIPlugin', z.record(z.string(), endpoint)).optional(),
    storage: plugin('awsS3StoragePlugin', bucket).optional(),
  });
}

function authOf(settings: z.ZodType) {
  return z.object({
    CognitoUserPool: z.object({ Default: userPool }),
    CredentialsProvider: z
      .object({ CognitoIdentity: z.object({ Default: identityPool }) })
      .optional(),
    Auth: z.object({ Default: settings }),
  });
}

const bucket = { bucket: text, region: text };
const flows = ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_PASSWORD_AUTH', 'USER_AUTH'];

/** amplify-swift at 1973345: `ConfigurationHelper.swift`, `AWSS3StoragePlugin+Configure.swift`. */
const swift = fileOf(
  authOf(z.object({ OAuth: oauth.optional(), authenticationFlowType: z.enum(flows) })),
  z.object({ ...bucket, defaultAccessLevel: z.enum(['guest', 'protected', 'private']) }),
);

/** amplify-android 2.40.0 at 6b8bd6a: `AuthConfiguration.kt`; another word for sign-up is a user name. */
const android = fileOf(
  authOf(
    z.object({
      OAuth: oauth.optional(),
      authenticationFlowType: z.enum(flows),
      usernameAttributes: z.array(z.enum(['EMAIL', 'PHONE_NUMBER'])).optional(),
      verificationMechanisms: z.array(z.enum(['EMAIL', 'PHONE_NUMBER'])).optional(),
    }),
  ),
  z.object(bucket),
);

/** amplify-flutter at d8a895d: `config/auth/cognito/*.g.dart`, `config/api/appsync/api_config.g.dart`. */
const flutter = fileOf(
  authOf(
    z.object({
      OAuth: oauth.optional(),
      socialProviders: z.array(z.enum(['FACEBOOK', 'GOOGLE', 'AMAZON', 'APPLE'])).optional(),
      usernameAttributes: texts.optional(),
      signupAttributes: texts.optional(),
      passwordProtectionSettings: z
        .object({
          passwordPolicyMinLength: z.union([z.number().int(), z.string()]).optional(),
          passwordPolicyCharacters: z
            .array(
              z.enum([
                'REQUIRES_LOWERCASE',
                'REQUIRES_UPPERCASE',
                'REQUIRES_NUMBERS',
                'REQUIRES_SYMBOLS',
              ]),
            )
            .optional(),
        })
        .optional(),
      mfaConfiguration: z.enum(['OPTIONAL', 'ON', 'OFF']).optional(),
      mfaTypes: z.array(z.enum(['SMS', 'TOTP', 'EMAIL'])).optional(),
      verificationMechanisms: texts.optional(),
    }),
  ),
  z.object(bucket),
);

const decoders = {
  'ios/amplifyconfiguration.json': swift,
  'android/amplifyconfiguration.json': android,
  'flutter/amplifyconfiguration.dart': flutter,
} as const;

/** The published files that these decoders read. */
export const configurationPaths = Object.keys(decoders) as readonly (keyof typeof decoders)[];

/** Where each library stops at the file of its platform; nowhere: it takes all of it. */
export function configurationRefusals(
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    configurationPaths.map((path) => [
      path,
      decoders[path]
        .safeParse(readNative(path, files[path] ?? ''))
        .error?.issues.map((issue) => issue.path.join('.')) ?? [],
    ]),
  );
}
