import { PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3';

/** Lets pages of these origins use a bucket: a browser would take nothing from it otherwise. */
export async function allowOrigins(
  s3: S3Client,
  Bucket: string,
  AllowedOrigins: string[],
): Promise<void> {
  const rule = {
    AllowedOrigins,
    AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
  };
  const CORSConfiguration = { CORSRules: [rule] };
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
}
