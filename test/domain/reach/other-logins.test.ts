import { describe, expect, it } from '@jest/globals';

import { otherLoginFindings, otherLoginsOf } from '../../../src/domain/reach/other-logins.ts';
import { aRoleMapping, aRule, groupRoleArn } from '../../support/builders/groups.ts';
import { anIdentityPool } from '../../support/builders/identity-pool.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const google = 'accounts.google.com';
const loginsWith = (mappings: ReturnType<typeof aRoleMapping>[]) =>
  otherLoginsOf(userPoolId, anIdentityPool({ loginProviders: [google] }), {
    authenticated: authRoleArn,
    guest: null,
    mappings,
  });

describe('Another login of the identity pool', () => {
  const byRule = aRoleMapping({ provider: google, type: 'Rules', rules: [aRule('x')] });

  it.each([
    ['without a mapping the authenticated role', [], [authRoleArn]],
    ['by rules theirs beside it', [byRule], [groupRoleArn('x'), authRoleArn]],
    [
      'by rules or denied theirs alone',
      [{ ...byRule, otherwise: 'Deny' as const }],
      [groupRoleArn('x')],
    ],
  ])('brings %s', (_, mappings, roles) => {
    expect(loginsWith(mappings)).toEqual([{ login: google, roles }]);
  });

  it('is told where signed-in users are granted something', () => {
    const logins = loginsWith([]);
    const granting = (grant: Parameters<typeof aStorageGrant>[0]) =>
      aRequest({ grants: storageGrants(aStorageGrant(grant)) });

    expect(otherLoginFindings(granting({ authenticated: ['read'] }), authRoleArn, logins)).toEqual([
      expect.objectContaining({
        code: 'AUTH_ROLE_OTHER_LOGINS',
        facts: { role: authRoleArn, identityPool: identityPoolId, logins: [google] },
      }),
    ]);
    expect(otherLoginFindings(granting({ guest: ['read'] }), authRoleArn, logins)).toEqual([]);
  });
});
