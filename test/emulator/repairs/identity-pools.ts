import {
  SetIdentityPoolRolesCommand,
  type SetIdentityPoolRolesCommandInput,
  type UpdateIdentityPoolCommandInput,
} from '@aws-sdk/client-cognito-identity';
import type { FindingCode } from '../../../src/contract/findings.ts';
import { changeIdentityPool, type Account, type Case, type Request } from './account.ts';

/** A case in which the identity pool of the sample has other settings. */
function ofPool(code: FindingCode, changes: Partial<UpdateIdentityPoolCommandInput>): Case {
  const spoil = async (account: Account) => {
    await changeIdentityPool(account, changes);
    return account.request;
  };
  return { code, spoil };
}

export async function setRoles(
  { clients, sample }: Account,
  roles: (sample: Account['sample']) => Omit<SetIdentityPoolRolesCommandInput, 'IdentityPoolId'>,
): Promise<void> {
  const { identityPoolId: IdentityPoolId } = sample;
  const command = new SetIdentityPoolRolesCommand({ IdentityPoolId, ...roles(sample) });
  await clients.identityPools.send(command);
}

const guestsOnly = ({ unauthenticatedRole }: Account['sample']) => ({
  Roles: { unauthenticated: unauthenticatedRole.arn },
});
const usersOnly = ({ authenticatedRole }: Account['sample']) => ({
  Roles: { authenticated: authenticatedRole.arn },
});
export const bothRoles = (sample: Account['sample']) => ({
  Roles: { ...guestsOnly(sample).Roles, ...usersOnly(sample).Roles },
});

export function providerOf({ userPoolId }: Account['sample'], clientId: string): string {
  return `cognito-idp.us-east-1.amazonaws.com/${userPoolId}:${clientId}`;
}

/** The request without what guests are granted. */
function withoutGuests(request: Request, { bucket }: Account['sample']): Request {
  return { ...request, grants: { storage: [{ bucket, authenticated: ['read'] }] } };
}

export const identityPoolCases: readonly Case[] = [
  ofPool('IDENTITY_POOL_CLIENT_MISMATCH', { CognitoIdentityProviders: [] }),
  ofPool('TOKEN_CHECK_OFF', {}),
  ofPool('GUEST_GRANT_DORMANT', { AllowUnauthenticatedIdentities: false }),
  {
    code: 'GUESTS_WITHOUT_ROLE',
    spoil: async (account) => {
      await setRoles(account, usersOnly);
      return withoutGuests(account.request, account.sample);
    },
  },
  ofPool('CLASSIC_FLOW_ENABLED', { AllowClassicFlow: true }),
  {
    code: 'ROLE_MAPPING_DENIES_USERS',
    spoil: async (account) => {
      const { sample } = account;
      await setRoles(account, (of) => ({
        ...bothRoles(of),
        RoleMappings: {
          [providerOf(sample, sample.webClientId)]: {
            Type: 'Token',
            AmbiguousRoleResolution: 'Deny',
          },
        },
      }));
      return account.request;
    },
  },
];
