import {
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import { partitionOf } from '../../../domain/ids.ts';
import type { CorsRule } from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { s3 } from '../../clients/s3-client.ts';
import { allowTagAmong, orNotFound, unread, type Describe } from './describer.ts';

/** Every principal of the account may use the key that AWS keeps for S3, through S3. */
const keyOfAws = /alias\/aws\/s3$/;

/** A bucket, and the account that must own it. */
export type OwnedBucket = { readonly Bucket: string; readonly ExpectedBucketOwner?: string };

/**
 * A bucket, in one wave of calls: three, one more for its tag, and one for its policy. Each of them is for a bucket of the
 * account that is asked, since a name says nothing of the owner and S3 answers for buckets of others
 * whose policies allow it. It denies the calls when the owner is another. S3 answers "404" for each part of it
 * that was never configured: no tag set, no CORS configuration, no policy, no encryption of its own.
 */
export const describeBucket: Describe = async (
  { id: name },
  { withTag, withPolicy, account: ask },
) => {
  const account = await ask();
  const owned = { Bucket: name, ...(account !== null && { ExpectedBucketOwner: account }) };
  const [location, tag, cors, kmsKey, policy] = await Promise.all([
    reading('s3:GetBucketLocation', name, () => bucketRegion(owned)),
    withTag ? reading('s3:GetBucketTagging', name, () => tagOf(owned)) : unread,
    reading('s3:GetBucketCORS', name, () => corsOf(owned)),
    reading('s3:GetEncryptionConfiguration', name, () => bucketKmsKey(owned)),
    withPolicy ? reading('s3:GetBucketPolicy', name, () => policyOf(owned)) : unread,
  ]);
  if (location.status !== 'found') return location;
  if (tag.status === 'denied') return tag;
  const region = location.value;
  const partition = partitionOf(region);
  return {
    status: 'found',
    value: {
      arn: `arn:${partition}:s3:::${name}`,
      place: { partition, region, account: account ?? '' },
      allowTag: tag.status === 'found' ? tag.value : null,
      facts: {
        service: 's3',
        cors,
        kmsKey: kmsKey.status === 'found' ? orNotFound(kmsKey.value) : kmsKey,
        policy: policy.status === 'found' ? orNotFound(policy.value) : policy,
      },
    },
  };
};

/** Buckets of us-east-1 have no constraint, and some of eu-west-1 the old one, "EU". */
export async function bucketRegion(owned: OwnedBucket): Promise<string> {
  const { LocationConstraint } = await s3().send(
    new GetBucketLocationCommand(owned),
    sendOptions(),
  );
  if (LocationConstraint === 'EU') return 'eu-west-1';
  return LocationConstraint || 'us-east-1';
}

async function tagOf(owned: OwnedBucket): Promise<string | null> {
  const { TagSet } = await s3().send(new GetBucketTaggingCommand(owned), sendOptions());
  return allowTagAmong(TagSet);
}

async function corsOf(owned: OwnedBucket): Promise<readonly CorsRule[]> {
  const { CORSRules = [] } = await s3().send(new GetBucketCorsCommand(owned), sendOptions());
  return CORSRules.map(({ AllowedOrigins, AllowedMethods, ExposeHeaders }) => ({
    origins: AllowedOrigins ?? [],
    methods: AllowedMethods ?? [],
    exposedHeaders: ExposeHeaders ?? [],
  }));
}

async function policyOf(owned: OwnedBucket): Promise<string | null> {
  const { Policy } = await s3().send(new GetBucketPolicyCommand(owned), sendOptions());
  return Policy ?? null;
}

/** The customer key of a bucket; `null` for the keys of S3 itself. */
export async function bucketKmsKey(owned: OwnedBucket): Promise<string | null> {
  const { ServerSideEncryptionConfiguration } = await s3().send(
    new GetBucketEncryptionCommand(owned),
    sendOptions(),
  );
  const rules = ServerSideEncryptionConfiguration?.Rules ?? [];
  const key = rules
    .map(({ ApplyServerSideEncryptionByDefault: byDefault }) => byDefault?.KMSMasterKeyID)
    .find(Boolean);
  return key && !keyOfAws.test(key) ? key : null;
}
