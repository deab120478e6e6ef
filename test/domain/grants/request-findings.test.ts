import { describe, expect, it } from '@jest/globals';

import type { RunRequest } from '../../../src/contract/request.ts';
import {
  identityPoolFindings,
  unsupportedFindings,
} from '../../../src/domain/grants/request-findings.ts';
import { clicksArn, everyCategory, someGrants } from '../../support/builders/grants.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

describe('What this version cannot do', () => {
  it.each<[string, string, Partial<RunRequest>]>([
    ['drift', 'OPTION_NOT_SUPPORTED_YET', { drift: 'review' as const }],
  ])('is said of %s, never skipped', (subject, code, asked) => {
    const findings = unsupportedFindings(aRequest(asked));

    expect(findings).toEqual([expect.objectContaining({ code, subject, severity: 'error' })]);
  });

  it('is nothing that a request of grants asks for, whatever their category', () => {
    const request = aRequest({ grants: someGrants(everyCategory), readRoleArn: authRoleArn });

    expect(unsupportedFindings(request)).toEqual([]);
  });
});

describe('Grants without an identity pool', () => {
  it('W-5: have no role to stand on, and there are two ways out', () => {
    const request = aRequest({
      identityPoolId: null,
      grants: storageGrants(aStorageGrant({ guest: ['read'] })),
    });

    expect(identityPoolFindings(request)).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_NEEDED',
        subject: 'grants.storage',
        found: 'user pool only',
        needed: 'user pool and identity pool',
        resolution:
          'Name "identityPoolId", an identity pool that accepts the app clients of the user pool, or leave grants.storage out.',
      }),
    ]);
  });

  it.each([
    'graphql',
    'rest',
    'analytics',
    'geo',
    'predictions',
    'interactions',
    'events',
  ] as const)('W-4, W-5: need one for %s as well', (category) => {
    const request = aRequest({
      identityPoolId: null,
      grants: {
        ...someGrants({ [category]: everyCategory[category] }),
        storage: [aStorageGrant({ guest: ['read'] })],
      },
    });

    expect(identityPoolFindings(request)).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_NEEDED',
        message: `grants.storage and grants.${category} are granted on the roles of an identity pool, and the request names none.`,
      }),
    ]);
  });

  it.each([
    ['nothing is granted', aRequest({ identityPoolId: null })],
    [
      'every list of a grant is empty',
      aRequest({
        identityPoolId: null,
        grants: someGrants({
          storage: [
            { bucket: 'photos-bucket', authenticated: [], groups: { admins: [] } },
            { bucket: 'videos-bucket', paths: { 'a/{entity_id}/*': { entity: [] } } },
          ],
          analytics: [{ stream: clicksArn, authenticated: false, groups: { admins: false } }],
        }),
      }),
    ],
    ['the pool is named', aRequest({ grants: storageGrants(aStorageGrant({ guest: ['read'] })) })],
  ])('are no matter when %s', (_, request) => {
    expect(identityPoolFindings(request)).toEqual([]);
  });
});
