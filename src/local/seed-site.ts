import type { S3Client } from '@aws-sdk/client-s3';
import { CreateBucketCommand, PutBucketTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { siteTagName } from '../contract/push/site.ts';

/** The bucket of a web app, which lets the project lay its files beside the app. */
export const seedSite = async (client: S3Client, Bucket: string): Promise<string> => {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  }
  const tag = { Key: siteTagName, Value: 'any' };
  await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [tag] } }));
  const page = '<!doctype html><title>Storefront</title>\n';
  await client.send(
    new PutObjectCommand({ Bucket, Key: 'index.html', Body: page, ContentType: 'text/html' }),
  );
  return Bucket;
};
