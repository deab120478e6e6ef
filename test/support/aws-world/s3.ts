import { createHash } from 'node:crypto';
import type {
  CORSRule,
  DeleteObjectsCommandInput,
  GetBucketCorsCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketLocationCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketTaggingCommandInput,
  GetObjectCommandInput,
  ListObjectsV2CommandInput,
  ListObjectVersionsCommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { awsError } from './aws-error.ts';
import { siteBuckets } from './site-buckets.ts';

/** An object as it lies in a bucket. */
export type SeededObject = {
  readonly body: string;
  readonly etag: string;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
  readonly modified: Date;
};

export type SeededBucket = {
  /** The account that it belongs to. */
  owner: string;
  region: string;
  tags: Record<string, string>;
  objects: Map<string, SeededObject>;
  /** `null`: never configured. */
  cors: CORSRule[] | null;
  /** Its own policy; left out: it has none. */
  policy?: object;
  /** The key that encrypts by default; `null`: S3's own. */
  kmsKey: string | null;
  /** Whether IAM knows its tags. */
  abac: boolean;
};

type Expecting = Pick<GetObjectCommandInput, 'Bucket' | 'ExpectedBucketOwner'>;

/** Keys per listing; S3's own default is 1,000. */
const pageSize = 1_000;

/** Buckets with S3's conditional writes: one write of several on one version wins. */
export function s3() {
  const buckets = new Map<string, SeededBucket>();
  const find = (name: string | undefined): SeededBucket => {
    const bucket = buckets.get(name ?? '');
    if (bucket) return bucket;
    throw awsError('NoSuchBucket', 404, 'The specified bucket does not exist');
  };
  /** Of the owner that the caller expects, if it says one. */
  const owned = ({ Bucket, ExpectedBucketOwner: expected }: Expecting): SeededBucket => {
    const bucket = find(Bucket);
    if (expected === undefined || expected === bucket.owner) return bucket;
    throw awsError('AccessDenied', 403, 'Access Denied');
  };
  const requireCondition = (input: PutObjectCommandInput, stands: SeededObject | undefined) => {
    if (input.IfNoneMatch === '*' && stands) throw awsError('PreconditionFailed', 412);
    if (input.IfMatch === undefined) return;
    if (!stands) throw awsError('NoSuchKey', 404);
    if (input.IfMatch !== stands.etag) throw awsError('PreconditionFailed', 412);
  };
  return {
    buckets,
    effects: {
      ...siteBuckets(owned),

      GetBucketLocation: (input: GetBucketLocationCommandInput) => {
        const { region } = owned(input);
        return region === 'us-east-1' ? {} : { LocationConstraint: region };
      },

      GetBucketTagging: (input: GetBucketTaggingCommandInput) => {
        const tags = Object.entries(owned(input).tags);
        if (tags.length === 0) throw awsError('NoSuchTagSet', 404);
        return { TagSet: tags.map(([Key, Value]) => ({ Key, Value })) };
      },

      GetBucketCors: (input: GetBucketCorsCommandInput) => {
        const { cors } = owned(input);
        if (cors === null) throw awsError('NoSuchCORSConfiguration', 404);
        return { CORSRules: cors };
      },

      GetBucketPolicy: (input: GetBucketPolicyCommandInput) => {
        const { policy } = owned(input);
        if (!policy) throw awsError('NoSuchBucketPolicy', 404);
        return { Policy: JSON.stringify(policy) };
      },

      GetBucketEncryption: (input: GetBucketEncryptionCommandInput) => {
        const { kmsKey } = owned(input);
        const byDefault = kmsKey
          ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKey }
          : { SSEAlgorithm: 'AES256' };
        return {
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }],
          },
        };
      },

      GetObject: ({ Key = '', ...bucket }: GetObjectCommandInput) => {
        const object = owned(bucket).objects.get(Key);
        if (!object) throw awsError('NoSuchKey', 404, 'The specified key does not exist.');
        return {
          ETag: object.etag,
          LastModified: object.modified,
          Body: { transformToString: () => Promise.resolve(object.body) },
        };
      },

      PutObject: (input: PutObjectCommandInput) => {
        const { objects } = owned(input);
        const key = input.Key ?? '';
        requireCondition(input, objects.get(key));
        if (typeof input.Body !== 'string') throw new Error('This world stores text only.');
        const sum = createHash('sha256').update(input.Body, 'utf8').digest('base64');
        if ((input.ChecksumSHA256 ?? sum) !== sum) throw awsError('BadDigest', 400);
        const object = seededObject(input.Body, input);
        objects.set(key, object);
        return { ETag: object.etag };
      },

      /** Of each object the version that stands: this world keeps no older ones. */
      ListObjectVersions: ({ Bucket, Prefix = '' }: ListObjectVersionsCommandInput) => ({
        Versions: [...find(Bucket).objects]
          .filter(([Key]) => Key.startsWith(Prefix))
          .map(([Key, { etag }]) => ({ Key, VersionId: etag, IsLatest: true })),
      }),

      DeleteObjects: ({ Bucket, Delete }: DeleteObjectsCommandInput) => {
        for (const { Key = '' } of Delete?.Objects ?? []) find(Bucket).objects.delete(Key);
        return {};
      },

      /** What a delimiter rolls up counts once (S3 API reference, ListObjectsV2). */
      ListObjectsV2: ({
        Bucket,
        Prefix = '',
        Delimiter,
        ContinuationToken,
      }: ListObjectsV2CommandInput) => {
        const keys = [...find(Bucket).objects.keys()].filter((key) => key.startsWith(Prefix));
        const rolledUp = (key: string) => {
          const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
          return end < 0 ? key : key.slice(0, end + 1);
        };
        const entries = [...new Set(keys.map(rolledUp))].toSorted();
        const begin = Number(ContinuationToken ?? 0);
        const end = begin + pageSize;
        const page = entries.slice(begin, end);
        const isFolder = (entry: string) => Delimiter !== undefined && entry.endsWith(Delimiter);
        return {
          Contents: page.filter((entry) => !isFolder(entry)).map((Key) => ({ Key })),
          CommonPrefixes: page.filter(isFolder).map((folder) => ({ Prefix: folder })),
          ...(entries.length > end && { NextContinuationToken: String(end) }),
        };
      },
    },
  };
}

/** Every object is written a second after the one before. */
let seconds = 0;

/** An object of this text. */
export function seededObject(
  body: string,
  { ContentType, CacheControl }: Pick<PutObjectCommandInput, 'ContentType' | 'CacheControl'> = {},
): SeededObject {
  const etag = `"${createHash('md5').update(body, 'utf8').digest('hex')}"`;
  seconds += 1;
  const modified = new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
  return { body, etag, contentType: ContentType, cacheControl: CacheControl, modified };
}
