/**
 * Every read of Cognito that validating makes, as IAM actions. The functions of the stack have these
 * rights on the pools of their own account, a session of a read-only role of another account has no
 * more than these, and the template of that role gives no less.
 */

export const userPoolReads = [
  'cognito-idp:DescribeUserPool',
  'cognito-idp:DescribeUserPoolClient',
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
  'cognito-identity:GetPrincipalTagAttributeMap',
] as const;

/**
 * How the name of a role begins that the deployed functions may assume: whoever owns the pools of
 * another account decides by its trust, and the stack needs no list of accounts.
 */
export const readRolePrefix = 'AmplifyImportRead';
