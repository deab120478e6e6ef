import type { Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/slices.ts';
import type { AllowList } from '../pools/allowance.ts';
import { apiFindings } from './api-findings.ts';
import { bucketFindings } from './bucket-findings.ts';
import { requestedGrants } from './categories.ts';
import { resourceKey } from './granted-resource.ts';
import { graphqlApiFindings } from './graphql-api-findings.ts';
import { presenceFindings } from './resource-presence.ts';
import type { ResourceReadings } from './resource-readings.ts';
import { streamFindings } from './stream-findings.ts';

/** What else decides about a resource. */
export type Judging = {
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
  /** Whose grants would need more than we write. */
  readonly roles: readonly PoolRole[];
  /** Ids of the app clients that a config would name. */
  readonly clients: readonly string[];
};

/** Whether each resource that a request grants is there, allowed to us, and would do its work. */
export function resourceFindings(
  request: ImportRequest,
  readings: ResourceReadings,
  { allowList, roles, clients }: Judging,
): Finding[] {
  const named = new Map(
    requestedGrants(request).flatMap(({ resource }) =>
      resource ? [[resourceKey(resource), resource] as const] : [],
    ),
  );
  const presence = [...named].flatMap(([key, resource]) => {
    const reading = readings[key];
    return reading ? presenceFindings(resource, reading, request.app, allowList) : [];
  });
  return [
    ...presence,
    ...bucketFindings(request, readings, roles),
    ...graphqlApiFindings(request, readings, clients),
    ...apiFindings(request, readings),
    ...streamFindings(request, readings, roles),
  ];
}
