import {
  pinpointArnPattern,
  streamArnPatterns,
  type AnalyticsGrant,
} from '../../../contract/grants/analytics.ts';
import { parseArn } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

type StreamService = keyof typeof streamArnPatterns;

/** An app puts records and never reads them (docs/facts/gen1-grants.md, "Analytics"). */
const streamActions: Readonly<Record<StreamService, readonly string[]>> = {
  kinesis: ['kinesis:PutRecord', 'kinesis:PutRecords'],
  firehose: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
};

/** The stream of a grant; `null` for an app of Pinpoint, which no longer exists. */
export function stream({ stream: arn }: AnalyticsGrant): NamedResource | null {
  const services = Object.keys(streamArnPatterns) as StreamService[];
  const service = services.find((candidate) => streamArnPatterns[candidate].test(arn));
  const parts = parseArn(arn);
  if (!service || !parts) return null;
  const { resource: id, region, partition, account } = parts;
  return { service, id, region, owner: { partition, account } };
}

export function isPinpoint({ stream: arn }: AnalyticsGrant): boolean {
  return pinpointArnPattern.test(arn);
}

/** What one analytics grant gives to the role of some users. */
export function analyticsPermissions(
  grant: AnalyticsGrant,
  grantee: Grantee,
  { service, id }: NamedResource,
  place: Place,
): readonly Permission[] {
  if (!rightsOf(grant, grantee)) return [];
  return streamActions[service as StreamService].map((action) => ({
    action,
    resource: arnIn(place, service, id),
  }));
}
