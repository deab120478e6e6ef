import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { WhyUnusable } from '../../contract/findings/handed-role.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn, partitionOf, providerNameOf } from '../ids.ts';
import { handedRolesOf, isGrantedOnTheWay, type HandedRole } from '../reach/handed-roles.ts';
import type { ClientRoles } from '../reach/role-sources.ts';
import type {
  GroupDescription,
  IdentityPoolReadings,
  Reading,
  RoleDescription,
} from '../readings.ts';
import { cognitoPrincipalOf } from '../trust/cognito-principal.ts';
import { shutOutOf } from '../trust/trust-policy.ts';
import type { HeldRole, RoleScene } from './pool-roles.ts';

type Scene = Pick<
  RoleScene,
  'identityPoolId' | 'poolKnown' | 'guestsAllowed' | 'sessionTags' | 'account'
> & {
  readonly request: Parameters<typeof isGrantedOnTheWay>[0];
  readonly readings: IdentityPoolReadings;
  readonly clients: readonly ClientRoles[];
  /** Groups that are granted something. */
  readonly groups: readonly GroupDescription[];
};

/**
 * Judges every role to which rules and groups lead users, where it is not judged as one that the
 * identity pool or a granted group holds. A role that only guests hold is judged as one of users: that
 * it is missing has been told.
 */
export function handedRoleFindings(held: readonly HeldRole[], scene: Scene): Finding[] {
  const ofUsers = new Set(held.flatMap(({ kind, arn }) => (kind === 'guest' ? [] : [arn])));
  const { handedRoles = {}, roles } = scene.readings;
  return handedRolesOf(scene.clients)
    .filter(({ role }) => !ofUsers.has(role))
    .flatMap((handed) => {
      const own = handedRoles[handed.role];
      if (own) return oneRoleFindings(handed, own, scene);
      const ofGuests = roles[handed.role];
      return isThere(handed.role, ofGuests) ? oneRoleFindings(handed, ofGuests, scene) : [];
    });
}

/** Roles that were looked for and are not there: no advice may name them. */
export function absentRoles({ roles, handedRoles }: IdentityPoolReadings): ReadonlySet<string> {
  const readings = Object.entries({ ...handedRoles, ...roles });
  return new Set(
    readings.flatMap(([arn, reading]) =>
      reading.status === 'denied' || isThere(arn, reading) ? [] : [arn],
    ),
  );
}

type Found = Extract<Reading<RoleDescription>, { readonly status: 'found' }>;

/** IAM finds roles by name in the caller's own account, so a role of that name may be another one. */
function isThere(arn: string, reading: Reading<RoleDescription> | undefined): reading is Found {
  return reading?.status === 'found' && reading.value.arn === arn;
}

function oneRoleFindings(
  { role, ways }: HandedRole,
  reading: Reading<RoleDescription>,
  scene: Scene,
): Finding[] {
  const { identityPoolId: identityPool, request, clients, groups } = scene;
  if (reading.status === 'denied')
    return [finding('ROLE_NOT_JUDGED', { role, identityPool, ways, action: reading.action })];
  const { why, corrected } = isThere(role, reading)
    ? judgedTrust(reading.value, scene)
    : { why: absence(role, reading, scene), corrected: null };
  if (!why) return [];
  return [
    finding('ROLE_UNUSABLE', {
      role,
      identityPool,
      users: 'authenticated',
      principal: cognitoPrincipalOf(identityPool),
      corrected,
      ways,
      granted: isGrantedOnTheWay(request, role, clients, groups),
      why,
    }),
  ];
}

type Verdict = {
  /** `null`: nothing is known to keep its users from the role. */
  readonly why: WhyUnusable | null;
  readonly corrected: FactsOf<'ROLE_UNUSABLE'>['corrected'];
};

function judgedTrust(
  { arn, trustPolicy }: RoleDescription,
  { identityPoolId, poolKnown, guestsAllowed, sessionTags, request, readings }: Scene,
): Verdict {
  if (!poolKnown) return { why: null, corrected: null };
  const provider = providerNameOf(request.userPoolId);
  const users = { provider, guestsAllowed, sessionTags };
  const shut = shutOutOf(trustPolicy, { kind: 'group', arn }, identityPoolId, users);
  if (!shut) return { why: null, corrected: null };
  // What is right for users would keep guests from their role.
  const corrected = arn in readings.roles ? null : shut.corrected;
  const { codes, claims } = shut;
  return { why: { because: 'trust', codes, ...(claims && { claims }) }, corrected };
}

/** The role by that name says whose roles were looked at, if nobody else does. */
function absence(
  role: string,
  reading: Reading<RoleDescription>,
  { account, identityPoolId }: Scene,
): WhyUnusable {
  const namesake = reading.status === 'found' ? reading.value.arn : null;
  const [named, home] = [parseArn(role), parseArn(namesake ?? '')];
  const ours = account ?? home?.account ?? null;
  const partition = home?.partition ?? partitionOf(regionOfPool(identityPoolId));
  const foreign =
    named && ours !== null && (named.account !== ours || named.partition !== partition);
  return foreign
    ? { because: 'other account', account: ours, partition }
    : { because: 'not found', account, namesake };
}
