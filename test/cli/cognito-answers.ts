import { userPoolId, webClientId } from '../support/builders/ids.ts';
import type { Answer } from './stand-in.ts';

/** What Cognito says of a pool with one web client. */
export function userPoolAnswers(): Record<string, Answer> {
  return {
    DescribeUserPool: () => ({
      UserPool: {
        Id: userPoolId,
        Name: 'storefront-users',
        UsernameAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        SchemaAttributes: [{ Name: 'email', Required: true }],
        MfaConfiguration: 'OFF',
      },
    }),
    DescribeUserPoolClient: () => ({
      UserPoolClient: { UserPoolId: userPoolId, ClientId: webClientId, ClientName: 'web' },
    }),
    ListUserPoolClientSecrets: () => ({ ClientSecrets: [] }),
    GetUserPoolMfaConfig: () => ({ MfaConfiguration: 'OFF' }),
    ListIdentityProviders: () => ({ Providers: [] }),
    ListGroups: () => ({ Groups: [] }),
  };
}
