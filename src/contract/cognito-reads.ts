/**
 * Every read of Cognito that validating makes, as IAM actions: the functions of the stack have these
 * rights on the pools of their own account. Those that are made of pools of another account are what the
 * template of its read-only role gives, and all that a session of it may do.
 */

export const userPoolReads = [
  'cognito-idp:DescribeUserPool',
  'cognito-idp:DescribeUserPoolClient',
  'cognito-idp:ListUserPoolClientSecrets',
  'cognito-idp:ListUserPoolClients',
  'cognito-idp:GetUserPoolMfaConfig',
  'cognito-idp:ListIdentityProviders',
  'cognito-idp:DescribeIdentityProvider',
  'cognito-idp:ListGroups',
  'cognito-idp:GetGroup',
] as const;

export const identityPoolReads = [
  'cognito-identity:DescribeIdentityPool',
  'cognito-identity:GetIdentityPoolRoles',
] as const;

/** Of an identity pool of the own account: the tags of sessions matter to roles that can be looked at. */
export const ownIdentityPoolReads = [
  ...identityPoolReads,
  'cognito-identity:GetPrincipalTagAttributeMap',
] as const;

/**
 * How the name of a role begins that the deployed functions may assume: whoever owns the pools of
 * another account decides by its trust, and the stack needs no list of accounts.
 */
export const readRolePrefix = 'AmplifyImportRead';
