import { describe, expect, it } from '@jest/globals';

import type { Grantee } from '../../../src/contract/grantee.ts';
import { levelPermissions } from '../../../src/domain/grants/storage/levels.ts';
import { planRoles } from '../../../src/domain/roles/plan.ts';
import type { PoolRole } from '../../../src/contract/pool-settings.ts';
import { groupRoleArn } from '../../support/builders/groups.ts';
import { authRoleArn, bucketName, identityKey } from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { foundResources } from '../../support/builders/known-resources.ts';
import { rolePolicies } from '../../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { grantsOf } from '../iam/policy-evaluator.ts';

const bucketArn = `arn:aws:s3:::${bucketName}`;
const held = (group: string, arn = groupRoleArn(group)): PoolRole => ({
  kind: 'group',
  group,
  arn,
  reach: 'everyone',
});
const request = aRequest({
  grants: storageGrants(
    aStorageGrant({
      authenticated: ['read'],
      groups: { admins: ['delete'], staff: ['create'] },
    }),
  ),
});
const actionsOn = (arn: string, ...roles: readonly PoolRole[]) => {
  const readings = [rolePolicies({ roleArn: arn })];
  const resources = foundResources(request.grants);
  const [change] = planRoles(request, roles, readings, aLinkItem(), resources).roles;
  const grants = grantsOf(JSON.parse(change?.after ?? '{"Statement":[]}'));
  return [...new Set(grants.map(({ action }) => action))].toSorted();
};

describe('What a group is granted', () => {
  it.each([
    [['create']],
    [['read']],
    [['update']],
    [['delete']],
    [['create', 'read', 'update', 'delete']],
  ] as const)('is what signed-in users get by the same words: %j', (words) => {
    const grant = aStorageGrant({ authenticated: [...words], groups: { admins: [...words] } });

    const given = (grantee: Grantee) => levelPermissions(grant, grantee, bucketArn, identityKey);
    const members = given({ kind: 'group', group: 'admins' });

    expect(members).toEqual(given({ kind: 'authenticated' }));
    expect(members).not.toEqual([]);
  });

  it('is never the whole bucket, nor what is private to others', () => {
    const grant = aStorageGrant({ groups: { admins: ['create', 'read', 'update', 'delete'] } });

    const permissions = levelPermissions(
      grant,
      { kind: 'group', group: 'admins' },
      bucketArn,
      identityKey,
    );

    const onPrivate = permissions.filter(({ resource }) => resource.includes('/private/'));
    expect(new Set(onPrivate.map(({ resource }) => resource))).toEqual(
      new Set([`${bucketArn}/private/\${cognito-identity.amazonaws.com:sub}/*`]),
    );
    expect(permissions.map(({ resource }) => resource)).not.toContain(`${bucketArn}/*`);
    for (const { action, condition } of permissions) {
      expect([action, condition !== undefined]).toEqual([action, action === 's3:ListBucket']);
    }
  });

  it('is written on the role of that group alone', () => {
    const roles = [held('admins'), held('staff')];

    expect(actionsOn(groupRoleArn('admins'), ...roles)).toEqual(['s3:DeleteObject']);
    expect(actionsOn(groupRoleArn('staff'), ...roles)).toEqual(['s3:PutObject']);
  });

  it('is joined on a role that two groups share', () => {
    const shared = groupRoleArn('both');

    expect(actionsOn(shared, held('admins', shared), held('staff', shared))).toEqual([
      's3:DeleteObject',
      's3:PutObject',
    ]);
  });

  it('is joined on a role that is also that of signed-in users', () => {
    const users: PoolRole = { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' };

    expect(actionsOn(authRoleArn, users, held('admins', authRoleArn))).toEqual([
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
    ]);
  });
});
