import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn, partitionOf, providerNameOf } from '../ids.ts';
import type {
  GroupDescription,
  IdentityPoolRoles,
  PrincipalTags,
  Reading,
  RoleDescription,
} from '../readings.ts';
import type { Grantee } from '../../contract/grantee.ts';
import { grantsTo } from '../grants/granted-to.ts';
import { allowTagName, type AllowList } from '../../contract/allow.ts';
import { allowanceFindings } from '../allowance.ts';
import { judgeTrust } from '../trust/trust-policy.ts';

/** A role of the identity pool or of a granted group, and who gets it. */
export type HeldRole = {
  readonly kind: 'authenticated' | 'guest' | 'group';
  readonly arn: string;
  readonly grantee: Grantee;
};

/** The roles of an identity pool, and those of the groups that are granted something. */
export function heldRoles(
  roles: IdentityPoolRoles | undefined,
  groups: readonly Pick<GroupDescription, 'name' | 'roleArn'>[],
): readonly HeldRole[] {
  const { authenticated = null, guest = null } = roles ?? {};
  return [
    ...heldBy({ kind: 'authenticated' }, authenticated),
    ...heldBy({ kind: 'guest' }, guest),
    ...groups.flatMap(({ name, roleArn }) => heldBy({ kind: 'group', group: name }, roleArn)),
  ];
}

function heldBy(grantee: Grantee, arn: string | null): readonly HeldRole[] {
  return arn === null ? [] : [{ kind: grantee.kind, arn, grantee }];
}

/** What roles are judged against. */
export type RoleScene = {
  readonly request: RunRequest;
  readonly identityPoolId: string;
  /** Whether the identity pool is there to be trusted. */
  readonly poolKnown: boolean;
  /** Whether it admits guests; so it may where it could not be read. */
  readonly guestsAllowed: boolean;
  /** The tags that sessions of users of the user pool get. */
  readonly sessionTags: PrincipalTags;
  readonly readings: Readonly<Record<string, Reading<RoleDescription>>>;
  /** The account whose roles were looked at, when it is known. */
  readonly account: string | null;
  /** `null` where nobody has to allow what is done on roles. */
  readonly allowList: AllowList | null;
};

/** Judges each role once, whoever gets it. */
export function roleFindings(held: readonly HeldRole[], scene: RoleScene): Finding[] {
  const arns = [...new Set(held.map(({ arn }) => arn))];
  return [
    ...distinctionFindings(held),
    ...arns.flatMap((arn) =>
      oneRoleFindings(
        arn,
        held.filter((role) => role.arn === arn),
        scene,
      ),
    ),
  ];
}

/** Whether a role may be planned on: it was found, or nobody would say whether it is there. */
export function mayBeThere(arn: string, { readings }: Pick<RoleScene, 'readings'>): boolean {
  const reading = readings[arn];
  return reading?.status === 'denied' || (reading?.status === 'found' && reading.value.arn === arn);
}

function oneRoleFindings(arn: string, holders: readonly HeldRole[], scene: RoleScene): Finding[] {
  const reading = scene.readings[arn];
  const found = reading?.status === 'found' ? reading.value : null;
  const foreign = foreignFindings(arn, found, scene);
  if (foreign.length > 0 || reading?.status === 'denied') return foreign;
  // IAM finds roles by name in the caller's own account, so a role of that name may be another one.
  if (found?.arn !== arn) {
    const { account } = scene;
    return [finding('ROLE_NOT_FOUND', { role: arn, account, namesake: found?.arn ?? null })];
  }
  if (found.path.startsWith('/aws-service-role/')) {
    return [finding('ROLE_SERVICE_LINKED', { role: arn, path: found.path })];
  }
  const [first] = holders;
  return [
    ...(first && scene.poolKnown ? trustFindings(found, first, scene) : []),
    ...grantAllowanceFindings(found, holders, scene),
  ];
}

function trustFindings(
  { trustPolicy }: RoleDescription,
  role: HeldRole,
  { request, identityPoolId, guestsAllowed, sessionTags }: RoleScene,
): readonly Finding[] {
  const provider = providerNameOf(request.userPoolId);
  return judgeTrust(trustPolicy, role, identityPoolId, { provider, guestsAllowed, sessionTags });
}

/** The role by that name says whose roles were looked at, if nobody else does. */
function foreignFindings(
  arn: string,
  found: RoleDescription | null,
  { account, identityPoolId }: RoleScene,
): Finding[] {
  const named = parseArn(arn);
  const home = parseArn(found?.arn ?? '');
  const ours = account ?? home?.account ?? null;
  if (!named || ours === null) return [];
  const partition = home?.partition ?? partitionOf(regionOfPool(identityPoolId));
  if (named.account === ours && named.partition === partition) return [];
  return [finding('ROLE_OTHER_ACCOUNT', { role: arn, account: ours, partition })];
}

function distinctionFindings(held: readonly HeldRole[]): Finding[] {
  const guest = held.find(({ kind }) => kind === 'guest');
  const others = held.filter(({ kind, arn }) => kind !== 'guest' && arn === guest?.arn);
  if (!guest || others.length === 0) return [];
  return [
    finding('ROLES_NOT_DISTINCT', {
      role: guest.arn,
      users: others.some(({ kind }) => kind === 'authenticated'),
      groups: others.flatMap(({ grantee }) => (grantee.kind === 'group' ? [grantee.group] : [])),
    }),
  ];
}

/** Only a role that is granted something needs to be allowed. */
function grantAllowanceFindings(
  { arn, tags }: RoleDescription,
  holders: readonly HeldRole[],
  { request, allowList }: RoleScene,
): Finding[] {
  const tag = tags[allowTagName] ?? null;
  const granted = holders.some(({ grantee }) => grantsTo(request, grantee));
  if (!granted) return [];
  const role = { kind: 'role', arn, policyToDelete: null } as const;
  return allowanceFindings(role, tag, request.app, allowList);
}
