import { describe, expect, it } from '@jest/globals';
import { synthesize } from './template.ts';

const stack = synthesize();

describe('what is stored', () => {
  const buckets = [...stack.all('AWS::S3::Bucket')];
  const tables = [...stack.all('AWS::DynamoDB::Table').values()];

  it('buckets and table survive the stack', () => {
    const kept = [...buckets.map(([, bucket]) => bucket), ...tables];

    expect(kept).toHaveLength(3);
    for (const resource of kept) expect(resource).toMatchObject({ UpdateReplacePolicy: 'Retain' });
    expect(tables.map((table) => table.DeletionPolicy)).toEqual(['Retain']);
  });

  it('a first deploy that fails leaves no bucket behind', () => {
    const policies = buckets.map(([, bucket]) => bucket.DeletionPolicy);

    expect(policies).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
  });

  it('CloudFormation names them, so that a second deploy finds no name taken', () => {
    for (const [, { Properties }] of buckets) expect(Properties['BucketName']).toBeUndefined();
    for (const { Properties } of tables) expect(Properties['TableName']).toBeUndefined();
  });

  it.each(buckets)(
    'bucket %s is private, encrypted by S3, and takes no plain HTTP',
    (id, bucket) => {
      const policy = [...stack.all('AWS::S3::BucketPolicy').values()].find(
        ({ Properties }) => (Properties['Bucket'] as { Ref: string }).Ref === id,
      );

      expect(bucket.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
      });
      expect(policy?.Properties['PolicyDocument']).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      });
    },
  );

  it('the config bucket keeps versions and logs who reads it', () => {
    const versioned = buckets.filter(([, bucket]) => 'LoggingConfiguration' in bucket.Properties);

    expect(versioned.map(([, { Properties }]) => Properties['VersioningConfiguration'])).toEqual([
      { Status: 'Enabled' },
    ]);
  });

  it('nothing is installed by a custom resource', () => {
    expect(stack.all('Custom::S3BucketNotifications').size).toBe(0);
    expect(stack.all('AWS::CloudFormation::CustomResource').size).toBe(0);
  });

  it('the link table is on demand, keyed by pk and sk, recoverable and protected', () => {
    expect(tables.map(({ Properties }) => Properties)).toMatchObject([
      {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    ]);
  });
});
