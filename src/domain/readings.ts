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
  /** What users may sign in with beside their username; empty for pools with username attributes. */
  readonly aliasAttributes: readonly string[];
  /** In the order of the pool's schema. */
  readonly requiredAttributes: readonly string[];
  /** Attributes that never change once they are set; a pool keeps what it was created with. */
  readonly immutableAttributes: readonly string[];
  /** Anybody may sign up: not administrators alone (`AllowAdminCreateUserOnly`), and no trigger looks first. */
  readonly openSignUp: boolean;
  /** Administrators alone create users (`AllowAdminCreateUserOnly`). */
  readonly adminsCreateUsers: boolean;
  /** Email addresses are confirmed by a link in place of a code (`DefaultEmailOption`). */
  readonly linkConfirms: boolean;
  /** Attributes that keep their value until a new one is proven (`AttributesRequireVerificationBeforeUpdate`). */
  readonly provenUpdates: readonly string[];
  readonly passwordPolicy: {
    readonly minLength: number | null;
    readonly lowercase: boolean;
    readonly uppercase: boolean;
    readonly numbers: boolean;
    readonly symbols: boolean;
  };
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON' | null;
  /** What a sign-in may begin with (`AllowedFirstAuthFactors`); empty: only passwords, as ever. */
  readonly firstFactors: readonly FirstFactor[];
  /** Its tokens name the updated issuer (`IssuerConfiguration`). */
  readonly updatedIssuer: boolean;
  /** It has a trigger that may write claims, groups and roles into tokens before they are made. */
  readonly tokenTrigger: boolean;
  /** Which of the three triggers of custom authentication are set. */
  readonly customAuthTriggers: readonly CustomAuthTrigger[];
  /** Value of its tag `amplify-import`; left out: it has none. */
  readonly allowTag?: string;
  /** The account that its ARN names; left out: it names none. */
  readonly account?: string;
};

type FirstFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

/** All that `customAuth` needs (docs/facts/gen1-import.md, "Settings that are derived"). */
export const triggersOfCustomAuth = [
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
] as const;

export type CustomAuthTrigger = (typeof triggersOfCustomAuth)[number];

export type AppClientDescription = {
  readonly id: string;
  readonly userPoolId: string;
  readonly name: string;
  /** Presence only: the secret itself never leaves the adapter. */
  readonly hasSecret: boolean;
  /** The action that would have told of secrets that the client does not show, and was denied. */
  readonly secretsDenied?: string;
  /** `ExplicitAuthFlows`; empty: Cognito's default, which allows SRP, custom and refresh. */
  readonly authFlows: readonly string[];
  /** Refresh tokens are rotated, which takes the place of the refresh flow. */
  readonly rotatesTokens: boolean;
  /** Attributes that the client may write; `null`: every standard one. */
  readonly writeAttributes: readonly string[] | null;
  /** Attributes that the client may read; `null`: it has no list of its own. */
  readonly readAttributes: readonly string[] | null;
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
  /** Codes by email are configured, as a second factor or as a first one. */
  readonly email: boolean;
  /** How passkeys are bound; `null`: not configured. */
  readonly webAuthn: {
    readonly relyingPartyId: string | null;
    readonly userVerification: 'required' | 'preferred';
  } | null;
  /** A passkey that verifies its user counts as both factors. */
  readonly passkeysSatisfyMfa?: boolean;
};

export type IdentityProviderSummary = { readonly name: string; readonly type: string };

/** A provider without anything that it keeps secret. */
export type IdentityProviderDescription = IdentityProviderSummary & {
  /** Attributes of the user pool that the provider gives a value for. */
  readonly mappedAttributes: readonly string[];
};

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
  readonly clientList: Reading<readonly ClientSummary[]> | null;
  readonly mfa: Reading<MfaDescription>;
  readonly identityProviders: Reading<readonly IdentityProviderSummary[]>;
  /** The federated providers that the named clients offer, by their names. */
  readonly providers: Readonly<Record<string, Reading<IdentityProviderDescription>>>;
  /** The first 60. */
  readonly groups: Reading<readonly GroupDescription[]>;
  /** The pool holds more groups than were listed. */
  readonly moreGroups: boolean;
  /** Groups that the request names and that are not among the first 60, by their names. */
  readonly namedGroups: Readonly<Record<string, Reading<GroupDescription>>>;
  /** The account that was asked; `null`: nobody needed to know, or nobody would say. */
  readonly account: string | null;
};

/** What a list of app clients says of each. */
export type ClientSummary = { readonly id: string; readonly name: string };

/** What a list of user pools or identity pools says of each. */
export type PoolSummary = { readonly id: string; readonly name: string };

export type IdentityPoolDescription = {
  readonly id: string;
  readonly name: string;
  readonly guestsAllowed: boolean;
  /** Callers may name a role themselves; so it is too where the answer leaves the setting out. */
  readonly classicFlow: boolean;
  readonly providers: readonly {
    readonly name: string;
    readonly clientId: string;
    readonly serverSideTokenCheck: boolean;
  }[];
  /** Keys of `SupportedLoginProviders`. */
  readonly loginProviders: readonly string[];
  /** Further logins: the ARNs of SAML and OpenID Connect providers, and the name of the developer's own. */
  readonly federations: readonly string[];
  /** The two values of `SupportedLoginProviders` that are public ids and nothing more. */
  readonly loginClients: { readonly google: string | null; readonly facebook: string | null };
};

export type IdentityPoolRoles = {
  readonly authenticated: string | null;
  readonly guest: string | null;
  readonly mappings: readonly RoleMapping[];
};

/**
 * Tags that the sessions of a provider's users get, each with the claim that is its value (Cognito guide,
 * "Using attributes for access control").
 */
export type PrincipalTags = Readonly<Record<string, string>>;

/** What a provider's map says: its tags, or that the default ones are in use, of which it lists none. */
export type PrincipalTagMap = PrincipalTags | 'unlisted defaults';

/** How the tokens of one provider choose a role, in place of the authenticated one. */
export type RoleMapping = {
  /** `<provider name>:<client id>` for an app client of a user pool. */
  readonly provider: string;
  /** `Token`: the role that the token prefers; `Rules`: the first rule whose claim matches. */
  readonly type: 'Token' | 'Rules';
  /** What becomes of a user for whom it finds no role (`AmbiguousRoleResolution`). */
  readonly otherwise: 'AuthenticatedRole' | 'Deny';
  readonly rules: readonly {
    readonly claim: string;
    readonly match: string;
    readonly value: string;
    readonly roleArn: string;
  }[];
};

export type RoleDescription = {
  readonly arn: string;
  readonly path: string;
  /** The trust policy, decoded. */
  readonly trustPolicy: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the permissions boundary; `null`: none. */
  readonly boundary: string | null;
};

/** Everything read for one request about its identity pool. */
export type IdentityPoolReadings = {
  readonly pool: Reading<IdentityPoolDescription>;
  readonly poolRoles: Reading<IdentityPoolRoles>;
  /** The pool's own roles, and those of the groups that the request grants something to. */
  readonly roles: Readonly<Record<string, Reading<RoleDescription>>>;
  /** Further roles that users of a published client may get; left out: there are none. */
  readonly handedRoles?: Readonly<Record<string, Reading<RoleDescription>>>;
  /** Tags of those who sign in through the user pool; left out: no role of theirs is looked at. */
  readonly principalTags?: Reading<PrincipalTagMap>;
  /** The account whose roles can be looked at; `null`: nobody needed to know, or nobody would say. */
  readonly account: string | null;
  /** The pool was found in the account of `readRoleArn`, not in that of the roles. */
  readonly elsewhere: boolean;
};

/** A policy of somebody else: its text is judged where it is read, and kept nowhere. */
export type ForeignPolicy = {
  readonly name: string;
  /** Counted as IAM does. */
  readonly size: number;
  readonly document?: string;
};

/** The inline policies of one role: that of the link as text, and everyone else's. */
export type RolePoliciesReading = {
  readonly roleArn: string;
  readonly ours: Reading<string>;
  readonly foreign: Reading<readonly ForeignPolicy[]>;
  /** The role itself, where nobody has looked at it: it is no role of the identity pool. */
  readonly role?: Reading<RoleDescription>;
  /** The document of its permissions boundary, where it has one and gets a grant. */
  readonly boundary?: Reading<string>;
};
