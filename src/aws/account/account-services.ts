import { callerAccount } from './caller.ts';
import { centralCognito } from './central-cognito.ts';
import { cognitoIdentityPools } from './identity-pools.ts';
import { accountResources } from './resources/account-resources.ts';
import { leaseOwners } from '../stack/owners.ts';
import type { Services } from '../ports.ts';
import { iamRoles } from './roles.ts';
import { cognitoUserPools } from './user-pools.ts';

/** The account that is imported from: the same adapters deployed and in process. */
export function accountServices(): Pick<
  Services,
  'userPools' | 'identityPools' | 'central' | 'account' | 'roles' | 'resources' | 'owners' | 'now'
> {
  const account = callerAccount();
  return {
    userPools: cognitoUserPools(),
    identityPools: cognitoIdentityPools(),
    central: centralCognito(),
    account,
    roles: iamRoles(),
    resources: accountResources(account),
    owners: leaseOwners(),
    now: () => new Date(),
  };
}
