import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import { stream } from './analytics.ts';
import { resourceKey } from './granted-resource.ts';
import { keyFindings } from './key-findings.ts';
import type { ResourceReadings } from './resource-readings.ts';

/** Whether the streams that a request grants take what an app puts into them. */
export function streamFindings(
  request: RunRequest,
  readings: ResourceReadings,
  roles: readonly PoolRole[],
): Finding[] {
  const streams = new Map(
    request.grants.analytics.flatMap((grant) => {
      const resource = stream(grant);
      return resource ? [[resourceKey(resource), resource] as const] : [];
    }),
  );
  return [...streams].flatMap(([key, resource]) => {
    const reading = readings[key];
    if (reading?.status !== 'found') return [];
    const { facts } = reading.value;
    if (facts.service === 'firehose' && facts.source !== 'DirectPut') {
      return [
        finding('STREAM_TAKES_NO_RECORDS', {
          stream: resource,
          source: facts.source,
        }),
      ];
    }
    if (facts.service !== 'kinesis' || facts.kmsKey === null) return [];
    const encrypted = { resource, description: reading.value, key: facts.kmsKey };
    return keyFindings({ code: 'STREAM_KMS_KEY', ...encrypted }, request, readings, roles);
  });
}
