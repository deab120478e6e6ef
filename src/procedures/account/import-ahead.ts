import { policyNameOf } from '../../contract/link.ts';
import { isPaired, type PairedRequest } from '../../contract/request.ts';
import { grantsTo } from '../../domain/grants/granted-to.ts';
import { isRoleArn, parseArn } from '../../domain/ids.ts';
import { groupsGrantedTo } from '../../domain/pools/groups.ts';
import { heldRoles } from '../../domain/pools/pool-roles.ts';
import type { CentralCognito } from './port.ts';
import type { AccountReads, ImportAsked, Services } from '../ports.ts';
import { readResourcesToPlan, readRolePolicies } from './read-account.ts';
import { readUserPool } from './read-user-pool.ts';
import { remembered } from './remembered.ts';

/** Reads that are each asked once in an import. */
export function rememberedReads({
  userPools,
  identityPools,
  central,
  roles,
  resources,
}: AccountReads): AccountReads {
  return {
    userPools: remembered(userPools),
    identityPools: remembered(identityPools),
    ...remembered({ central: (arn: string, app: string) => rememberedCognito(central(arn, app)) }),
    roles: remembered(roles),
    resources: remembered(resources),
  };
}

function rememberedCognito({ userPools, identityPools }: CentralCognito): CentralCognito {
  return { userPools: remembered(userPools), identityPools: remembered(identityPools) };
}

/**
 * Asks what the states after the first one ask for sure, and judges nothing: the identity pool and the
 * granted resources beside the user pool, and the policies of roles beside the roles. Only of a role that
 * turns out not to be there, which refuses the import, no plan would have asked for them.
 *
 * @param services whose reads are remembered: there answers are found, and what did not come is asked for again
 */
export async function readImportAhead(
  { request, link }: ImportAsked,
  services: AccountReads & Pick<Services, 'account' | 'allowList'>,
): Promise<void> {
  await Promise.allSettled([
    readResourcesToPlan(request, services),
    isPaired(request) ? readHeldPolicies(request, policyNameOf(link), services) : null,
  ]);
}

async function readHeldPolicies(
  request: PairedRequest,
  policyName: string,
  services: AccountReads & Pick<Services, 'account'>,
): Promise<void> {
  const { identityPools, roles } = services;
  const [pool, poolRoles, userPool] = await Promise.all([
    identityPools.identityPool(request.identityPoolId),
    identityPools.roles(request.identityPoolId),
    readUserPool(request, services),
  ]);
  if (pool.status !== 'found' || poolRoles.status !== 'found') return;
  const groups = groupsGrantedTo(request, userPool).filter(({ name }) =>
    grantsTo(request, { kind: 'group', group: name }),
  );
  const held = new Set(heldRoles(poolRoles.value, groups).map(({ arn }) => arn));
  const own = await ownRoles([...held].filter(isRoleArn), services);
  await readRolePolicies(own, policyName, roles);
}

/**
 * IAM finds roles by name in the caller's own account, where another one may have the name of a foreign role.
 * Which account that is costs a call, so it is asked only where roles are of several: who judges those asks too.
 */
async function ownRoles(
  arns: readonly string[],
  { account }: Pick<Services, 'account'>,
): Promise<readonly string[]> {
  const accountOf = (arn: string) => parseArn(arn)?.account;
  const several = new Set(arns.map(accountOf)).size > 1;
  const own = several ? await account() : null;
  return own === null ? arns : arns.filter((arn) => accountOf(arn) === own);
}
