import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '../../../src/domain/readings.ts';
import { userReachFindings } from '../../../src/domain/reach/user-reach.ts';
import type { ClientRoles } from '../../../src/domain/reach/role-sources.ts';
import {
  admins,
  aRoleMapping,
  aRule,
  beta,
  clientRoles,
  staff,
} from '../../support/builders/groups.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const groups = [admins, staff, beta];
const request = (grant: Parameters<typeof aStorageGrant>[0]) =>
  aRequest({ grants: storageGrants(aStorageGrant(grant)) });
const toUsers = request({ authenticated: ['read'] });
const orDenied = aRoleMapping({ otherwise: 'Deny' });
const byRule = aRoleMapping({ type: 'Rules', rules: [aRule('x')] });
const users = (asked: typeof toUsers, client: ClientRoles) =>
  userReachFindings(asked, authRoleArn, [client]);

describe('A grant to signed-in users of a pool with groups that were not read', () => {
  const half = (mapping: RoleMapping | null, known = groups) =>
    clientRoles({ mapping, groups: known, groupsKnown: false });

  it.each([
    [
      'nobody of whom is known to get it',
      orDenied,
      groups,
      'only where it is the role of a group that they are in',
    ],
    ['none of whom is known to be led elsewhere', aRoleMapping(), [beta], 'everybody else does'],
  ])('%s is a warning that claims neither', (_, mapping, known, words) => {
    expect(users(toUsers, half(mapping, known))).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACH_UNKNOWN',
        severity: 'warning',
        subject: authRoleArn,
        message: expect.stringContaining(words),
      }),
    ]);
  });

  it('is still unknown when every group that was read has the grant too', () => {
    const asked = request({
      authenticated: ['read'],
      groups: { admins: ['read'], staff: ['read'] },
    });

    expect(users(asked, half(aRoleMapping()))).toEqual([
      expect.objectContaining({ code: 'GRANT_REACH_UNKNOWN' }),
    ]);
  });

  it('that passes known groups by says so, and of the others only what is so', () => {
    expect(users(toUsers, half(aRoleMapping()))).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_UNGROUPED_ONLY',
        message: expect.stringContaining(
          'members of admins, staff will not get this; users in no group with a role do',
        ),
      }),
    ]);
  });

  it('is told as ever where groups choose nothing', () => {
    expect(users(toUsers, half(null))).toEqual([]);
    expect(users(toUsers, half({ ...byRule, otherwise: 'Deny' }))).toEqual([
      expect.objectContaining({ code: 'GRANT_REACHES_NOBODY', severity: 'error' }),
    ]);
  });
});
