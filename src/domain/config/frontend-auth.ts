import type { AuthSettings, ClientSettings } from '../../contract/pool-settings.ts';

/** Gen 1's words for social providers; SAML and OIDC names stay out. */
const socialProviders: ReadonlyMap<string, string> = new Map([
  ['Facebook', 'FACEBOOK'],
  ['Google', 'GOOGLE'],
  ['LoginWithAmazon', 'AMAZON'],
  ['SignInWithApple', 'APPLE'],
]);

/** `frontendAuthConfig`, in the order of Gen 1. */
export type FrontendAuth = {
  readonly socialProviders: readonly string[];
  readonly usernameAttributes: readonly string[];
  readonly signupAttributes: readonly string[];
  readonly passwordProtectionSettings: {
    readonly passwordPolicyMinLength: number;
    readonly passwordPolicyCharacters: readonly string[];
  };
  /** Absent where the pool states none. */
  readonly mfaConfiguration?: string;
  readonly mfaTypes: readonly string[];
  readonly verificationMechanisms: readonly string[];
};

/**
 * What a sign-in screen asks of a pool and a client, in the words of Gen 1 (docs/facts/gen1-files.md,
 * "Words of a sign-in screen"). Each of them is an enum of the native libraries: Flutter refuses the
 * whole file for one word that it does not know, as its older versions do EMAIL.
 */
export function frontendAuth(auth: AuthSettings, client: ClientSettings): FrontendAuth {
  const { passwordPolicy: policy } = auth;
  return {
    socialProviders: client.providers.flatMap((name) => socialProviders.get(name) ?? []),
    usernameAttributes: auth.usernameAttributes.map(upperCase),
    signupAttributes: auth.requiredAttributes.map(upperCase),
    passwordProtectionSettings: {
      passwordPolicyMinLength: policy.minLength,
      passwordPolicyCharacters: [
        ...(policy.lowercase ? ['REQUIRES_LOWERCASE'] : []),
        ...(policy.uppercase ? ['REQUIRES_UPPERCASE'] : []),
        ...(policy.numbers ? ['REQUIRES_NUMBERS'] : []),
        ...(policy.symbols ? ['REQUIRES_SYMBOLS'] : []),
      ],
    },
    ...(auth.mfa && { mfaConfiguration: auth.mfa }),
    mfaTypes: auth.mfaMethods.filter((method) => method !== 'EMAIL'),
    verificationMechanisms: auth.autoVerifiedAttributes.map(upperCase),
  };
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
