import type { DeleteObjectCommandInput, GetBucketAbacCommandInput } from '@aws-sdk/client-s3';
import { awsError } from './aws-error.ts';
import type { SeededBucket } from './s3.ts';

/** What S3 is asked for a site beside what it is asked for a store or a grant. */
export function siteBuckets(
  owned: (input: {
    Bucket: string | undefined;
    ExpectedBucketOwner?: string | undefined;
  }) => SeededBucket,
) {
  return {
    GetBucketAbac: (input: GetBucketAbacCommandInput) => ({
      AbacStatus: { Status: owned(input).abac ? 'Enabled' : 'Disabled' },
    }),

    DeleteObject: (input: DeleteObjectCommandInput) => {
      const { objects } = owned(input);
      const stands = objects.get(input.Key ?? '');
      if (input.IfMatch !== undefined) {
        if (!stands) throw awsError('NoSuchKey', 404);
        if (input.IfMatch !== stands.etag) throw awsError('PreconditionFailed', 412);
      }
      objects.delete(input.Key ?? '');
      return {};
    },
  };
}
