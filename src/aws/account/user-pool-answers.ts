import type {
  GroupType,
  LambdaConfigType,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { allowTagName } from '../../contract/allow.ts';
import { parseArn } from '../../domain/ids.ts';
import {
  triggersOfCustomAuth,
  type AppClientDescription,
  type CustomAuthTrigger,
  type GroupDescription,
  type UserPoolDescription,
} from '../../domain/readings.ts';

/** What Cognito answers about a user pool, in the words of this project: all else is left behind. */

/** A group, with the role that its members prefer. */
export function describeGroup({
  GroupName = '',
  Precedence,
  RoleArn,
}: GroupType): GroupDescription {
  return { name: GroupName, precedence: Precedence ?? null, roleArn: RoleArn || null };
}

/**
 * The secret of a client stays here: nothing says more than that there is one. Whoever may ask for tokens as
 * `client_credentials` has one, shown or not (API reference, UserPoolClientType).
 */
export function describeClient(
  userPoolId: string,
  id: string,
  client: UserPoolClientType,
): AppClientDescription {
  const { WriteAttributes: writeAttributes = [], ReadAttributes: readAttributes = [] } = client;
  const { AllowedOAuthFlows: flows = [] } = client;
  return {
    id,
    userPoolId: client.UserPoolId ?? userPoolId,
    name: client.ClientName ?? id,
    hasSecret: Boolean(client.ClientSecret) || flows.includes('client_credentials'),
    authFlows: client.ExplicitAuthFlows ?? [],
    rotatesTokens: client.RefreshTokenRotation?.Feature === 'ENABLED',
    writeAttributes: writeAttributes.length > 0 ? writeAttributes : null,
    readAttributes: readAttributes.length > 0 ? readAttributes : null,
    hostedUi: client.AllowedOAuthFlowsUserPoolClient ?? false,
    providers: client.SupportedIdentityProviders ?? [],
    flows,
    scopes: client.AllowedOAuthScopes ?? [],
    callbackUrls: client.CallbackURLs ?? [],
    logoutUrls: client.LogoutURLs ?? [],
  };
}

/** A pool; empty texts and lists are read like ones that the answer leaves out. */
export function describePool(id: string, pool: UserPoolType): UserPoolDescription {
  const policy = pool.Policies?.PasswordPolicy ?? {};
  const allowTag = pool.UserPoolTags?.[allowTagName];
  const account = parseArn(pool.Arn ?? '')?.account;
  return {
    id,
    name: pool.Name ?? id,
    prefixDomain: pool.Domain || null,
    customDomain: pool.CustomDomain || null,
    usernameAttributes: pool.UsernameAttributes ?? [],
    aliasAttributes: pool.AliasAttributes ?? [],
    autoVerifiedAttributes: pool.AutoVerifiedAttributes ?? [],
    requiredAttributes: (pool.SchemaAttributes ?? []).flatMap(({ Name, Required }) =>
      Required && Name ? [Name] : [],
    ),
    immutableAttributes: (pool.SchemaAttributes ?? []).flatMap(({ Name, Mutable }) =>
      Mutable === false && Name ? [Name] : [],
    ),
    adminsCreateUsers: Boolean(pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly),
    linkConfirms: pool.VerificationMessageTemplate?.DefaultEmailOption === 'CONFIRM_WITH_LINK',
    openSignUp:
      !pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly && !pool.LambdaConfig?.PreSignUp,
    provenUpdates:
      pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
    passwordPolicy: {
      minLength: policy.MinimumLength ?? null,
      lowercase: policy.RequireLowercase ?? false,
      uppercase: policy.RequireUppercase ?? false,
      numbers: policy.RequireNumbers ?? false,
      symbols: policy.RequireSymbols ?? false,
    },
    mfa: pool.MfaConfiguration ?? null,
    firstFactors: firstFactors.filter((factor) =>
      pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes(factor),
    ),
    updatedIssuer: pool.IssuerConfiguration?.Type === 'UPDATED',
    tokenTrigger: Boolean(
      pool.LambdaConfig?.PreTokenGeneration ||
      pool.LambdaConfig?.PreTokenGenerationConfig?.LambdaArn,
    ),
    customAuthTriggers: customAuthTriggersOf(pool.LambdaConfig ?? {}),
    ...(allowTag !== undefined && { allowTag }),
    ...(account && { account }),
  };
}

const firstFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const;

function customAuthTriggersOf(config: LambdaConfigType): readonly CustomAuthTrigger[] {
  return triggersOfCustomAuth.filter((trigger) => Boolean(config[trigger]));
}
