import { setTimeout as sleep } from 'node:timers/promises';
import { callerAccount } from './caller.ts';
import { environmentRegion } from './environment-region.ts';
import { centralCognito } from './central-cognito.ts';
import { cognitoIdentityPools } from './identity-pools.ts';
import { accountDistributions, accountSites } from '../targets/account-sites.ts';
import { accountParameters } from '../targets/account-parameters.ts';
import { accountResources } from './resources/account-resources.ts';
import { accountFunctions } from '../targets/account-functions.ts';
import { leaseOwners } from '../stack/owners.ts';
import { watchLeases } from '../stack/watched-leases.ts';
import type { Services } from '../../procedures/ports.ts';
import { amplifyHosting } from '../targets/hosting.ts';
import { iamRoles } from './roles.ts';
import { cognitoUserPools } from './user-pools.ts';

/** The account that is imported from: the same adapters deployed and in process. */
export function accountServices(): Pick<
  Services,
  | 'userPools'
  | 'identityPools'
  | 'central'
  | 'account'
  | 'roles'
  | 'resources'
  | 'sites'
  | 'distributions'
  | 'parameters'
  | 'functions'
  | 'hosting'
  | 'owners'
  | 'region'
  | 'now'
  | 'monotonic'
  | 'silence'
  | 'wait'
> {
  const account = callerAccount();
  const monotonic = () => performance.now();
  return {
    userPools: cognitoUserPools(),
    identityPools: cognitoIdentityPools(),
    central: centralCognito(),
    account,
    roles: iamRoles(),
    resources: accountResources(account),
    sites: accountSites(account),
    distributions: accountDistributions,
    parameters: accountParameters,
    functions: accountFunctions,
    hosting: amplifyHosting(),
    owners: leaseOwners(),
    region: environmentRegion,
    now: () => new Date(),
    monotonic,
    silence: watchLeases(monotonic),
    wait: (milliseconds) => sleep(milliseconds),
  };
}
