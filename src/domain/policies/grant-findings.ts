import { finding, type Finding } from '../../contract/findings.ts';
import type { GrantCategory } from '../../contract/grants.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { grantedCategories } from '../request/granted-to.ts';
import { retiredServiceFindings } from '../grants/retired-services.ts';
import { allowedBy, type AllowList } from '../pools/allowance.ts';
import { regionOfPool, partitionOf } from '../ids.ts';
import type { BucketDescription, Reading } from '../readings.ts';
import { deniedReadings } from '../denied-readings.ts';

/** What a request asks for that this version does not know how to do: said, never skipped. */
export function unsupportedFindings(request: ImportRequest): Finding[] {
  const categories = Object.entries(request.grants) as [GrantCategory, readonly unknown[]][];
  const grants = categories
    .filter(([category, list]) => category !== 'storage' && list.length > 0)
    .map(([category]) => `grants.${category}`);
  const storage = request.grants.storage.flatMap((grant, index) =>
    grant.paths ? [`grants.storage.${index}.paths`] : [],
  );
  const targets = [
    ...(request.functions.length > 0 ? ['functions'] : []),
    ...(request.hosting.length > 0 ? ['hosting'] : []),
    ...(request.sites.length > 0 ? ['sites'] : []),
    ...(request.parameters ? ['parameters'] : []),
  ];
  const options = [
    ...(request.expires ? ['expires'] : []),
    ...(request.drift === 'review' ? ['drift'] : []),
  ];
  return [
    ...retiredServiceFindings(request),
    ...[...grants, ...storage].map((subject) => finding('GRANT_NOT_SUPPORTED_YET', { subject })),
    ...targets.map((subject) => finding('PUSH_TARGET_NOT_SUPPORTED_YET', { subject })),
    ...options.map((subject) => finding('OPTION_NOT_SUPPORTED_YET', { subject })),
  ];
}

/** Whatever is granted is granted on the roles of an identity pool, in every category. */
export function identityPoolFindings(request: ImportRequest): Finding[] {
  const granted = grantedCategories(request);
  if (request.identityPoolId || granted.length === 0) return [];
  const categories = granted.join(' and ');
  return [
    finding('IDENTITY_POOL_NEEDED', {
      subject: granted.join(', '),
      message: `${categories} ${granted.length > 1 ? 'are' : 'is'} granted on the roles of an identity pool, and the request names none.`,
      found: 'user pool only',
      needed: 'user pool and identity pool',
      resolution: `Name "identityPoolId", an identity pool that accepts the app clients of the user pool, or leave ${categories} out.`,
    }),
  ];
}

/** Judges the buckets that a request grants: there, where the request says, and allowed to us. */
export function bucketFindings(
  request: ImportRequest,
  buckets: Readonly<Record<string, Reading<BucketDescription>>>,
  allowList: AllowList | null,
): Finding[] {
  const partition = partitionOf(regionOfPool(request.userPoolId ?? ''));
  return request.grants.storage.flatMap((grant) => {
    const reading = buckets[grant.bucket];
    if (!reading || reading.status === 'denied')
      return deniedReadings(grant.bucket, [reading ?? null]);
    if (reading.status === 'not-found') {
      return [finding('BUCKET_NOT_FOUND', { subject: grant.bucket })];
    }
    const { region, allowTag } = reading.value;
    const elsewhere = grant.region !== null && grant.region !== region;
    const arn = `arn:${partition}:s3:::${grant.bucket}`;
    const allowed = allowList ? allowedBy(allowList, request.app, arn, allowTag) : true;
    return [
      ...(elsewhere
        ? [
            finding('BUCKET_REGION_MISMATCH', {
              subject: grant.bucket,
              found: region,
              needed: grant.region ?? region,
            }),
          ]
        : []),
      ...(allowed
        ? []
        : [
            finding('RESOURCE_NOT_ALLOWED', {
              subject: grant.bucket,
              message: `The owner of the bucket ${grant.bucket} has not allowed ${request.app} to use it.`,
              found: allowTag ?? 'no tag',
              needed: `amplify-import = ${request.app}`,
              command: { region, arn, app: request.app },
            }),
          ]),
    ];
  });
}
