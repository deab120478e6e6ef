import {
  CreateIdentityProviderCommand,
  DescribeUserPoolCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { seedRefusedPool } from '../../../src/local/seed.ts';
import { changeClient, ofClient, type Account, type Case, type Request } from './account.ts';

async function changePool(
  { clients: { userPools }, sample }: Account,
  changes: Partial<UpdateUserPoolCommandInput>,
): Promise<void> {
  const UserPoolId = sample.userPoolId;
  const { UserPool } = await userPools.send(new DescribeUserPoolCommand({ UserPoolId }));
  const { AutoVerifiedAttributes, Policies, LambdaConfig } = UserPool ?? {};
  const kept = { AutoVerifiedAttributes, Policies, LambdaConfig };
  await userPools.send(new UpdateUserPoolCommand({ UserPoolId, ...kept, ...changes }));
}

/** A request for a pool whose only client has a secret. */
async function withSecretOnly(
  { clients, sample }: Account,
  naming: (clientId: string) => Request,
): Promise<Request> {
  const { userPoolId, clientId } = await seedRefusedPool(clients, sample.suffix);
  return { app: 'storefront', env: 'dev', userPoolId, ...naming(clientId) };
}

const namedByPrinted = (request: Request, printed: string): Request => ({
  ...request,
  webClientId: printed.trim(),
});

const trigger = 'arn:aws:lambda:us-east-1:000000000000:function:challenge';

/** A provider that does not give the name, which the pool requires. */
async function withGoogle(account: Account, mapped: Record<string, string>): Promise<Request> {
  const { clients, sample, request } = account;
  await clients.userPools.send(
    new CreateIdentityProviderCommand({
      UserPoolId: sample.userPoolId,
      ProviderName: 'Google',
      ProviderType: 'Google',
      ProviderDetails: { client_id: 'shop', client_secret: 'x', authorize_scopes: 'openid email' },
      AttributeMapping: mapped,
    }),
  );
  await changeClient(account, { SupportedIdentityProviders: ['COGNITO', 'Google'] });
  return request;
}

export const userPoolCases: readonly Case[] = [
  {
    code: 'MFA_WITHOUT_METHOD',
    spoil: async ({ clients, sample: { userPoolId: UserPoolId }, request }) => {
      await clients.userPools.send(
        new SetUserPoolMfaConfigCommand({
          UserPoolId,
          MfaConfiguration: 'OPTIONAL',
          SoftwareTokenMfaConfiguration: { Enabled: false },
        }),
      );
      return request;
    },
  },
  {
    code: 'CLIENT_NOT_FOUND',
    spoil: (account) => withSecretOnly(account, () => ({ webClientId: 'nobody' })),
    afterwards: namedByPrinted,
  },
  {
    code: 'WEB_CLIENT_HAS_SECRET',
    spoil: (account) => withSecretOnly(account, (webClientId) => ({ webClientId })),
    afterwards: namedByPrinted,
  },
  { code: 'NO_WEB_CLIENT', spoil: (account) => withSecretOnly(account, () => ({})) },
  ofClient('REQUIRED_ATTRIBUTE_NOT_WRITABLE', { WriteAttributes: ['email'] }),
  ofClient('NO_SIGN_IN_FLOW', {
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    AllowedOAuthFlowsUserPoolClient: false,
  }),
  ofClient('SRP_DISABLED', {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }),
  ofClient('REFRESH_DISABLED', { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
  {
    code: 'CUSTOM_AUTH_FLOW_DISABLED',
    spoil: async (account) => {
      const LambdaConfig = {
        DefineAuthChallenge: trigger,
        CreateAuthChallenge: trigger,
        VerifyAuthChallengeResponse: trigger,
      };
      await changePool(account, { LambdaConfig });
      return account.request;
    },
  },
  {
    code: 'PASSWORDLESS_FLOW_DISABLED',
    spoil: async (account) => {
      const SignInPolicy = { AllowedFirstAuthFactors: ['PASSWORD' as const, 'EMAIL_OTP' as const] };
      await changePool(account, { Policies: { SignInPolicy } });
      return account.request;
    },
  },
  {
    code: 'FACTOR_NOT_WRITABLE',
    spoil: async (account) => {
      const { clients, sample, request } = account;
      await clients.userPools.send(
        new SetUserPoolMfaConfigCommand({
          UserPoolId: sample.userPoolId,
          MfaConfiguration: 'OPTIONAL',
          SmsMfaConfiguration: {
            SmsConfiguration: { SnsCallerArn: sample.authenticatedRole.arn, ExternalId: 'x' },
          },
          SoftwareTokenMfaConfiguration: { Enabled: false },
        }),
      );
      await changeClient(account, { WriteAttributes: ['email', 'name'] });
      return request;
    },
  },
  {
    code: 'SOCIAL_ATTRIBUTE_NOT_WRITABLE',
    spoil: async (account) => {
      const request = await withGoogle(account, { email: 'email', name: 'name' });
      await changeClient(account, { WriteAttributes: ['email'] });
      return request;
    },
  },
  {
    code: 'SOCIAL_ATTRIBUTE_NOT_MAPPED',
    spoil: (account) => withGoogle(account, { email: 'email' }),
  },
];
