import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runRequestSchema, type RunRequest } from '../../src/contract/request.ts';
import type { RolePoliciesReading, UserPoolReadings } from '../../src/domain/readings.ts';
import type { IdentityPoolReadings, Reading } from '../../src/domain/readings.ts';
import { countedSize } from '../../src/domain/iam/document.ts';

/**
 * Recorded imports of the incumbent: what AWS answered it, what it was asked, what it wrote. The
 * answers are kept as AWS gives them, so that tests can serve them through the SDK as well.
 */
export const goldenNames = [
  'up-min-one-client',
  'ip-basic-guest',
  'ip-basic-guest.storage-guest',
  'ip-role-with-path',
] as const;
export type GoldenName = (typeof goldenNames)[number];

/** Stands in the answers wherever the recorded ones held a secret. */
export const fakeSecret = 'not-a-real-secret';

type AppClient = {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientName: string;
  readonly ClientSecret?: string;
  readonly ExplicitAuthFlows?: readonly string[];
  readonly AllowedOAuthFlowsUserPoolClient?: boolean;
  readonly SupportedIdentityProviders?: readonly string[];
  readonly AllowedOAuthFlows?: readonly string[];
  readonly AllowedOAuthScopes?: readonly string[];
  readonly CallbackURLs?: readonly string[];
  readonly LogoutURLs?: readonly string[];
};
type Role = {
  readonly RoleName: string;
  readonly Arn: string;
  readonly Path: string;
  readonly AssumeRolePolicyDocument: object;
  readonly inlinePolicies: Readonly<Record<string, object>>;
};
type RoleKind = 'authenticated' | 'unauthenticated';

/** `input.json`: the answers of each call, by the name of the call. */
export type GoldenAnswers = {
  readonly describeUserPool: {
    readonly UserPool: {
      readonly Id: string;
      readonly Name: string;
      readonly Domain?: string;
      readonly CustomDomain?: string;
      readonly UsernameAttributes?: readonly string[];
      readonly AutoVerifiedAttributes?: readonly string[];
      readonly SchemaAttributes: readonly {
        readonly Name: string;
        readonly Required: boolean;
        readonly Mutable?: boolean;
      }[];
      readonly MfaConfiguration?: 'OFF' | 'OPTIONAL' | 'ON';
      readonly Policies: {
        readonly PasswordPolicy: {
          readonly MinimumLength: number;
          readonly RequireUppercase: boolean;
          readonly RequireLowercase: boolean;
          readonly RequireNumbers: boolean;
          readonly RequireSymbols: boolean;
        };
      };
    };
  };
  readonly listUserPoolClients: { readonly UserPoolClients: readonly AppClient[] };
  readonly describeUserPoolClients: Readonly<
    Record<string, { readonly UserPoolClient: AppClient }>
  >;
  readonly getUserPoolMfaConfig: {
    readonly SmsMfaConfiguration?: {
      readonly SmsConfiguration?: { readonly SnsCallerArn?: string };
    };
    readonly SoftwareTokenMfaConfiguration?: { readonly Enabled?: boolean };
    readonly EmailMfaConfiguration?: object;
  };
  readonly listIdentityProviders: {
    readonly Providers: readonly { readonly ProviderName: string; readonly ProviderType: string }[];
  };
  readonly describeIdentityPool?: {
    readonly IdentityPoolId: string;
    readonly IdentityPoolName: string;
    readonly AllowUnauthenticatedIdentities: boolean;
    readonly AllowClassicFlow: boolean;
    readonly SupportedLoginProviders?: Readonly<Record<string, string>>;
    readonly CognitoIdentityProviders: readonly {
      readonly ProviderName: string;
      readonly ClientId: string;
      readonly ServerSideTokenCheck: boolean;
    }[];
  };
  readonly getIdentityPoolRoles?: { readonly Roles: Readonly<Partial<Record<RoleKind, string>>> };
  readonly roles?: Readonly<Record<RoleKind, Role>>;
};

/** A recorded import, with our request for the same. */
export type Golden = {
  readonly name: GoldenName;
  readonly answers: GoldenAnswers;
  readonly request: RunRequest;
  /** The texts of the incumbent's two JavaScript files. */
  readonly expected: { readonly awsExports: string; readonly amplifyConfiguration: string };
  /** The roles after its push; `null` for a user pool alone. */
  readonly rolesAfterPush: Readonly<Record<RoleKind, Role>> | null;
};

/** The grants of the recorded storage category, which its request does not tell. */
const grants: Partial<Record<GoldenName, object>> = {
  'ip-basic-guest.storage-guest': {
    storage: [
      {
        bucket: 'peermediadea26-dev',
        authenticated: ['create', 'read', 'update', 'delete'],
        guest: ['create', 'read', 'update'],
      },
    ],
  },
};

/** Loads a recorded import. */
export function loadGolden(name: GoldenName): Golden {
  const folder = join(process.cwd(), 'test/golden', name);
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const answers = JSON.parse(text('input.json')) as GoldenAnswers;
  const { version: _version, ...ids } = JSON.parse(text('request.json')) as { version: number };
  return {
    name,
    answers,
    request: runRequestSchema().parse({ app: 'peerapp', env: 'dev', ...ids, grants: grants[name] }),
    expected: {
      awsExports: text('expected/javascript/aws-exports.js'),
      amplifyConfiguration: text('expected/javascript/amplifyconfiguration.json'),
    },
    rolesAfterPush: answers.roles
      ? (JSON.parse(text('expected/roles-after-push.json')) as Record<RoleKind, Role>)
      : null,
  };
}

const found = <Value>(value: Value): Reading<Value> => ({ status: 'found', value });

/** The readings of the user pool, as the adapters make them of these answers. */
export function userPoolReadingsOf({ answers }: Pick<Golden, 'answers'>): UserPoolReadings {
  const { UserPool: pool } = answers.describeUserPool;
  const { PasswordPolicy: password } = pool.Policies;
  const mfa = answers.getUserPoolMfaConfig;
  return {
    pool: found({
      id: pool.Id,
      name: pool.Name,
      prefixDomain: pool.Domain ?? null,
      customDomain: pool.CustomDomain ?? null,
      usernameAttributes: pool.UsernameAttributes ?? [],
      aliasAttributes: [],
      autoVerifiedAttributes: pool.AutoVerifiedAttributes ?? [],
      requiredAttributes: pool.SchemaAttributes.filter((a) => a.Required).map((a) => a.Name),
      immutableAttributes: pool.SchemaAttributes.filter((a) => a.Mutable === false).map(
        (a) => a.Name,
      ),
      openSignUp: true,
      adminsCreateUsers: false,
      linkConfirms: false,
      provenUpdates: [],
      passwordPolicy: {
        minLength: password.MinimumLength,
        lowercase: password.RequireLowercase,
        uppercase: password.RequireUppercase,
        numbers: password.RequireNumbers,
        symbols: password.RequireSymbols,
      },
      mfa: pool.MfaConfiguration ?? null,
      firstFactors: [],
      updatedIssuer: false,
      tokenTrigger: false,
      customAuthTriggers: [],
    }),
    clients: Object.entries(answers.describeUserPoolClients).map(([id, { UserPoolClient: c }]) => ({
      id,
      reading: found({
        id,
        userPoolId: c.UserPoolId,
        name: c.ClientName,
        hasSecret: c.ClientSecret !== undefined,
        authFlows: c.ExplicitAuthFlows ?? [],
        rotatesTokens: false,
        writeAttributes: null,
        readAttributes: null,
        hostedUi: c.AllowedOAuthFlowsUserPoolClient ?? false,
        providers: c.SupportedIdentityProviders ?? [],
        flows: c.AllowedOAuthFlows ?? [],
        scopes: c.AllowedOAuthScopes ?? [],
        callbackUrls: c.CallbackURLs ?? [],
        logoutUrls: c.LogoutURLs ?? [],
      }),
    })),
    moreClients: false,
    clientList: null,
    mfa: found({
      sms: mfa.SmsMfaConfiguration?.SmsConfiguration?.SnsCallerArn !== undefined,
      totp: mfa.SoftwareTokenMfaConfiguration?.Enabled ?? false,
      email: mfa.EmailMfaConfiguration !== undefined,
      webAuthn: null,
    }),
    identityProviders: found(
      answers.listIdentityProviders.Providers.map((p) => ({
        name: p.ProviderName,
        type: p.ProviderType,
      })),
    ),
    providers: {},
    groups: found([]),
    moreGroups: false,
    namedGroups: {},
    account: null,
  };
}

/** The readings of the identity pool and its roles; `null` for a user pool alone. */
export function identityPoolReadingsOf({
  answers,
}: Pick<Golden, 'answers'>): IdentityPoolReadings | null {
  const { describeIdentityPool: pool, getIdentityPoolRoles } = answers;
  if (!pool || !getIdentityPoolRoles) return null;
  return {
    pool: found({
      id: pool.IdentityPoolId,
      name: pool.IdentityPoolName,
      guestsAllowed: pool.AllowUnauthenticatedIdentities,
      classicFlow: pool.AllowClassicFlow,
      providers: pool.CognitoIdentityProviders.map((p) => ({
        name: p.ProviderName,
        clientId: p.ClientId,
        serverSideTokenCheck: p.ServerSideTokenCheck,
      })),
      loginProviders: Object.keys(pool.SupportedLoginProviders ?? {}),
      federations: [],
      loginClients: {
        google: pool.SupportedLoginProviders?.['accounts.google.com'] ?? null,
        facebook: pool.SupportedLoginProviders?.['graph.facebook.com'] ?? null,
      },
    }),
    poolRoles: found({
      authenticated: getIdentityPoolRoles.Roles.authenticated ?? null,
      guest: getIdentityPoolRoles.Roles.unauthenticated ?? null,
      mappings: [],
    }),
    roles: Object.fromEntries(
      rolesOf(answers).map((role) => [
        role.Arn,
        found({
          arn: role.Arn,
          path: role.Path,
          trustPolicy: JSON.stringify(role.AssumeRolePolicyDocument),
          tags: {},
          boundary: null,
        }),
      ]),
    ),
    account: null,
    elsewhere: false,
  };
}

/** The inline policies of the roles before our first import: everyone else's. */
export function rolePoliciesOf({ answers }: Golden): readonly RolePoliciesReading[] {
  return rolesOf(answers).map(({ Arn, inlinePolicies }) => ({
    roleArn: Arn,
    ours: { status: 'not-found' },
    foreign: found(
      Object.entries(inlinePolicies).map(([name, document]) => ({
        name,
        size: countedSize(JSON.stringify(document)),
      })),
    ),
  }));
}

function rolesOf({ roles }: GoldenAnswers): readonly Role[] {
  return roles ? [roles.authenticated, roles.unauthenticated] : [];
}
