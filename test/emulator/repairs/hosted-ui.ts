import { DeleteUserPoolDomainCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ofClient, type Case } from './account.ts';

export const hostedUiCases: readonly Case[] = [
  ofClient('OAUTH_HOSTED_UI_OFF', { AllowedOAuthFlowsUserPoolClient: false }),
  {
    code: 'OAUTH_NO_DOMAIN',
    spoil: async ({ clients, sample, request }) => {
      const { userPoolId: UserPoolId, domain: Domain } = sample;
      await clients.userPools.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
      // The printed domain is made of them, and no two pools may have the same.
      return { ...request, env: `env-${sample.suffix}` };
    },
  },
  ofClient('OAUTH_NO_CALLBACK_URL', { CallbackURLs: [] }),
  ofClient('OAUTH_NO_SIGNOUT_URL', { LogoutURLs: [] }),
  ofClient('OAUTH_NO_FLOW', { AllowedOAuthFlows: [] }),
  ofClient('OAUTH_NO_SCOPE', { AllowedOAuthScopes: [] }),
  ofClient('OAUTH_NO_PROVIDER', { SupportedIdentityProviders: [] }),
  ofClient('OAUTH_IMPLICIT_FLOW', { AllowedOAuthFlows: ['implicit'] }),
  ofClient('OAUTH_NO_OPENID', { AllowedOAuthScopes: ['aws.cognito.signin.user.admin'] }),
  ofClient('OAUTH_NO_USER_API', { AllowedOAuthScopes: ['openid', 'email', 'profile'] }),
];
