import type { AuthSettings } from '../../../contract/pool-settings.ts';
import type { OAuth } from '../../pools/oauth.ts';
import type { ClientConfig } from '../client-config.ts';
import type { Outputs } from './outputs-schema.ts';

type Auth = Outputs['auth'];
type SocialWord = NonNullable<Auth['oauth']>['identity_providers'][number];

/**
 * The four social words of the schema; SAML and OIDC have none (docs/facts/amplify-outputs.md, "Words
 * of auth").
 */
const identityProviders: ReadonlyMap<string, SocialWord> = new Map([
  ['Google', 'GOOGLE'],
  ['Facebook', 'FACEBOOK'],
  ['LoginWithAmazon', 'LOGIN_WITH_AMAZON'],
  ['SignInWithApple', 'SIGN_IN_WITH_APPLE'],
]);
const socialTypes = new Set([...identityProviders.keys(), 'COGNITO']);

const mfaConfigurations = { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' } as const;

/** Providers of SAML and OIDC, which libraries take by name. */
export function customProviders({ providers }: OAuth): readonly string[] {
  return providers.filter((name) => !socialTypes.has(name));
}

export function authSection({ auth, identity }: ClientConfig, oauth: OAuth | null) {
  const passwordless = passwordlessSection(auth);
  return {
    aws_region: auth.region,
    user_pool_id: auth.userPoolId,
    user_pool_client_id: auth.web.id,
    ...(identity && { identity_pool_id: identity.identityPoolId }),
    // Empty where users sign in by their name (docs/facts/native-libraries.md, "Names to sign in by").
    username_attributes: auth.usernameAttributes as Auth['username_attributes'],
    standard_required_attributes: auth.requiredAttributes as NonNullable<
      Auth['standard_required_attributes']
    >,
    user_verification_types: auth.autoVerifiedAttributes as NonNullable<
      Auth['user_verification_types']
    >,
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
    ...(passwordless && { passwordless }),
  };
}

function passwordPolicy({ passwordPolicy: policy }: AuthSettings) {
  return {
    min_length: policy.minLength,
    require_lowercase: policy.lowercase,
    require_uppercase: policy.uppercase,
    require_numbers: policy.numbers,
    require_symbols: policy.symbols,
  };
}

function oauthSection(oauth: OAuth) {
  return {
    identity_providers: oauth.providers.flatMap((name) => identityProviders.get(name) ?? []),
    domain: oauth.domain,
    scopes: [...oauth.scopes],
    redirect_sign_in_uri: [...oauth.redirectSignIn],
    redirect_sign_out_uri: [...oauth.redirectSignOut],
    response_type: oauth.responseType,
  };
}

/**
 * Factors in place of a password. `preferred_challenge` is never said: a pool has no such setting, and
 * without it the app asks. Passkeys that name no relying party have that of the domain of the pool
 * (Cognito API reference, `WebAuthnConfigurationType`), and without a domain cannot be said.
 */
function passwordlessSection({ passwordless, domain }: AuthSettings) {
  if (!passwordless) return null;
  const { emailOtp, smsOtp, webAuthn } = passwordless;
  const party = webAuthn?.relyingPartyId ?? domain;
  return {
    email_otp_enabled: emailOtp,
    sms_otp_enabled: smsOtp,
    ...(webAuthn &&
      party !== null && {
        web_authn: { relying_party_id: party, user_verification: webAuthn.userVerification },
      }),
  };
}
