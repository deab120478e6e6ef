import type { AnalyticsGrant } from '../../../contract/grants/analytics.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { streamsOf } from './config.ts';
import { analyticsPermissions, isPinpoint, stream } from './permissions.ts';
import { streamFindings } from './stream-findings.ts';

/** Records for streams of Kinesis and Firehose. */
export const analyticsCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: stream,
  permissions: toEach(analyticsPermissions),
  retired: (grant) => (isPinpoint(grant) ? { service: 'Pinpoint', resource: grant.stream } : null),
  findings: streamFindings,
  config: ({ request, resources }) => streamsOf(request, resources),
} satisfies Category<AnalyticsGrant>;
