/**
 * What the account says, in the words of this project. Adapters fill these types and leave everything
 * else behind, secrets first of all.
 */

/** One read: not found and denied are answers too, so that everything else is still judged. */
export type Reading<Value> =
  | { readonly status: 'found'; readonly value: Value }
  | { readonly status: 'not-found' }
  | { readonly status: 'denied'; readonly action: string };

export type UserPoolDescription = {
  readonly id: string;
  readonly name: string;
  readonly prefixDomain: string | null;
  readonly customDomain: string | null;
  readonly usernameAttributes: readonly string[];
  readonly autoVerifiedAttributes: readonly string[];
  /** In the order of the pool's schema. */
  readonly requiredAttributes: readonly string[];
  readonly passwordPolicy: {
    readonly minLength: number | null;
    readonly lowercase: boolean;
    readonly uppercase: boolean;
    readonly numbers: boolean;
    readonly symbols: boolean;
  };
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON' | null;
};

export type AppClientDescription = {
  readonly id: string;
  readonly userPoolId: string;
  readonly name: string;
  /** Presence only: the secret itself never leaves the adapter. */
  readonly hasSecret: boolean;
  readonly hostedUi: boolean;
  readonly providers: readonly string[];
  readonly flows: readonly string[];
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
};

export type MfaDescription = {
  readonly sms: boolean;
  readonly totp: boolean;
  readonly email: boolean;
};

export type IdentityProviderSummary = { readonly name: string; readonly type: string };

export type GroupDescription = {
  readonly name: string;
  readonly precedence: number | null;
  readonly roleArn: string | null;
};

/** Everything read for one request about its user pool. */
export type UserPoolReadings = {
  readonly pool: Reading<UserPoolDescription>;
  readonly clients: readonly {
    readonly id: string;
    readonly reading: Reading<AppClientDescription>;
  }[];
  /** The pool holds more clients than are looked through when the request names none. */
  readonly moreClients: boolean;
  /** Whether the client list itself could be read; `null`: it was not needed. */
  readonly clientList: Reading<readonly string[]> | null;
  readonly mfa: Reading<MfaDescription>;
  readonly identityProviders: Reading<readonly IdentityProviderSummary[]>;
  readonly groups: Reading<readonly GroupDescription[]>;
};

export type IdentityPoolDescription = {
  readonly id: string;
  readonly name: string;
  readonly guestsAllowed: boolean;
  readonly classicFlow: boolean;
  readonly providers: readonly {
    readonly name: string;
    readonly clientId: string;
    readonly serverSideTokenCheck: boolean;
  }[];
  /** Keys of `SupportedLoginProviders`. */
  readonly loginProviders: readonly string[];
};

export type IdentityPoolRoles = {
  readonly authenticated: string | null;
  readonly guest: string | null;
};

export type RoleDescription = {
  readonly arn: string;
  readonly path: string;
  /** The trust policy, decoded. */
  readonly trustPolicy: string;
  readonly tags: Readonly<Record<string, string>>;
};

/** Everything read for one request about its identity pool. */
export type IdentityPoolReadings = {
  readonly pool: Reading<IdentityPoolDescription>;
  readonly poolRoles: Reading<IdentityPoolRoles>;
  readonly roles: Readonly<Record<string, Reading<RoleDescription>>>;
};

/** The inline policies of one role: ours as text, everyone else's by name and counted size. */
export type RolePoliciesReading = {
  readonly roleArn: string;
  readonly ours: Reading<string>;
  readonly foreign: Reading<readonly { readonly name: string; readonly size: number }[]>;
};

export type BucketDescription = {
  readonly region: string;
  /** Value of the tag `amplify-import`; `null` when unset, or when it was not asked for. */
  readonly allowTag: string | null;
};
