import type { AuthSettings } from '../../contract/slices.ts';
import type { ClientConfig } from './client-config.ts';
import { oauthOf, type OAuth } from '../pools/oauth.ts';

/** The four social words of the schema; SAML and OIDC names have no place there (gen2-outputs 2.2). */
const identityProviders: Readonly<Record<string, string>> = {
  Google: 'GOOGLE',
  Facebook: 'FACEBOOK',
  LoginWithAmazon: 'LOGIN_WITH_AMAZON',
  SignInWithApple: 'SIGN_IN_WITH_APPLE',
};
const socialTypes = new Set([...Object.keys(identityProviders), 'COGNITO']);

const mfaConfigurations = { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' } as const;

/** `amplify_outputs.json`, schema 1.5 (or 1.4): what Amplify Gen 2 libraries read. */
export function renderAmplifyOutputs(config: ClientConfig): string {
  const { auth, buckets, options } = config;
  const oauth = oauthOf(auth.web, auth.domain, options);
  const [first] = buckets;
  const custom = oauth ? auth.web.providers.filter((name) => !socialTypes.has(name)) : [];
  const outputs = {
    version: options.outputsVersion,
    auth: authSection(config, oauth),
    ...(first && {
      storage: {
        aws_region: first.region,
        bucket_name: first.name,
        ...(buckets.length > 1 && {
          buckets: buckets.map(({ name, region }) => ({
            name,
            bucket_name: name,
            aws_region: region,
          })),
        }),
      },
    }),
    ...(custom.length > 0 && { custom: { auth: { custom_identity_providers: custom } } }),
  };
  return `${JSON.stringify(outputs, null, 2)}\n`;
}

function authSection({ auth, identity }: ClientConfig, oauth: OAuth | null): object {
  return {
    aws_region: auth.region,
    user_pool_id: auth.userPoolId,
    user_pool_client_id: auth.web.id,
    ...(identity && { identity_pool_id: identity.identityPoolId }),
    // An empty list is invalid, and means that the Authenticator asks for nothing.
    username_attributes:
      auth.usernameAttributes.length > 0 ? auth.usernameAttributes : ['username'],
    standard_required_attributes: auth.requiredAttributes,
    user_verification_types: auth.autoVerifiedAttributes,
    mfa_configuration: mfaConfigurations[auth.mfa ?? 'OFF'],
    mfa_methods: auth.mfaMethods,
    password_policy: passwordPolicy(auth),
    ...(oauth && { oauth: oauthSection(oauth) }),
    // The library takes a missing flag for "no guests" and says nothing.
    unauthenticated_identities_enabled: identity?.guestsAllowed ?? false,
    ...(auth.groups.length > 0 && {
      groups: auth.groups.map(({ name, precedence }) => ({
        [name]: precedence === null ? {} : { precedence },
      })),
    }),
  };
}

function passwordPolicy({ passwordPolicy: policy }: AuthSettings): object {
  return {
    min_length: policy.minLength,
    require_lowercase: policy.lowercase,
    require_uppercase: policy.uppercase,
    require_numbers: policy.numbers,
    require_symbols: policy.symbols,
  };
}

function oauthSection(oauth: OAuth): object {
  return {
    identity_providers: oauth.providers.flatMap((name) => identityProviders[name] ?? []),
    domain: oauth.domain,
    scopes: oauth.scopes,
    redirect_sign_in_uri: oauth.redirectSignIn,
    redirect_sign_out_uri: oauth.redirectSignOut,
    response_type: oauth.responseType,
  };
}
