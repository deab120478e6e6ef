import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '@aws-sdk/client-cognito-identity';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';

type Otherwise = NonNullable<RoleMapping['AmbiguousRoleResolution']>;

/** No role for signed-in users: the groups choose the role, of which one has none, or nothing does. */
const withoutRole = (otherwise: Otherwise | 'no mapping') => (world: AwsWorld) => {
  for (const { groups } of world.userPools.pools.values()) groups.push({ GroupName: 'readers' });
  for (const seeded of world.identityPools.pools.values()) {
    seeded.roles = {};
    const { roleMappings } = seeded;
    for (const provider of Object.keys(roleMappings)) {
      if (otherwise === 'no mapping') delete roleMappings[provider];
      else roleMappings[provider] = { Type: 'Token', AmbiguousRoleResolution: otherwise };
    }
  }
};

const granting =
  (...grants: readonly object[]) =>
  (request: object) => ({
    ...request,
    grants: { storage: grants.map((grant) => ({ bucket: 'shop-uploads', ...grant })) },
  });
const toAdmins = { groups: { admins: ['read'] } };

async function told(otherwise: Parameters<typeof withoutRole>[0], ...grants: readonly object[]) {
  const { status, findings } = await planOfCase(
    '08-rule-gives-group-role',
    withoutRole(otherwise),
    granting(...grants),
  );
  const missing = findings.filter(({ code }) => code === 'AUTH_ROLE_MISSING');
  expect(missing).toHaveLength(1);
  return { status, missing: missing[0], codes: findings.map(({ code }) => code) };
}

describe('An identity pool without a role for signed-in users', () => {
  it('does without one where its mapping gives their role to the groups that alone are granted something', async () => {
    const { status, missing, codes } = await told('Deny', toAdmins);

    expect(status).toBe('planned');
    expect(missing).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('Nobody else is granted anything'),
      resolution: expect.stringContaining('as it denies them, they would not get'),
    });
    // The mapping would deny the others still.
    expect(missing).not.toHaveProperty('command');
    expect(codes).toContain('ROLE_MAPPING_DENIES_USERS');
  });

  it('is told how the others get one where its mapping would give it to them', async () => {
    const { status, missing } = await told('AuthenticatedRole', toAdmins);

    expect(status).toBe('planned');
    expect(missing).toMatchObject({
      severity: 'warning',
      resolution: expect.stringContaining('Nothing to do if users for whom the role mapping finds none'),
      command: expect.stringContaining('.Roles.authenticated = $role'),
    });
  });

  it.each<[string, Parameters<typeof told>]>([
    ['users in no group are granted something', ['Deny', toAdmins, { authenticated: ['read'] }]],
    ['users have folders of their own', ['Deny', { paths: { 'u/{entity_id}/*': { entity: ['read'] } } }]],
    ['no mapping gives a granted group its role', ['no mapping', toAdmins]],
    ['a granted group has none', ['Deny', { groups: { admins: ['read'], readers: ['read'] } }]],
    ['guests alone are granted something', ['no mapping', { guest: ['read'] }]],
  ])('is refused where %s', async (_, world) => {
    const { status, missing } = await told(...world);

    expect(status).toBe('refused');
    expect(missing).toMatchObject({
      severity: 'error',
      command: expect.stringContaining('.Roles.authenticated = $role'),
    });
  });
});
