import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '../../../src/domain/readings.ts';
import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
} from '../../support/builders/identity-pool.ts';
import { aRoleMapping, aRule } from '../../support/builders/groups.ts';
import { found } from '../../support/builders/readings.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import {
  aRequest,
  aStorageGrant,
  grantsOf,
  storageGrants,
} from '../../support/builders/request.ts';

type Readings = Parameters<typeof identityPoolReadings>[0];
const judge = (readings: Readings = {}, request = aRequest()) =>
  judgeIdentityPool(request, userPoolSlice(), identityPoolReadings(readings), null);
const withPool = (pool: Parameters<typeof anIdentityPool>[0]) => ({
  pool: found(anIdentityPool(pool)),
});
const withRoles = (authenticated: string | null, guest: string | null) => ({
  poolRoles: found({ authenticated, guest, mappings: [] }),
  roles: roleReadings(...(authenticated ? [anAuthRole()] : []), ...(guest ? [aGuestRole()] : [])),
});
const noGuestRole = withRoles(authRoleArn, null);
const noGuests = withPool({ guestsAllowed: false });
const guestGrant = aRequest({ grants: storageGrants(aStorageGrant({ guest: ['read'] })) });
const userGrant = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['read'] })) });
const restForUsers = aRequest({
  grants: grantsOf({
    rest: [{ api: 'a1b2c3d4e5', stage: 'prod', paths: [{ path: '/', authenticated: ['read'] }] }],
  }),
});

describe('A role for signed-in users', () => {
  const byGroup = aRoleMapping({ type: 'Rules', rules: [aRule('admins')] });
  const ofAll = aRule('admins', { claim: 'token_use', match: 'Equals', value: 'id' });
  const forAll = aRoleMapping({ type: 'Rules', rules: [ofAll] });

  it.each<[string, typeof userGrant, string, RoleMapping[]]>([
    ['an error when users are granted something', userGrant, 'error', []],
    ['an error when users are granted something of a later category', restForUsers, 'error', []],
    ['an error when nothing is, for nobody would get credentials', guestGrant, 'error', []],
    ['an error while a mapping gives a role to some', guestGrant, 'error', [byGroup]],
    ['a warning where a mapping gives everybody a role', guestGrant, 'warning', [forAll]],
    ['an error when users are granted something all the same', userGrant, 'error', [forAll]],
  ])('P-7, GEN2-17: that is missing is %s', (_, request, severity, mappings) => {
    const { findings } = judge(
      {
        ...withRoles(null, guestRoleArn),
        poolRoles: found({ authenticated: null, guest: guestRoleArn, mappings }),
      },
      request,
    );

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'AUTH_ROLE_MISSING',
        severity,
        ...(severity === 'error' && {
          command: expect.stringContaining(
            '--arg role arn:aws:iam::111122223333:role/your-authenticated-role',
          ),
        }),
      }),
    ]);
  });

  it('is nothing to set where a mapping gives everybody another one', () => {
    const { findings } = judge({
      ...withRoles(null, guestRoleArn),
      poolRoles: found({ authenticated: null, guest: guestRoleArn, mappings: [forAll] }),
    });

    expect(findings[0]).toMatchObject({
      code: 'AUTH_ROLE_MISSING',
      resolution: 'Nothing to do: nobody would get such a role.',
    });
    expect(findings[0]).not.toHaveProperty('command');
  });

  it('is an error where the mapping of one client gives everybody a role, and another has none', () => {
    const readings = identityPoolReadings({
      ...withRoles(null, guestRoleArn),
      poolRoles: found({ authenticated: null, guest: guestRoleArn, mappings: [forAll] }),
    });
    const pool = userPoolSlice({ clients: [webClientId, '6nativec2d3e4f5g6h7i8j9k0l'] });

    const { findings } = judgeIdentityPool(guestGrant, pool, readings, null);

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'AUTH_ROLE_MISSING', severity: 'error' }),
    );
  });

  it('is missed only by those to whom no mapping gives one', () => {
    const { findings } = judge(
      {
        ...withRoles(null, guestRoleArn),
        poolRoles: found({ authenticated: null, guest: guestRoleArn, mappings: [byGroup] }),
      },
      guestGrant,
    );

    expect(findings[0]?.message).toBe(
      'The identity pool has no role for signed-in users, and no role mapping gives each of them one: whoever gets none by one gets no AWS credentials.',
    );
  });

  it('is named with the grants that need it', () => {
    const { findings } = judge(withRoles(null, guestRoleArn), restForUsers);

    expect(findings[0]?.message).toBe(
      'Signed-in users are granted something in grants.rest, and the identity pool has no role for them.',
    );
  });

  it('has a stand-in in the command that says what is not known', () => {
    const id = 'cn-north-1:11111111-2222-4333-8444-555555555555';

    const { findings } = judge(withRoles(null, null), aRequest({ identityPoolId: id }));

    expect(findings.find(({ code }) => code === 'AUTH_ROLE_MISSING')?.command).toContain(
      "--arg role 'arn:aws-cn:iam::<account>:role/your-authenticated-role'",
    );
  });
});

describe('Guests', () => {
  it.each([
    ['not admitted', noGuests, aRequest()],
    ['not admitted, while users are granted something', noGuests, userGrant],
  ])('P-7, W-8, DOC-6, GEN2-9: without a role are information when %s', (_, pool, request) => {
    const { settings, findings } = judge({ ...noGuestRole, ...pool }, request);

    expect(findings).toEqual([
      expect.objectContaining({ code: 'GUEST_ROLE_ABSENT', severity: 'info' }),
    ]);
    expect(settings?.roles.map(({ kind }) => kind)).toEqual(['authenticated']);
  });

  it.each([
    [
      'S4b: guests granted without a role',
      { ...noGuestRole, ...noGuests },
      guestGrant,
      'GUEST_GRANT_WITHOUT_GUEST_ROLE',
      'error',
    ],
    [
      'guests granted and admitted without a role',
      noGuestRole,
      guestGrant,
      'GUEST_GRANT_WITHOUT_GUEST_ROLE',
      'error',
    ],
    [
      'S4c, P-10: guests granted but not admitted',
      noGuests,
      guestGrant,
      'GUEST_GRANT_DORMANT',
      'warning',
    ],
    ['guests admitted without a role', noGuestRole, aRequest(), 'GUESTS_WITHOUT_ROLE', 'warning'],
  ])('%s: told of once', (_, readings, request, code, severity) => {
    const { findings } = judge(readings, request);

    expect(findings).toEqual([
      expect.objectContaining({
        code,
        severity,
        subject: identityPoolId,
        command: expect.stringContaining(`--identity-pool-id ${identityPoolId}`),
      }),
    ]);
  });

  it('P-10: are recorded as they are, and nobody gets their role where none is admitted', () => {
    const { settings, findings } = judge(noGuests);

    expect(findings).toEqual([]);
    expect(settings?.guestsAllowed).toBe(false);
    expect(settings?.roles).toContainEqual({ kind: 'guest', arn: guestRoleArn, reach: 'nobody' });
  });
});

describe('The classic flow', () => {
  it.each([
    ['a warning where guests are admitted', true, 'warning', 'guests are not limited'],
    ['information otherwise', false, 'info', 'choose the role themselves'],
  ])('is %s', (_, guestsAllowed, severity, message) => {
    const { findings } = judge(withPool({ classicFlow: true, guestsAllowed }));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'CLASSIC_FLOW_ENABLED',
        severity,
        message: expect.stringContaining(message),
        command: expect.stringContaining('.AllowClassicFlow = false'),
      }),
    ]);
  });

  it('is nothing to speak of where it is off', () => {
    expect(codes(judge().findings)).not.toContain('CLASSIC_FLOW_ENABLED');
  });
});
