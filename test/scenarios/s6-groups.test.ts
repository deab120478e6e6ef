import { describe, expect, it } from '@jest/globals';

import type { PairedRequest } from '../../src/contract/request.ts';
import { judgeIdentityPool } from '../../src/domain/pools/identity-pool.ts';
import { makePlan } from '../../src/domain/plan/make-plan.ts';
import { providerNameOf } from '../../src/domain/ids.ts';
import type { RoleMapping } from '../../src/domain/readings.ts';
import { codes } from '../support/builders/codes.ts';
import {
  admins,
  aGroupRole,
  aRoleMapping,
  beta,
  groupRoleArn,
  poolWithGroups,
  staff,
} from '../support/builders/groups.ts';
import { authRoleArn, bucketName, guestRoleArn, webClientId } from '../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
} from '../support/builders/identity-pool.ts';
import { planInput, rolePolicies } from '../support/builders/plan.ts';
import { found } from '../support/builders/readings.ts';
import { aRequest, aStorageGrant, grantsOf, storageGrants } from '../support/builders/request.ts';

const userPoolId = 'eu-west-1_Groups001';
const name = providerNameOf(userPoolId);

/** What the states make of a request for the pool with three groups. */
function planWith(otherwise: RoleMapping['otherwise'], asked: Partial<PairedRequest>) {
  const request = aRequest({ userPoolId, ...asked });
  const granted = Object.keys(request.grants.storage[0]?.groups ?? {});
  const userPool = poolWithGroups([admins, staff, beta], granted);
  const identityPool = judgeIdentityPool(
    request,
    userPool,
    identityPoolReadings({
      pool: found(
        anIdentityPool({
          providers: [{ name, clientId: webClientId, serverSideTokenCheck: true }],
        }),
      ),
      poolRoles: found({
        authenticated: authRoleArn,
        guest: guestRoleArn,
        mappings: [aRoleMapping({ provider: `${name}:${webClientId}`, otherwise })],
      }),
      roles: roleReadings(anAuthRole(), aGuestRole(), aGroupRole('admins')),
    }),
    null,
  );
  const roles = [...new Set(identityPool.settings?.roles.map(({ arn }) => arn))];
  return makePlan(
    planInput({
      request,
      userPool,
      identityPool,
      rolePolicies: roles.map((roleArn) => rolePolicies({ roleArn })),
    }),
  );
}

const restForUsers = {
  grants: grantsOf({
    rest: [
      {
        api: 'a1b2c3d4e5',
        stage: 'prod',
        paths: [{ path: '/items', authenticated: ['create', 'read'] }],
      },
    ],
  }),
};
const forAdmins = { grants: storageGrants(aStorageGrant({ groups: { admins: ['read'] } })) };

describe('S6: a team with groups and a token mapping that denies', () => {
  const { findings } = planWith('Deny', restForUsers);
  const said = (code: string) => findings.find((one) => one.code === code);

  it('P-9, W-30: is told that its grant reaches nobody, with the groups as ready JSON', () => {
    expect(said('GRANT_REACHES_NOBODY')).toMatchObject({
      severity: 'error',
      subject: authRoleArn,
      message: expect.stringContaining('which nobody who signs in through'),
      needed: `${groupRoleArn('admins')}, ${groupRoleArn('staff')}`,
      resolution: expect.stringContaining(
        'in grants.rest.0.paths.0 "groups": {"admins":["create","read"],"staff":["create","read"]}',
      ),
    });
  });

  it('is told that users with only beta are denied', () => {
    expect(said('ROLE_MAPPING_DENIES_USERS')).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('those who are only in beta, without a role'),
    });
  });

  it('DOC-7: writes on the role of admins only when the request names admins', () => {
    const plan = planWith('Deny', forAdmins);

    expect(codes(plan.findings)).toEqual(['ROLE_MAPPING_DENIES_USERS']);
    expect(plan.roles.map(({ role }) => role)).toEqual([groupRoleArn('admins')]);
    expect(plan.roles[0]?.after).toContain(`arn:aws:s3:::${bucketName}/public/*`);
    expect(plan.roles[0]?.after).not.toContain(`arn:aws:s3:::${bucketName}/*`);
  });
});

describe('S6b: the same team with a mapping that falls back to the authenticated role', () => {
  it('is warned that grouped users will not get this, and told that ungrouped do', () => {
    const { findings } = planWith('AuthenticatedRole', {
      grants: storageGrants(aStorageGrant({ authenticated: ['read'] })),
    });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_UNGROUPED_ONLY',
        severity: 'warning',
        message: expect.stringMatching(
          /members of admins, staff will not get this; users in no such group do/,
        ),
      }),
    ]);
  });
});
