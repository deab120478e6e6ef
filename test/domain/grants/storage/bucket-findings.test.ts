import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { CorsRule } from '../../../../src/domain/grants/resources/readings.ts';
import type { PoolRole } from '../../../../src/contract/pool-settings.ts';
import type { StorageGrant } from '../../../../src/contract/grants/storage.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../../../support/builders/ids.ts';
import { aCorsRule } from '../../../support/builders/known-resources.ts';
import { denied, found, notFound } from '../../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../../support/builders/request.ts';
import { bucketReading } from '../../../support/builders/resources.ts';

const roles: readonly PoolRole[] = [
  { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
  { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
];

function judge(
  grants: readonly Partial<StorageGrant>[],
  reading: Parameters<typeof bucketReading>[1],
  origins: readonly string[] = [],
) {
  const request = aRequest({ grants: storageGrants(...grants.map(aStorageGrant)) });
  return resourceFindings(request, bucketReading(bucketName, reading), {
    allowList: null,
    roles,
    clients: [],
    origins,
  }).filter(({ code }) => code !== 'LIBRARY_CALL_NOT_GRANTED');
}

const everything = { authenticated: ['create', 'read', 'update', 'delete'] } as const;
const all: Partial<StorageGrant> = { authenticated: [...everything.authenticated] };
const withRules = (...rules: CorsRule[]) => ({ cors: found(rules) });

describe('A granted bucket', () => {
  it.each([
    ['is not there', notFound, 'BUCKET_NOT_FOUND'],
    ['may not be read', denied('s3:GetBucketLocation'), 'READ_DENIED'],
    ['is not for the caller to read', denied('s3:GetBucketTagging'), 'READ_DENIED'],
  ])('is told when it %s', (_, reading, code) => {
    expect(judge([all], reading)).toEqual([
      expect.objectContaining({ code, severity: 'error', subject: bucketName }),
    ]);
  });

  it('may be of another account where S3 denies the call that depends on the owner', () => {
    const [located] = judge([all], denied('s3:GetBucketLocation'));
    const [tagged] = judge([all], denied('s3:GetBucketTagging'));

    expect(located).toMatchObject({
      message: expect.stringContaining('or it belongs to another account'),
      resolution: expect.stringContaining('otherwise name one that is'),
      facts: { unsure: 'owner' },
    });
    expect(tagged).toMatchObject({ facts: { unsure: null } });
  });

  it('must lie where the request says', () => {
    expect(judge([{ region: 'us-east-1' }], {})).toEqual([
      expect.objectContaining({
        code: 'BUCKET_REGION_MISMATCH',
        facts: { bucket: bucketName, region: 'eu-west-1', requested: 'us-east-1' },
        found: 'eu-west-1',
        needed: 'us-east-1',
      }),
    ]);
  });

  it('may lie anywhere when the request does not say', () => {
    expect(judge([{}], { region: 'ap-southeast-2' })).toEqual([]);
  });
});

describe('The CORS configuration of a bucket', () => {
  it.each<[string, Partial<StorageGrant>, string[]]>([
    ['readers', { guest: ['read'] }, ['GET', 'HEAD']],
    ['uploads in parts', { authenticated: ['create'] }, ['PUT', 'POST', 'DELETE']],
    ['those who delete', { groups: { admins: ['delete'] } }, ['DELETE']],
    [
      'those who delete whole folders',
      { guest: ['read'], authenticated: ['delete'] },
      ['GET', 'HEAD', 'DELETE', 'POST'],
    ],
    [
      'readers of a path',
      { paths: { 'a/*': { entity: ['get'], authenticated: [], guest: [], groups: {} } } },
      ['GET', 'HEAD'],
    ],
  ])('must let a web app do for %s what is granted', (_, grant, methods) => {
    const exposing = aCorsRule({ methods });

    expect(judge([grant], withRules(exposing))).toEqual([]);
    for (const method of methods) {
      const others = methods.filter((other) => other !== method);
      const findings = judge([grant], withRules(aCorsRule({ methods: others })));
      expect(findings).toEqual([
        expect.objectContaining({
          code: 'BUCKET_CORS',
          severity: 'warning',
          facts: expect.objectContaining({ missing: [method], allowed: others, hidesETag: false }),
          message: expect.stringContaining(`no CORS rule allows ${method}`),
        }),
      ]);
    }
  });

  it('is said to be missing, with the command that makes one', () => {
    const [finding] = judge([{ guest: ['read'] }], { cors: notFound });

    expect(finding).toMatchObject({
      code: 'BUCKET_CORS',
      subject: bucketName,
      facts: { allowed: [], origins: [] },
      found: 'no CORS configuration',
      needed: 'GET to read and list; HEAD to look at objects',
      resolution: expect.stringContaining(
        'in place of https://*.your-app.* in the command, which S3 refuses',
      ),
      command: `aws s3api put-bucket-cors --bucket ${bucketName} --cors-configuration '{"CORSRules":[{"AllowedHeaders":["*"],"AllowedMethods":["GET","HEAD"],"AllowedOrigins":["https://*.your-app.*"]}]}'`,
    });
  });

  it('must expose ETag to who uploads, and the command puts a rule before the others', () => {
    const [finding] = judge([all], withRules(aCorsRule({ exposedHeaders: ['x-amz-request-id'] })));

    expect(finding).toMatchObject({
      code: 'BUCKET_CORS',
      facts: {
        missing: [],
        hidesETag: true,
        origins: ['https://app.example.com', 'http://localhost:3000'],
      },
      message: expect.stringContaining('no rule exposes ETag'),
      needed:
        'GET to read and list; HEAD to look at objects; PUT to upload; POST to upload more than 5 MiB, which goes in parts and to remove folders; DELETE to give up an upload in parts and to remove objects; ETag exposed',
      command: expect.stringContaining(
        `$(aws s3api get-bucket-cors --bucket ${bucketName} | jq --argjson rule '{"AllowedHeaders":["*"],"AllowedMethods":["GET","HEAD","PUT","POST","DELETE"],"AllowedOrigins":["https://app.example.com","http://localhost:3000"],"ExposeHeaders":["ETag"]}' '.CORSRules |= [$rule] + .')`,
      ),
    });
  });

  const app = 'https://shop.example.com';

  it.each([
    ['is the very origin', [app]],
    ['is any', ['*']],
    ['has one wildcard that stands for it', ['https://*.example.com']],
  ])('lets the app in by a rule of which an origin %s', (_, origins) => {
    expect(judge([all], withRules(aCorsRule({ origins })), [app])).toEqual([]);
  });

  it.each([
    ['is another one', ['https://app.example.com']],
    ['is longer than it', [`${app}/`]],
    ['would take one letter twice', ['https://shop.e*example.com']],
  ])('keeps the app out where every origin of a rule %s, whatever it allows', (_, origins) => {
    const [finding, ...others] = judge([all], withRules(aCorsRule({ origins })), [app]);

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'BUCKET_CORS',
      facts: { missing: [], shutOut: [app], hidesETag: false, appOrigins: [app] },
      message: expect.stringContaining(`no rule allows ${app} all that others may do`),
      needed: expect.stringMatching(new RegExp(`; for ${app}$`)),
      command: expect.stringContaining(`"AllowedOrigins":["${app}"]`),
    });
  });

  it('is judged for each origin of the app, by the first rule that knows it', () => {
    const silent = aCorsRule({ origins: [app], methods: ['PUT'], exposedHeaders: [] });

    const [finding] = judge([all], withRules(silent, aCorsRule({ origins: ['*'] })), [app]);

    expect(finding).toMatchObject({ facts: { missing: [], hidesETag: true } });
    expect(finding?.facts).not.toHaveProperty('shutOut');
  });

  it('is no matter for a grant that gives nothing', () => {
    expect(judge([{}], { cors: notFound })).toEqual([]);
  });

  it('that may not be read leaves a doubt, and refuses nothing', () => {
    expect(judge([all], { cors: denied('s3:GetBucketCORS') })).toEqual([
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'warning',
        message: expect.stringContaining('not known whether what is granted there will work'),
        needed: 's3:GetBucketCORS',
        facts: { of: bucketName, action: 's3:GetBucketCORS', unsure: 'effect' },
      }),
    ]);
  });
});

describe('The customer key of a bucket', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';

  it.each<[string, Partial<StorageGrant>, string, string]>([
    ['readers decrypt', { guest: ['read'] }, guestRoleArn, 'Decrypt'],
    [
      'writers also make keys',
      { authenticated: ['create'] },
      authRoleArn,
      'Decrypt GenerateDataKey',
    ],
  ])('is one that the role must be allowed: %s', (_, grant, role, operations) => {
    expect(judge([grant], { kmsKey: found(key) })).toEqual([
      expect.objectContaining({
        code: 'BUCKET_KMS_KEY',
        severity: 'warning',
        subject: role,
        facts: expect.objectContaining({ role, key, operations: operations.split(' ') }),
        found: key,
        command: `aws kms create-grant --region eu-west-1 --key-id "$(aws kms describe-key --region eu-west-1 --key-id ${key} --query KeyMetadata.Arn --output text)" --grantee-principal ${role} --operations ${operations}`,
      }),
    ]);
  });

  it('is no matter for a role that does nothing with objects', () => {
    expect(judge([{ authenticated: ['delete'] }], { kmsKey: found(key) })).toEqual([]);
  });

  it('that may not be asked for leaves a doubt, and refuses nothing', () => {
    expect(judge([all], { kmsKey: denied('s3:GetEncryptionConfiguration') })).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', severity: 'warning' }),
    ]);
  });
});
