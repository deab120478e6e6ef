import type { Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { apiFindings } from './api-findings.ts';
import { bucketFindings } from './bucket-findings.ts';
import { namedResources } from './categories.ts';
import { graphqlApiFindings } from './graphql-api-findings.ts';
import { resourcePresenceFindings, type Judging } from './resource-presence.ts';
import type { ResourceReadings } from './resource-readings.ts';
import { streamFindings } from './stream-findings.ts';

/** Whether each resource that a request grants is there, allowed to us, and would do its work. */
export function resourceFindings(
  request: RunRequest,
  readings: ResourceReadings,
  judging: Judging,
): Finding[] {
  const { roles, clients } = judging;
  const presence = [...namedResources(request)].flatMap(([key, resource]) => {
    const reading = readings[key];
    return reading ? resourcePresenceFindings(resource, reading, request.app, judging) : [];
  });
  return [
    ...presence,
    ...bucketFindings(request, readings, roles),
    ...graphqlApiFindings(request, readings, clients),
    ...apiFindings(request, readings, clients),
    ...streamFindings(request, readings, roles),
  ];
}
