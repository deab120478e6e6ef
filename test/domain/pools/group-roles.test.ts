import { describe, expect, it } from '@jest/globals';

import type { Slice } from '../../../src/contract/slices.ts';
import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  admins,
  aGroup,
  aGroupRole,
  aRoleMapping,
  beta,
  groupRoleArn,
  poolWithGroups,
  staff,
} from '../../support/builders/groups.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  identityPoolReadings,
  roleReadings,
  trustPolicy,
} from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const granting = (...groups: string[]) =>
  aRequest({
    grants: storageGrants(
      aStorageGrant({ groups: Object.fromEntries(groups.map((name) => [name, ['read']])) }),
    ),
  });
const judge = (
  readings: Parameters<typeof identityPoolReadings>[0],
  request = granting('admins'),
  groups = [admins, staff, beta],
  allowList: Record<string, string[]> | null = null,
) =>
  judgeIdentityPool(
    request,
    poolWithGroups(groups, Object.keys(request.grants.storage[0]?.groups ?? {})),
    identityPoolReadings({
      poolRoles: found({
        authenticated: authRoleArn,
        guest: guestRoleArn,
        mappings: [aRoleMapping()],
      }),
      ...readings,
    }),
    allowList,
  );
const poolRoles = [anAuthRole(), aGuestRole()] as const;
const withRole = (overrides: Parameters<typeof aGroupRole>[1] = {}) => ({
  roles: roleReadings(...poolRoles, aGroupRole('admins', overrides)),
});

describe('The role of a granted group', () => {
  it('W-30: is one that the plan can grant on, with those whom it reaches', () => {
    const { settings, findings } = judge(withRole());

    expect(findings).toEqual([]);
    expect(settings?.roles).toEqual([
      { kind: 'authenticated', arn: authRoleArn, reach: 'ungrouped' },
      { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
      { kind: 'group', group: 'admins', arn: groupRoleArn('admins'), reach: 'everyone' },
    ]);
  });

  it('GEN2-6: is that of the group by its name, and of no other group with that role', () => {
    const other = aGroup('operators', { roleArn: admins.roleArn });

    const { settings } = judge(withRole(), granting('admins'), [other, admins]);

    expect(settings?.roles.flatMap((role) => (role.kind === 'group' ? [role.group] : []))).toEqual([
      'admins',
    ]);
  });

  it('is needed, and the command sets one', () => {
    const { settings, findings } = judge({}, granting('beta'));

    expect(settings?.roles.map(({ kind }) => kind)).toEqual(['authenticated', 'guest']);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GROUP_ROLE_MISSING',
        severity: 'error',
        subject: 'beta',
        command:
          'aws cognito-idp update-group --region eu-west-1 --user-pool-id eu-west-1_AbCdEfGhI --group-name=beta --role-arn arn:aws:iam::111122223333:role/your-group-role',
      }),
    ]);
  });

  it.each([
    ['is gone', notFound, 'ROLE_NOT_FOUND'],
    ['may not be read', denied('iam:GetRole'), 'READ_DENIED'],
    ['trusts nobody', found(aGroupRole('admins', { trustPolicy: trustPolicy() })), 'TRUST_MISSING'],
    [
      'belongs to a service',
      found(aGroupRole('admins', { path: '/aws-service-role/x/' })),
      'ROLE_SERVICE_LINKED',
    ],
  ])('is judged like the others when it %s', (_, reading, code) => {
    const roles = { ...roleReadings(...poolRoles), [groupRoleArn('admins')]: reading };

    const { findings } = judge({ roles });

    expect(findings).toEqual([expect.objectContaining({ code, subject: groupRoleArn('admins') })]);
  });

  it('is for its owner to allow', () => {
    const { findings } = judge(withRole(), granting('admins'), [admins], {});

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_NOT_ALLOWED',
        subject: groupRoleArn('admins'),
        command:
          'aws iam tag-role --role-name admins-group --tags Key=amplify-import,Value=storefront',
      }),
    ]);
  });

  it('must not be that of guests', () => {
    const { findings } = judge({}, granting('admins'), [
      aGroup('admins', { roleArn: guestRoleArn }),
    ]);

    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'ROLES_NOT_DISTINCT',
        message: expect.stringContaining('Guests and the group admins share'),
      }),
    );
  });

  it('may be that of signed-in users, who are then told to get what the group is granted', () => {
    const shared = aGroup('admins', { roleArn: authRoleArn });

    const { settings, findings } = judge({}, granting('admins'), [shared]);

    expect(settings?.roles).toContainEqual({
      kind: 'group',
      group: 'admins',
      arn: authRoleArn,
      reach: 'everyone',
    });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GROUP_ROLE_SHARED',
        severity: 'warning',
        message: expect.stringContaining('signed-in users who are in no group too'),
        facts: expect.objectContaining({ group: 'admins', ungrouped: true, groups: [] }),
      }),
    ]);
  });

  it.each([
    ['is told when only one is granted', ['admins'], ['GROUP_ROLE_SHARED']],
    ['is fine when both are granted the same', ['admins', 'twins'], []],
  ])('shared with another group %s', (_, granted, expected) => {
    const twins = aGroup('twins', { precedence: 1, roleArn: admins.roleArn });

    const { settings, findings } = judge(withRole(), granting(...granted), [admins, twins]);

    expect(codes(findings)).toEqual(expected);
    for (const { facts } of findings)
      expect(facts).toMatchObject({ ungrouped: false, groups: ['twins'] });
    expect(settings?.roles.filter(({ kind }) => kind === 'group')).toHaveLength(granted.length);
  });

  it('is left alone when the request names the group and grants nothing', () => {
    const request = aRequest({ grants: storageGrants(aStorageGrant({ groups: { beta: [] } })) });

    const { settings, findings } = judge({}, request);

    expect(findings).toEqual([]);
    expect(settings?.roles.map(({ kind }) => kind)).toEqual(['authenticated', 'guest']);
  });
});

describe('Grants where not all groups were read', () => {
  const toUsers = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['read'] })) });
  const unread = (
    otherwise: 'AuthenticatedRole' | 'Deny',
    userPool: Partial<Slice<'userPool'>> = {},
  ) =>
    judgeIdentityPool(
      toUsers,
      { ...poolWithGroups([beta]), groupsKnown: false, ...userPool },
      identityPoolReadings({
        poolRoles: found({
          authenticated: authRoleArn,
          guest: guestRoleArn,
          mappings: [aRoleMapping({ otherwise })],
        }),
      }),
      null,
    );

  it.each(['AuthenticatedRole', 'Deny'] as const)(
    'are never said to reach everyone or nobody, otherwise %s',
    (otherwise) => {
      const { settings, findings } = unread(otherwise);

      expect(settings?.roles[0]).toMatchObject({ kind: 'authenticated', reach: 'unknown' });
      expect(codes(findings)).toContain('GRANT_REACH_UNKNOWN');
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('are judged alike when the settings of the pool are not known either', () => {
    const { findings } = unread('Deny', { settings: null, groupsKnown: true });

    expect(codes(findings)).toContain('GRANT_REACH_UNKNOWN');
    expect(codes(findings)).not.toContain('GRANT_REACHES_NOBODY');
  });
});
