import { describe, expect, test } from '@jest/globals';
import { detailedExitOf } from '../../src/cli/exit-codes.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  announcedTypes,
  fullRequest,
  policiesOf,
  runOnce,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { bucketName, providerName, userPoolId, webClientId } from '../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { manyRoles } from '../support/counts.ts';
import { identityPoolOf } from './message-worlds.ts';

/** Names as long as Cognito and IAM let them be, so that a few roles fill state data as many would. */
const nameOf = (at: number) => `g${at}-`.padEnd(128, 'x');
const roleOf = (at: number) => `arn:aws:iam::111122223333:role/${'p'.repeat(400)}/role-${at}`;

/** Groups with such names, each with a role of its own, and a request that grants them something. */
function wideAccount(count: number) {
  const world = sampleAccount();
  const groups = Array.from({ length: count }, (_, at) => at);
  world.userPools.pools.get(userPoolId)!.groups = groups.map((at) => ({
    GroupName: nameOf(at),
    RoleArn: roleOf(at),
    Precedence: at,
  }));
  identityPoolOf(world).roleMappings = {
    [`${providerName}:${webClientId}`]: {
      Type: 'Token',
      AmbiguousRoleResolution: 'AuthenticatedRole',
    },
  };
  for (const at of groups) {
    seedRole(world, roleOf(at), { trustPolicy: trustPolicy(trustStatement('authenticated')) });
  }
  const grants = Object.fromEntries(groups.map((at) => [nameOf(at), ['read']]));
  const storage = [
    { bucket: bucketName, authenticated: ['read'], guest: ['read'], groups: grants },
  ];
  return { world, request: { ...fullRequest, grants: { storage } } };
}

describe('A link whose names fill state data', () => {
  test('is published, says what it did as far as it has room, and ends well', async () => {
    const { world, request } = wideAccount(manyRoles() - 2);

    const planned = await runOnce({ ...request, mode: 'plan' });
    const imported = await runOnce(request);

    expect([planned.status, imported.status]).toEqual(['planned', 'published']);
    expect(detailedExitOf(planned)).toBe('changes');
    expect(announcedTypes(world)).toContain('Auth Config Published');
    expect(announcedTypes(world)).not.toContain('Auth Import Failed');
  }, 60_000);

  test('tells the error that it had, once its policies are restored', async () => {
    const { world, request } = wideAccount(manyRoles() - 2);
    const before = policiesOf(world);
    world.faults.fail({ action: 'PutRolePolicy', input: { RoleName: 'role-7' } }, accessDenied());

    const result = await runOnce(request);

    expect(result).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(policiesOf(world)).toEqual(before);
    expect(announcedTypes(world)).toEqual(['Auth Import Failed']);
  }, 60_000);

  test('may emit its policies, and whoever copies them gets all', async () => {
    const { request } = wideAccount(manyRoles() - 2);

    const result = await runOnce({ ...request, rolePolicies: 'emit' });

    expect(result.status).toBe('published');
    expect(result.emitted?.length).toBeGreaterThan(0);
  }, 60_000);
});
