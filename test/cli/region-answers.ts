import {
  authRoleArn,
  identityPoolId,
  providerName,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { rightAmr, rightAud, withCondition } from '../support/builders/trust.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { awsError, type Answer } from './stand-in.ts';

/** A second pool, whose only client has a secret that nobody may ever see. */
export const serverPoolId = 'eu-west-1_Server123';
const serverClientId = '5serv1b2c3d4e5f6g7h8i9j0k1';
export const clientSecret = 'sEcReT0fTheServer';

const names: Readonly<Record<string, string>> = {
  [userPoolId]: 'storefront-users',
  [serverPoolId]: 'back-office',
};

/** A region with a pool that is ready, one that is not, and an identity pool of the first. */
export function regionAnswers(): Record<string, Answer> {
  const answers = userPoolAnswers();
  return {
    ...answers,
    ListUserPools: ({ NextToken }) =>
      // Two pages: whoever stops after the first finds no pool that is ready.
      NextToken === undefined
        ? { UserPools: [poolOf(serverPoolId)], NextToken: 'more' }
        : { UserPools: [poolOf(userPoolId)] },
    ListUserPoolClients: ({ UserPoolId }) => ({
      UserPoolClients: [clientOf(UserPoolId === serverPoolId ? serverClientId : webClientId)],
    }),
    DescribeUserPoolClient: ({ UserPoolId, ClientId }) => ({
      UserPoolClient: {
        ...clientOf(String(ClientId)),
        UserPoolId,
        ...(ClientId === serverClientId && { ClientSecret: clientSecret }),
      },
    }),
    ListIdentityPools: () => ({
      IdentityPools: [{ IdentityPoolId: identityPoolId, IdentityPoolName: 'storefront' }],
    }),
    DescribeIdentityPool: () => ({
      IdentityPoolId: identityPoolId,
      IdentityPoolName: 'storefront',
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: providerName, ClientId: webClientId }],
    }),
    GetIdentityPoolRoles: () => ({
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: authRoleArn },
    }),
    ListRolePolicies: () => ({ PolicyNames: '', IsTruncated: false }),
    GetRolePolicy: () => {
      throw awsError('NoSuchEntity');
    },
    GetRole: ({ RoleName }) => ({
      Role: {
        Path: '/service-role/',
        RoleName,
        RoleId: 'AROAEXAMPLE',
        Arn: authRoleArn,
        CreateDate: '2026-01-01T00:00:00Z',
        AssumeRolePolicyDocument: encodeURIComponent(
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [withCondition({ ...rightAud, ...rightAmr })],
          }),
        ),
      },
    }),
  };
}

/** The same region with a second pool that is ready. */
export function twoReadyPools(): Record<string, Answer> {
  return {
    ...regionAnswers(),
    ListUserPools: () => ({ UserPools: [poolOf(userPoolId), poolOf(serverPoolId)] }),
    DescribeUserPoolClient: ({ UserPoolId, ClientId }) => ({
      UserPoolClient: { ...clientOf(String(ClientId)), UserPoolId },
    }),
  };
}

/** The region of a caller who may do nothing. */
export function deniedRegion(): Record<string, Answer> {
  const denied = () => {
    throw awsError('AccessDeniedException');
  };
  return { ListUserPools: denied, ListIdentityPools: denied };
}

function poolOf(Id: string) {
  return { Id, Name: names[Id] };
}

function clientOf(ClientId: string) {
  return { ClientId, ClientName: ClientId === webClientId ? 'web' : 'server' };
}
