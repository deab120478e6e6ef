import type { Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { categoryFindings, namedResources } from './categories.ts';
import { resourcePresenceFindings, type Judging } from './resources/presence.ts';
import type { ResourceReadings } from './resources/readings.ts';

/** Whether each resource that a request grants is there, allowed to us, and would do its work. */
export function resourceFindings(
  request: RunRequest,
  readings: ResourceReadings,
  judging: Judging,
): Finding[] {
  const { roles, clients, tokens, origins } = judging;
  const presence = [...namedResources(request)].flatMap(([key, resource]) => {
    const reading = readings[key];
    return reading ? resourcePresenceFindings(resource, reading, request.app, judging) : [];
  });
  const judged = { request, readings, roles, clients, tokens, ...(origins && { origins }) };
  return [...presence, ...categoryFindings(judged)];
}
