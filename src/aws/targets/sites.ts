import {
  DeleteObjectCommand,
  GetBucketAbacCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { siteTagName } from '../../contract/push/site.ts';
import { sha256 } from '../../domain/canonical.ts';
import type { Sites } from '../../procedures/targets/site/port.ts';
import { bucketKmsKey, bucketRegion, type OwnedBucket } from '../account/resources/s3.ts';
import { unread } from '../account/resources/describer.ts';
import { sendOptions } from '../abort.ts';
import { reading } from '../aws-errors.ts';
import { s3 } from '../clients/s3-client.ts';
import { callQuietly, readingQuietly } from '../quietly.ts';

/** Buckets of an account with our files in them: each call is for a bucket of that account only. */
export function s3Sites(account: () => Promise<string | null>): Sites {
  const owned = async (Bucket: string): Promise<OwnedBucket> => {
    const owner = await account();
    return { Bucket, ...(owner !== null && { ExpectedBucketOwner: owner }) };
  };
  return {
    bucket: async (name, withWord) => {
      const bucket = await owned(name);
      const [location, tag, abac, kmsKey] = await Promise.all([
        reading('s3:GetBucketLocation', name, () => bucketRegion(bucket)),
        withWord ? reading('s3:GetBucketTagging', name, () => tagOf(bucket)) : unread,
        withWord ? reading('s3:GetBucketAbac', name, () => hasAbac(bucket)) : noAbac,
        reading('s3:GetEncryptionConfiguration', name, () => bucketKmsKey(bucket)),
      ]);
      if (location.status !== 'found') return location;
      if (tag.status === 'denied') return tag;
      if (abac.status === 'denied') return abac;
      return {
        status: 'found',
        value: {
          region: location.value,
          // S3 answers "404" for what was never configured.
          tag: tag.status === 'found' ? tag.value : null,
          abac: abac.status === 'found' && abac.value,
          kmsKey: kmsKey.status === 'found' ? kmsKey.value : null,
        },
      };
    },

    object: (name, Key) =>
      readingQuietly('s3:GetObject', `${name}/${Key}`, async () => {
        const { Body, ETag, LastModified } = await s3().send(
          new GetObjectCommand({ ...(await owned(name)), Key }),
          sendOptions(),
        );
        return {
          etag: ETag ?? '',
          sha256: sha256((await Body?.transformToString('utf-8')) ?? ''),
          modified: LastModified?.toISOString() ?? '',
        };
      }),

    put: (name, Key, { text: Body, contentType }, over) =>
      unlessChanged('s3:PutObject', `${name}/${Key}`, async () => {
        const command = new PutObjectCommand({
          ...(await owned(name)),
          Key,
          Body,
          ContentType: contentType,
          // Browsers and CloudFront ask each time whether it has changed.
          CacheControl: 'no-cache',
          ChecksumSHA256: Buffer.from(sha256(Body), 'hex').toString('base64'),
          ...(over === null ? { IfNoneMatch: '*' } : { IfMatch: over }),
        });
        await s3().send(command, sendOptions());
      }),

    remove: (name, Key, IfMatch) =>
      unlessChanged('s3:DeleteObject', `${name}/${Key}`, async () => {
        const command = new DeleteObjectCommand({ ...(await owned(name)), Key, IfMatch });
        await s3().send(command, sendOptions());
      }),
  };
}

const noAbac = { status: 'found', value: false } as const;

async function tagOf(bucket: OwnedBucket): Promise<string | null> {
  const { TagSet = [] } = await s3().send(new GetBucketTaggingCommand(bucket), sendOptions());
  return TagSet.find(({ Key }) => Key === siteTagName)?.Value ?? null;
}

async function hasAbac(bucket: OwnedBucket): Promise<boolean> {
  const { AbacStatus } = await s3().send(new GetBucketAbacCommand(bucket), sendOptions());
  return AbacStatus?.Status === 'Enabled';
}

/** 412: the condition did not hold. 404 on If-Match: the object is gone (S3 guide, conditional writes). */
function unlessChanged(
  action: string,
  resource: string,
  send: () => Promise<void>,
): Promise<boolean> {
  return callQuietly(action, resource, async () => {
    try {
      await send();
      return true;
    } catch (error) {
      const { name, $metadata } = error as {
        name?: string;
        $metadata?: { httpStatusCode?: number };
      };
      if (name === 'NoSuchKey' || $metadata?.httpStatusCode === 412) return false;
      throw error;
    }
  });
}
