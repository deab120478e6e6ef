import type { StorageGrant } from '../../../contract/grants/storage.ts';
import type { Category } from '../category.ts';
import { bucketFindings } from './bucket-findings.ts';
import { bucketsOf } from './config.ts';
import { storageBucket, storagePermissions } from './permissions.ts';
import { storagePlaces } from './places.ts';

/** Objects of S3 buckets. */
export const storageCategory = {
  places: storagePlaces,
  resource: storageBucket,
  permissions: storagePermissions,
  findings: bucketFindings,
  config: ({ request, resources }) => bucketsOf(request, resources),
} satisfies Category<StorageGrant>;
