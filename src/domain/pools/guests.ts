import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import type { IdentityPoolDescription } from '../readings.ts';
import { categoriesFor } from '../grants/granted-to.ts';

/**
 * Whom the identity pool has roles for, beside whom the request grants something. What could not be
 * read is `undefined` and stops only the rules that need it.
 */
export type Presence = {
  readonly identityPoolId: string;
  readonly pool: IdentityPoolDescription | undefined;
  readonly roles:
    { readonly authenticated: string | null; readonly guest: string | null } | undefined;
  /** ARNs of roles that stand in a command for those that people have to name. */
  readonly standIn: (roleName: string) => string;
};

export function presenceFindings(request: ImportRequest, presence: Presence): Finding[] {
  return [
    ...authRoleFindings(request, presence),
    ...guestFindings(request, presence),
    ...classicFlowFindings(presence),
  ];
}

function authRoleFindings(
  request: ImportRequest,
  { identityPoolId, roles, standIn }: Presence,
): Finding[] {
  if (!roles || roles.authenticated !== null) return [];
  const categories = categoriesFor(request, { kind: 'authenticated' });
  const granted = categories.length > 0;
  return [
    finding('AUTH_ROLE_MISSING', {
      subject: identityPoolId,
      severity: granted ? 'error' : 'warning',
      ...(granted && {
        message: `Signed-in users are granted something in ${categories.join(' and ')}, and the identity pool has no role for them.`,
      }),
      found: 'no authenticated role',
      needed: 'Roles.authenticated',
      command: {
        region: regionOfPool(identityPoolId),
        identityPoolId,
        roleArn: standIn('your-authenticated-role'),
      },
    }),
  ];
}

function guestFindings(
  request: ImportRequest,
  { identityPoolId, pool, roles, standIn }: Presence,
): Finding[] {
  const categories = categoriesFor(request, { kind: 'guest' });
  const granted = categories.length > 0;
  const subject = identityPoolId;
  const place = { region: regionOfPool(identityPoolId), identityPoolId };
  if (roles && roles.guest === null && granted) {
    return [
      finding('GUEST_GRANT_WITHOUT_GUEST_ROLE', {
        subject,
        message: `Guests are granted something in ${categories.join(' and ')}, and the identity pool has no role for them.`,
        found: 'no unauthenticated role',
        needed: 'Roles.unauthenticated',
        command: { ...place, roleArn: standIn('your-guest-role') },
      }),
    ];
  }
  if (roles && roles.guest === null) {
    return pool?.guestsAllowed
      ? [
          finding('GUESTS_WITHOUT_ROLE', {
            subject,
            found: 'guests on, no unauthenticated role',
            command: place,
          }),
        ]
      : [finding('GUEST_ROLE_ABSENT', { subject, found: 'no unauthenticated role' })];
  }
  if (granted && pool && !pool.guestsAllowed) {
    return [
      finding('GUEST_GRANT_DORMANT', {
        subject,
        found: 'guests off',
        needed: 'AllowUnauthenticatedIdentities true',
        command: place,
      }),
    ];
  }
  return [];
}

/** Callers of the classic flow name the role themselves, so it matters most where guests come in. */
function classicFlowFindings({ identityPoolId, pool }: Presence): Finding[] {
  if (!pool?.classicFlow) return [];
  return [
    finding('CLASSIC_FLOW_ENABLED', {
      subject: identityPoolId,
      severity: pool.guestsAllowed ? 'warning' : 'info',
      ...(!pool.guestsAllowed && {
        message:
          'The classic flow is on: signed-in users choose the role themselves, among those that trust the identity pool, and role mappings do not hold.',
      }),
      found: 'AllowClassicFlow true',
      command: { region: regionOfPool(identityPoolId), identityPoolId },
    }),
  ];
}
