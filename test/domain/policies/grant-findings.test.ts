import { describe, expect, it } from '@jest/globals';

import type { ImportRequest } from '../../../src/contract/request.ts';
import {
  bucketFindings,
  identityPoolFindings,
  unsupportedFindings,
} from '../../../src/domain/policies/grant-findings.ts';
import { codes } from '../../support/builders/codes.ts';
import { everyCategory, someGrants } from '../../support/builders/grants.ts';
import { authRoleArn, bucketName } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const target = { region: null };

describe('What this version cannot do', () => {
  it.each<[string, string, Partial<ImportRequest>]>([
    ...(['graphql', 'rest', 'analytics', 'geo', 'predictions', 'interactions'] as const).map(
      (category): [string, string, Partial<ImportRequest>] => [
        `grants.${category}`,
        'GRANT_NOT_SUPPORTED_YET',
        { grants: someGrants({ [category]: everyCategory[category] }) },
      ],
    ),
    [
      'grants.storage.0.paths',
      'GRANT_NOT_SUPPORTED_YET',
      { grants: storageGrants(aStorageGrant({ paths: {} })) },
    ],
    [
      'functions',
      'PUSH_TARGET_NOT_SUPPORTED_YET',
      { functions: [{ ...target, name: 'api', access: [], prefix: null }] },
    ],
    [
      'hosting',
      'PUSH_TARGET_NOT_SUPPORTED_YET',
      { hosting: [{ ...target, appId: 'd1', branch: null, build: 'never' as const }] },
    ],
    [
      'sites',
      'PUSH_TARGET_NOT_SUPPORTED_YET',
      { sites: [{ bucket: 'acme', prefix: '', distributionId: null }] },
    ],
    ['parameters', 'PUSH_TARGET_NOT_SUPPORTED_YET', { parameters: true }],
    ['expires', 'OPTION_NOT_SUPPORTED_YET', { expires: '2026-12-31T00:00:00Z' }],
    ['drift', 'OPTION_NOT_SUPPORTED_YET', { drift: 'review' as const }],
  ])('is said of %s, never skipped', (subject, code, asked) => {
    const findings = unsupportedFindings(aRequest(asked));

    expect(findings).toEqual([expect.objectContaining({ code, subject, severity: 'error' })]);
  });

  it('is nothing that a request of storage alone asks for', () => {
    const request = aRequest({
      grants: storageGrants(
        aStorageGrant({ authenticated: ['read'], guest: ['read'], groups: { admins: ['read'] } }),
      ),
      readRoleArn: authRoleArn,
    });

    expect(unsupportedFindings(request)).toEqual([]);
  });
});

describe('Grants without an identity pool', () => {
  it('W-5: have no role to stand on, and there are two ways out', () => {
    const request = aRequest({ identityPoolId: null, grants: storageGrants(aStorageGrant()) });

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

  it.each(['graphql', 'rest', 'analytics', 'geo', 'predictions', 'interactions'] as const)(
    'W-4, W-5: need one for %s as well',
    (category) => {
      const request = aRequest({
        identityPoolId: null,
        grants: { ...storageGrants(aStorageGrant()), [category]: [{ authenticated: true }] },
      });

      expect(identityPoolFindings(request)).toEqual([
        expect.objectContaining({
          code: 'IDENTITY_POOL_NEEDED',
          message: `grants.storage and grants.${category} are granted on the roles of an identity pool, and the request names none.`,
        }),
      ]);
    },
  );

  it.each([
    ['nothing is granted', aRequest({ identityPoolId: null })],
    ['the pool is named', aRequest({ grants: storageGrants(aStorageGrant()) })],
  ])('are no matter when %s', (_, request) => {
    expect(identityPoolFindings(request)).toEqual([]);
  });
});

describe('A granted bucket', () => {
  const request = aRequest({ grants: storageGrants(aStorageGrant()) });
  const there = (allowTag: string | null = null) => found({ region: 'eu-west-1', allowTag });
  const judge = (reading: ReturnType<typeof there>, allowList = {}) =>
    bucketFindings(request, { [bucketName]: reading }, allowList);

  it('is fine when its owner allows the app by its tag', () => {
    expect(judge(there('storefront'))).toEqual([]);
  });

  it('is fine when the stack allows it', () => {
    expect(judge(there(), { storefront: ['arn:aws:s3:::storefront-*'] })).toEqual([]);
  });

  it.each([
    [null, 'no tag'],
    ['warehouse', 'warehouse'],
  ])(
    'is not to be used with the tag %j, and the command adds one and keeps the others',
    (tag, what) => {
      expect(judge(there(tag))).toEqual([
        expect.objectContaining({
          code: 'RESOURCE_NOT_ALLOWED',
          subject: bucketName,
          found: what,
          needed: 'amplify-import = storefront',
          message: `The owner of the bucket ${bucketName} has not allowed storefront to use it.`,
          command: `aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:s3:::${bucketName} --tags amplify-import=storefront`,
        }),
      ]);
    },
  );

  it('is for the rights of the caller to decide in process', () => {
    expect(bucketFindings(request, { [bucketName]: there() }, null)).toEqual([]);
  });

  it.each([
    ['is not there', notFound, 'BUCKET_NOT_FOUND'],
    ['may not be read', denied('s3:GetBucketLocation'), 'READ_DENIED'],
  ])('is told when it %s', (_, reading, code) => {
    expect(judge(reading)).toEqual([expect.objectContaining({ code, subject: bucketName })]);
  });

  it('must lie where the request says', () => {
    const elsewhere = aRequest({ grants: storageGrants(aStorageGrant({ region: 'us-east-1' })) });

    const findings = bucketFindings(elsewhere, { [bucketName]: there() }, null);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'BUCKET_REGION_MISMATCH',
        found: 'eu-west-1',
        needed: 'us-east-1',
      }),
    ]);
  });

  it('may lie anywhere when the request does not say', () => {
    const reading = found({ region: 'ap-southeast-2', allowTag: null });

    expect(bucketFindings(request, { [bucketName]: reading }, null)).toEqual([]);
  });

  it('is judged in every way at once, and beside every other bucket', () => {
    const request2 = aRequest({
      grants: storageGrants(
        aStorageGrant({ region: 'us-east-1' }),
        aStorageGrant({ bucket: 'another-bucket' }),
      ),
    });

    const findings = bucketFindings(
      request2,
      { [bucketName]: there('warehouse'), 'another-bucket': notFound },
      {},
    );

    expect(codes(findings)).toEqual([
      'BUCKET_REGION_MISMATCH',
      'RESOURCE_NOT_ALLOWED',
      'BUCKET_NOT_FOUND',
    ]);
  });
});
