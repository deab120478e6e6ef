import type { PairedRequest } from '../../contract/request.ts';
import { isRoleArn, providerNameOf } from '../../domain/ids.ts';
import { handedRolesOf } from '../../domain/reach/handed-roles.ts';
import { clientRolesOf, type UserPoolRoles } from '../../domain/reach/role-sources.ts';
import type {
  IdentityPoolReadings,
  IdentityPoolRoles,
  Reading,
  RoleDescription,
} from '../../domain/readings.ts';
import type { CentralCognito } from './port.ts';
import type { AccountReads, Services } from '../ports.ts';
import { requireGoodElsewhere } from './good-elsewhere.ts';

/**
 * Everything that is read of an identity pool for one request, in two waves: the pool with its roles'
 * names, then the roles themselves, with those of the groups that the request grants something to and
 * those to which role mappings lead users, and beside them the tags that sessions of these roles get.
 * A pool that this account does not have is looked for in the account of `readRoleArn`; its roles
 * cannot be looked at from here.
 *
 * @param ofUserPool what is known of the user pool, which is asked for after the first wave
 */
export async function readIdentityPool(
  request: PairedRequest,
  ofUserPool: () => UserPoolRoles | Promise<UserPoolRoles>,
  services: Pick<AccountReads, 'identityPools' | 'central' | 'roles'> & Pick<Services, 'account'>,
): Promise<IdentityPoolReadings> {
  const id = request.identityPoolId;
  const own = await readPool(id, services);
  const central =
    own.pool.status === 'not-found' && request.readRoleArn !== null
      ? await readPool(id, services.central(request.readRoleArn, request.app))
      : null;
  const elsewhere = central !== null && central.pool.status !== 'not-found';
  const { pool, poolRoles } = elsewhere ? central : own;
  await requireGoodElsewhere(pool, services);
  const userPool = await ofUserPool();
  const there = poolRoles.status === 'found' && !elsewhere ? poolRoles.value : null;
  const groupRoles = elsewhere ? [] : userPool.grantedGroups.map(({ roleArn }) => roleArn);
  const held = distinct([there?.authenticated, there?.guest, ...groupRoles]);
  const handed = there ? handedRoles(request, userPool, there, held) : [];
  const arns = [...held, ...handed];
  const provider = providerNameOf(request.userPoolId);
  const isLogin =
    pool.status === 'found' && pool.value.providers.some(({ name }) => name === provider);
  // Only roles that are looked at can be judged by the tags of who gets them.
  const tagsMatter = isLogin && arns.some((arn) => arn !== there?.guest);
  const [roles, principalTags] = await Promise.all([
    Promise.all(arns.map(async (arn) => [arn, await readRole(arn, services)] as const)),
    tagsMatter ? services.identityPools.principalTags(id, provider) : null,
  ]);
  const inDoubt =
    elsewhere || pool.status === 'not-found' || roles.some(([arn, role]) => !isThere(arn, role));
  return {
    pool,
    poolRoles,
    roles: Object.fromEntries(roles.slice(0, held.length)),
    ...(handed.length > 0 && { handedRoles: Object.fromEntries(roles.slice(held.length)) }),
    ...(principalTags && { principalTags }),
    account: inDoubt ? await services.account() : null,
    elsewhere,
  };
}

/** Roles to which role mappings lead users beside those that the identity pool and the groups hold. */
function handedRoles(
  request: PairedRequest,
  userPool: UserPoolRoles,
  roles: IdentityPoolRoles,
  held: readonly string[],
): readonly string[] {
  const handed = handedRolesOf(clientRolesOf(request.userPoolId, userPool, roles));
  return handed.map(({ role }) => role).filter((role) => !held.includes(role));
}

function distinct(arns: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(arns.flatMap((arn) => arn ?? []))];
}

async function readPool(
  id: string,
  { identityPools }: Pick<CentralCognito, 'identityPools'>,
): Promise<Pick<IdentityPoolReadings, 'pool' | 'poolRoles'>> {
  const [pool, poolRoles] = await Promise.all([
    identityPools.identityPool(id),
    identityPools.roles(id),
  ]);
  return { pool, poolRoles };
}

/** IAM refuses names that no role can have: what is not the ARN of a role is not asked for. */
async function readRole(
  arn: string,
  { roles }: Pick<AccountReads, 'roles'>,
): Promise<Reading<RoleDescription>> {
  return isRoleArn(arn) ? roles.role(arn) : { status: 'not-found' };
}

/** IAM finds roles by name in the caller's own account, so a role of that name may be another one. */
function isThere(arn: string, role: Reading<RoleDescription>): boolean {
  return role.status === 'denied' || (role.status === 'found' && role.value.arn === arn);
}
