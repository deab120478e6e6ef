/**
 * What apps do with a bucket, and the calls that Amplify's JavaScript library makes to S3 for it: a browser asks
 * the bucket for each of their methods (docs/facts/javascript-library.md, "Calls of storage").
 */
const methods = {
  read: { GET: 'to read and list', HEAD: 'to look at objects' },
  upload: {
    PUT: 'to upload',
    POST: 'to upload more than 5 MiB, which goes in parts',
    DELETE: 'to give up an upload in parts',
  },
  remove: { DELETE: 'to remove objects' },
  'remove folders': { POST: 'to remove folders' },
} as const;

export type BucketUse = keyof typeof methods;
export const bucketUses = Object.keys(methods) as readonly BucketUse[];

/** The methods that a browser needs for some uses, each with what it is needed for. */
export function browserMethods(uses: readonly BucketUse[]): ReadonlyMap<string, readonly string[]> {
  const reasons = uses.flatMap((use) => Object.entries(methods[use]));
  return new Map(
    reasons.map(([method]) => [
      method,
      reasons.flatMap(([other, reason]) => (other === method ? [reason] : [])),
    ]),
  );
}
