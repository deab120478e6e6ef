import { finding, type Finding } from '../../../contract/findings.ts';
import type { Judged } from '../category.ts';
import { stream } from './permissions.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { keyFindings } from '../resources/key-findings.ts';

/** Whether the streams that a request grants take what an app puts into them. */
export function streamFindings(judged: Judged): Finding[] {
  const { request, readings } = judged;
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
    return keyFindings({ code: 'STREAM_KMS_KEY', ...encrypted }, judged);
  });
}
