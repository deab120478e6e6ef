import { describe, expect, test } from '@jest/globals';
import {
  fullRequest,
  policiesOf,
  runOnce,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { guestRoleArn, providerName, userPoolId, webClientId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

/** The incumbent's own cases of an import that it refuses, each with what must come of it here. */

const { grants, ...bothPools } = fullRequest;
const { identityPoolId: _identityPoolId, ...userPoolOnly } = bothPools;

describe('Pools that do not fit', () => {
  test('T-6: a pool without any client is refused', async () => {
    const world = sampleAccount();
    world.userPools.pools.get(userPoolId)?.clients.splice(0);
    const { webClientId: _webClientId, ...unnamed } = userPoolOnly;

    const result = await runOnce(unnamed);

    expect(result.status).toBe('refused');
    expect(codes(result.findings)).toContain('NO_WEB_CLIENT');
  });

  test('T-7: an identity pool of another user pool is refused, with what it accepts', async () => {
    const world = sampleAccount();
    for (const { pool } of world.identityPools.pools.values()) {
      pool.CognitoIdentityProviders = [
        { ProviderName: `${providerName}invalid`, ClientId: webClientId },
      ];
    }

    const { status, findings } = await runOnce(bothPools);

    expect(status).toBe('refused');
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'IDENTITY_POOL_CLIENT_MISMATCH',
        found: `${providerName}invalid:${webClientId}`,
        needed: `${providerName}:${webClientId}`,
      }),
    );
  });

  test('E-4, T-22: a storage grant with a user pool alone is refused before anything is written', async () => {
    const world = sampleAccount();

    const { status, findings } = await runOnce({ ...userPoolOnly, grants });

    expect(status).toBe('refused');
    expect(codes(findings)).toContain('IDENTITY_POOL_NEEDED');
    expect(storedTexts(world)).toEqual({});
  });

  test('T-24: grants without any pool are no request, which is said with an example', async () => {
    sampleAccount();

    const { error } = await runOnce({ ...link, grants });

    expect(error?.name).toBe('InvalidRequest');
    expect(error?.message).toContain('userPoolId');
  });

  test('X-2: what the identity pool has no role for is refused, and lands on no other role', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);
    for (const seeded of world.identityPools.pools.values()) {
      seeded.roles = { unauthenticated: guestRoleArn };
    }

    const { status, findings } = await runOnce(withGrants(['read'], []));

    expect(status).toBe('refused');
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'AUTH_ROLE_MISSING', severity: 'error' }),
    );
    expect(policiesOf(world)).toEqual(before);
  });
});
