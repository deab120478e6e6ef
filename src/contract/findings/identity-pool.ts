import { updateIdentityPool, updatePoolRoles, type Catalogue } from './entry.ts';

/** Findings about the identity pool: its providers, its guests, its flows and its role mappings. */
export const identityPoolFindings = {
  IDENTITY_POOL_NOT_FOUND: {
    severity: 'error',
    meaning: 'The identity pool does not exist in the account and region that were asked.',
    resolution:
      'Check the id, and that the run uses the account that holds the identity pool and its roles. For a pool of another account name a role there that may read it: "readRoleArn".',
    command: 'aws cognito-identity list-identity-pools --region <region> --max-results 60',
  },
  IDENTITY_POOL_CLIENT_MISMATCH: {
    severity: 'error',
    meaning: 'The identity pool does not accept the tokens of a published app client.',
    resolution:
      'Add user pool and app client as a provider of the identity pool; the command keeps its other settings.',
    command: updateIdentityPool(
      '\'.CognitoIdentityProviders += ($ARGS.positional | map({ProviderName: split("|")[0], ClientId: split("|")[1]}))\' --args <providers>',
    ),
  },
  IDENTITY_POOL_NEEDED: {
    severity: 'error',
    meaning: 'Grants are made on the roles of an identity pool, and the request names none.',
    resolution:
      'Name "identityPoolId", an identity pool that accepts the app clients of the user pool, or leave the grants out.',
  },
  IDENTITY_POOL_OTHER_REGION: {
    severity: 'info',
    meaning: 'Identity pool and user pool lie in different regions.',
    resolution: 'Nothing to do: each is called in its own region, and the config names both.',
  },
  IDENTITY_POOL_OTHER_ACCOUNT: {
    severity: 'warning',
    meaning:
      'The identity pool lies in the account of `readRoleArn`, so its roles were not read and cannot be granted anything.',
    resolution:
      'If the app needs grants, run the import in the account of the identity pool, or use an identity pool of this account.',
  },
  AUTH_ROLE_MISSING: {
    severity: 'error',
    meaning: 'The identity pool has no role for signed-in users.',
    resolution:
      'Set an authenticated role on the identity pool, in place of the one in the command.',
    command: updatePoolRoles("--arg role <roleArn> '.Roles.authenticated = $role'"),
  },
  GUEST_ROLE_ABSENT: {
    severity: 'info',
    meaning: 'The identity pool has no role for guests, so nothing can be granted to guests.',
    resolution: 'Nothing to do if the app has no guests.',
  },
  GUEST_GRANT_WITHOUT_GUEST_ROLE: {
    severity: 'error',
    meaning: 'The request grants something to guests, and the identity pool has no guest role.',
    resolution:
      'Set an unauthenticated role on the identity pool, in place of the one in the command, or leave the guest grants out.',
    command: updatePoolRoles("--arg role <roleArn> '.Roles.unauthenticated = $role'"),
  },
  GUEST_GRANT_DORMANT: {
    severity: 'warning',
    meaning: 'The request grants something to guests, and the identity pool admits none.',
    resolution: 'Admit guests if they are wanted; the command keeps the other settings.',
    command: updateIdentityPool("'.AllowUnauthenticatedIdentities = true'"),
  },
  GUESTS_WITHOUT_ROLE: {
    severity: 'warning',
    meaning:
      'The identity pool admits guests but has no role for them, so they get no credentials.',
    resolution:
      'Set an unauthenticated role on the identity pool, or stop admitting guests; the command does the latter and keeps the other settings.',
    command: updateIdentityPool("'.AllowUnauthenticatedIdentities = false'"),
  },
  CLASSIC_FLOW_ENABLED: {
    severity: 'warning',
    meaning:
      'The classic flow is on: callers choose the role themselves, role mappings do not hold, and guests are not limited to the services that Cognito allows them.',
    resolution: 'Switch it off unless an app needs it; the command keeps the other settings.',
    command: updateIdentityPool("'.AllowClassicFlow = false'"),
  },
  TOKEN_CHECK_OFF: {
    severity: 'info',
    meaning:
      'The identity pool does not ask the user pool whether a token still holds: a user who was signed out or disabled gets AWS credentials until the token expires.',
    resolution:
      'Switch the server-side token check on if that matters; the command keeps the other settings.',
    command: updateIdentityPool(
      "'(.CognitoIdentityProviders[] | select(.ClientId | IN($ARGS.positional[]))).ServerSideTokenCheck = true' --args <clientIds>",
    ),
  },
  ROLE_MAPPING_DENIES_USERS: {
    severity: 'warning',
    meaning:
      'The role mapping refuses users for whom it finds no role: they sign in, and get no AWS credentials.',
    resolution:
      'Give every group a role, or let the mapping fall back to the authenticated role; the command does the latter and keeps the rest.',
    command: updatePoolRoles(
      '--arg provider <provider> \'.RoleMappings[$provider].AmbiguousRoleResolution = "AuthenticatedRole"\'',
    ),
  },
} as const satisfies Catalogue;
