import { cognitoClientsOf } from '../clients/central-clients.ts';
import type { ReadRole } from '../clients/read-role.ts';
import type { Cognito } from '../../procedures/account/port.ts';
import type { Services } from '../../procedures/ports.ts';
import { cognitoIdentityPools } from './identity-pools.ts';
import { cognitoUserPools } from './user-pools.ts';

/**
 * Cognito of another account, read by a role there; one set of clients per role, app and container: what
 * one app was let into must not serve another one.
 */
export function centralCognito(): (...asked: Parameters<Services['central']>) => Cognito {
  const known = new Map<string, Cognito>();
  return (arn, app) => {
    const key = `${app} ${arn}`;
    const cognito = known.get(key) ?? cognitoBy({ arn, app });
    known.set(key, cognito);
    return cognito;
  };
}

function cognitoBy(role: ReadRole): Cognito {
  const { userPools, identityPools } = cognitoClientsOf(role);
  return {
    userPools: cognitoUserPools(userPools),
    identityPools: cognitoIdentityPools(identityPools),
  };
}
