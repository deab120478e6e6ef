import { cognitoClientsOf } from '../clients/central-clients.ts';
import type { Cognito } from '../../procedures/ports.ts';
import { cognitoIdentityPools } from './identity-pools.ts';
import { cognitoUserPools } from './user-pools.ts';

/** Cognito of another account, read by a role there; one set of clients per role and container. */
export function centralCognito(): (readRoleArn: string) => Cognito {
  const known = new Map<string, Cognito>();
  return (readRoleArn) => {
    const cognito = known.get(readRoleArn) ?? cognitoBy(readRoleArn);
    known.set(readRoleArn, cognito);
    return cognito;
  };
}

function cognitoBy(readRoleArn: string): Cognito {
  const clients = cognitoClientsOf(readRoleArn);
  return {
    userPools: cognitoUserPools(clients),
    identityPools: cognitoIdentityPools(clients),
  };
}
