import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { PoolRole, Slice } from '../../contract/slices.ts';
import { allowedBy, type AllowList } from './allowance.ts';
import { providerNameOf, regionOfPool, roleNameOf } from '../ids.ts';
import type { IdentityPoolDescription, IdentityPoolReadings } from '../readings.ts';
import { judgeTrust } from '../trust/trust-policy.ts';
import { deniedReadings } from '../denied-readings.ts';

/** Judges what was read of the identity pool and its roles, and shapes what the plan needs of it. */
export function judgeIdentityPool(
  request: ImportRequest,
  { clients }: Pick<Slice<'userPool'>, 'clients' | 'grantedGroups'>,
  readings: IdentityPoolReadings,
  allowList: AllowList | null,
): Slice<'identityPool'> {
  const identityPoolId = request.identityPoolId ?? '';
  const denials = [
    ...deniedReadings(identityPoolId, [readings.pool, readings.poolRoles]),
    ...Object.entries(readings.roles).flatMap(([arn, role]) => deniedReadings(arn, [role])),
  ];
  if (readings.pool.status === 'not-found' || readings.poolRoles.status === 'not-found') {
    return { settings: null, findings: [poolNotFound(identityPoolId), ...denials] };
  }
  if (readings.pool.status === 'denied' || readings.poolRoles.status === 'denied') {
    return { settings: null, findings: denials };
  }
  const pool = readings.pool.value;
  const { authenticated, guest } = readings.poolRoles.value;
  const roles: PoolRole[] = [
    ...(authenticated
      ? [{ kind: 'authenticated' as const, arn: authenticated, reach: 'everyone' as const }]
      : []),
    ...(guest ? [{ kind: 'guest' as const, arn: guest, reach: 'everyone' as const }] : []),
  ];
  return {
    settings: {
      identityPoolId: pool.id,
      region: regionOfPool(pool.id),
      guestsAllowed: pool.guestsAllowed,
      socialLogins: pool.loginProviders.some((key) => socialLogins.has(key)),
      roles,
    },
    findings: [
      ...denials,
      ...pairingFindings(request.userPoolId ?? '', clients, pool),
      ...presenceFindings(request, pool, authenticated, guest),
      ...roles.flatMap((role) => roleFindings(role, pool.id, request, readings, allowList)),
    ],
  };
}

/** Login providers that Gen 1 turns into `federationTarget` (gen1-import-auth V-6). */
const socialLogins: ReadonlySet<string> = new Set([
  'www.amazon.com',
  'graph.facebook.com',
  'accounts.google.com',
  'appleid.apple.com',
]);

/** Each published client must be a provider: exact provider name and client id (user-needs 8). */
function pairingFindings(
  userPoolId: string,
  clients: readonly string[],
  pool: IdentityPoolDescription,
): Finding[] {
  const name = providerNameOf(userPoolId);
  const unpaired = [...new Set(clients)].filter(
    (clientId) => !pool.providers.some((p) => p.name === name && p.clientId === clientId),
  );
  if (unpaired.length === 0) return [];
  const pairs = (list: readonly string[]) => list.join(', ') || 'no user pool at all';
  const missing = unpaired.map((clientId) => `${name}:${clientId}`);
  return [
    finding('IDENTITY_POOL_CLIENT_MISMATCH', {
      subject: pool.id,
      message: `The identity pool ${pool.id} does not accept tokens of ${unpaired.join(' and ')}.`,
      found: pairs(pool.providers.map((p) => `${p.name}:${p.clientId}`)),
      needed: pairs(missing),
      command: {
        region: regionOfPool(pool.id),
        identityPoolId: pool.id,
        providers: unpaired.map((clientId) => `${name}|${clientId}`),
      },
    }),
  ];
}

function presenceFindings(
  request: ImportRequest,
  pool: IdentityPoolDescription,
  authenticated: string | null,
  guest: string | null,
): Finding[] {
  const grantsUsers = grantsTo({ kind: 'authenticated' }, request);
  const grantsGuests = grantsTo({ kind: 'guest' }, request);
  const subject = pool.id;
  return [
    ...(authenticated
      ? []
      : [
          finding('AUTH_ROLE_MISSING', {
            subject,
            severity: grantsUsers ? 'error' : 'warning',
            needed: 'Roles.authenticated',
          }),
        ]),
    ...(grantsGuests && !guest
      ? [
          finding('GUEST_GRANT_WITHOUT_GUEST_ROLE', {
            subject,
            found: 'no unauthenticated role',
            needed: 'Roles.unauthenticated',
          }),
        ]
      : []),
    ...(grantsGuests && guest && !pool.guestsAllowed
      ? [finding('GUEST_GRANT_DORMANT', { subject })]
      : []),
    ...(pool.guestsAllowed && !guest && !grantsGuests
      ? [finding('GUESTS_WITHOUT_ROLE', { subject })]
      : []),
    ...(authenticated && authenticated === guest
      ? [finding('ROLES_NOT_DISTINCT', { subject, found: authenticated })]
      : []),
  ];
}

function roleFindings(
  role: PoolRole,
  identityPoolId: string,
  request: ImportRequest,
  readings: IdentityPoolReadings,
  allowList: AllowList | null,
): readonly Finding[] {
  const reading = readings.roles[role.arn];
  if (reading?.status === 'denied') return [];
  // IAM finds roles by name in the caller's own account, so a role of that name may be another one.
  if (reading?.status !== 'found' || reading.value.arn !== role.arn) {
    return [
      finding('ROLE_NOT_FOUND', {
        subject: role.arn,
        found: reading?.status === 'found' ? reading.value.arn : 'no role of that name',
        needed: role.arn,
        command: { roleName: roleNameOf(role.arn) },
      }),
    ];
  }
  const { app } = request;
  const tag = reading.value.tags['amplify-import'] ?? null;
  // Only a grant writes on the role: without one, nobody needs to allow anything.
  const allowed =
    !allowList || !grantsTo(role, request) || allowedBy(allowList, app, role.arn, tag);
  return [
    ...judgeTrust(reading.value.trustPolicy, role, identityPoolId),
    ...(allowed
      ? []
      : [
          finding('RESOURCE_NOT_ALLOWED', {
            subject: role.arn,
            found: tag ?? 'no tag',
            needed: `amplify-import = ${app}`,
            command: { roleName: roleNameOf(role.arn), app },
          }),
        ]),
  ];
}

function grantsTo({ kind }: Pick<PoolRole, 'kind'>, { grants }: ImportRequest): boolean {
  return grants.storage.some(({ authenticated, guest }) =>
    kind === 'authenticated' ? authenticated.length > 0 : guest.length > 0,
  );
}

function poolNotFound(identityPoolId: string): Finding {
  const region = regionOfPool(identityPoolId);
  return finding('IDENTITY_POOL_NOT_FOUND', {
    subject: identityPoolId,
    message: `There is no identity pool ${identityPoolId} in ${region} of this account.`,
    command: { region },
  });
}
