import { S3Client } from '@aws-sdk/client-s3';
import { perRegion } from './per-region.ts';
import { whereEndpointIsSet } from './set-endpoint.ts';

/** Names buckets in the host, or in the path where an endpoint is set. */
export const s3 = perRegion((options) =>
  whereEndpointIsSet(new S3Client({ ...options, followRegionRedirects: true }), {
    forcePathStyle: true,
  }),
);
