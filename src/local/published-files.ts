import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';

/** The files that a frontend fetches, by name. */
export type PublishedFiles = Readonly<Record<string, string>>;

const fileNames = [
  'amplify_outputs.json',
  'amplifyconfiguration.json',
  'android/amplifyconfiguration.json',
  'android/awsconfiguration.json',
  'aws-exports.js',
  'flutter/amplifyconfiguration.dart',
  'ios/amplifyconfiguration.json',
  'ios/awsconfiguration.json',
] as const;

/** Fetches the current files of an environment from the bucket, as a frontend would. */
export async function fetchPublished(
  s3: S3Client,
  bucket: string,
  app: string,
  env: string,
): Promise<PublishedFiles> {
  const files = await Promise.all(
    fileNames.map(async (name) => [
      name,
      await fetchText(s3, bucket, `config/${app}/${env}/${name}`),
    ]),
  );
  return Object.fromEntries(files) as PublishedFiles;
}

/** Waits until an environment is published, at most `seconds`. */
export async function waitForPublished(
  s3: S3Client,
  bucket: string,
  app: string,
  env: string,
  seconds: number,
): Promise<PublishedFiles> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await fetchPublished(s3, bucket, app, env);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
}

async function fetchText(s3: S3Client, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString('utf-8')) ?? '';
}
