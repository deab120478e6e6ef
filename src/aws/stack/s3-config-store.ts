import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { AwsUnavailable } from '../../contract/errors/faults.ts';
import { AccessDenied, ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { compareText, sha256 } from '../../domain/canonical.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { s3 } from '../clients/s3-client.ts';
import type { ConfigStore } from '../../procedures/config/port.ts';

/** The stack's bucket as config store, with S3's conditional writes. */
export function s3ConfigStore(Bucket: string): ConfigStore {
  return {
    address: (key) => `s3://${Bucket}/${key}`,

    read: async (Key) => {
      try {
        return await call('s3:GetObject', `${Bucket}/${Key}`, async () => {
          const answer = await s3().send(new GetObjectCommand({ Bucket, Key }), sendOptions());
          const text = (await answer.Body?.transformToString('utf-8')) ?? '';
          return { text, etag: answer.ETag ?? '' };
        });
      } catch (error) {
        if (error instanceof ResourceMissing) return null;
        throw error;
      }
    },

    write: (Key, Body, { contentType, cacheControl }, condition) =>
      call('s3:PutObject', `${Bucket}/${Key}`, async () => {
        const command = new PutObjectCommand({
          Bucket,
          Key,
          Body,
          ContentType: contentType,
          CacheControl: cacheControl,
          ChecksumSHA256: sha256Base64(Body),
          ...(condition &&
            ('absent' in condition ? { IfNoneMatch: '*' } : { IfMatch: condition.etag })),
        });
        try {
          await s3().send(command, sendOptions());
          return true;
        } catch (error) {
          if (condition && isConditionFailure(error)) return false;
          throw error;
        }
      }),

    list: async (Prefix) => {
      const pages = await listPages({ Bucket, Prefix });
      const keys = pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
      return keys.toSorted(compareText);
    },

    folders: async (folder) => {
      const pages = await listPages({ Bucket, Prefix: folder, Delimiter: '/' });
      const prefixes = pages.flatMap(({ CommonPrefixes = [] }) => CommonPrefixes);
      const names = prefixes.map(({ Prefix = '' }) => Prefix.slice(folder.length, -1));
      return names.toSorted(compareText);
    },

    remove: (Key) =>
      call('s3:DeleteObject', `${Bucket}/${Key}`, async () => {
        await s3().send(new DeleteObjectCommand({ Bucket, Key }), sendOptions());
      }),

    purge: (Prefix) =>
      call('s3:DeleteObjectVersion', `${Bucket}/${Prefix}`, async () => {
        let from: { KeyMarker?: string; VersionIdMarker?: string } | undefined;
        do {
          const answer = await s3().send(
            new ListObjectVersionsCommand({ Bucket, Prefix, ...from }),
            sendOptions(),
          );
          const versions = [...(answer.Versions ?? []), ...(answer.DeleteMarkers ?? [])];
          await deleteVersions(Bucket, versions);
          from = answer.IsTruncated
            ? {
                ...(answer.NextKeyMarker && { KeyMarker: answer.NextKeyMarker }),
                ...(answer.NextVersionIdMarker && { VersionIdMarker: answer.NextVersionIdMarker }),
              }
            : undefined;
        } while (from);
      }),
  };
}

function listPages(
  input: Pick<ListObjectsV2CommandInput, 'Bucket' | 'Prefix' | 'Delimiter'>,
): Promise<readonly ListObjectsV2CommandOutput[]> {
  return call('s3:ListBucket', `${input.Bucket}/${input.Prefix}`, async () => {
    const pages: ListObjectsV2CommandOutput[] = [];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        ...input,
        ...(token && { ContinuationToken: token }),
      });
      const answer = await s3().send(command, sendOptions());
      pages.push(answer);
      token = answer.NextContinuationToken;
    } while (token);
    return pages;
  });
}

/** A page of versions, which is as many as one call deletes. @throws AccessDenied for the first that stays */
async function deleteVersions(
  Bucket: string,
  versions: readonly {
    readonly Key?: string | undefined;
    readonly VersionId?: string | undefined;
  }[],
): Promise<void> {
  if (versions.length === 0) return;
  const Objects = versions.flatMap(({ Key, VersionId }) =>
    Key ? [{ Key, ...(VersionId && { VersionId }) }] : [],
  );
  const { Errors = [] } = await s3().send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    sendOptions(),
  );
  const [first] = Errors;
  if (!first) return;
  if (first.Code === 'AccessDenied') {
    throw new AccessDenied('s3:DeleteObjectVersion', `${Bucket}/${first.Key}`);
  }
  throw new AwsUnavailable(`${first.Key} was not deleted: ${first.Code}.`);
}

/** S3 holds what arrives against it, refuses what differs (`BadDigest`), and keeps it with the object. */
function sha256Base64(text: string): string {
  return Buffer.from(sha256(text), 'hex').toString('base64');
}

/** 412: the condition did not hold. 404 on If-Match: the object is gone (S3 guide, conditional writes). */
function isConditionFailure(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'PreconditionFailed' || $metadata?.httpStatusCode === 412 || name === 'NoSuchKey';
}
