import { AccessDenied } from '../../../contract/errors/caller-errors.ts';
import type { LinkName } from '../../../contract/link.ts';
import { linkTagOf, parameterFolder, parameterName } from '../../../contract/push/parameters.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import { sha256 } from '../../../domain/canonical.ts';
import { partitionOf } from '../../../domain/ids.ts';
import type { Reading } from '../../../domain/readings.ts';
import type { ParametersFacts } from '../../../domain/targets/parameters/rules.ts';
import { hashOfRecorded, seenValue } from '../../../domain/targets/seen-value.ts';
import type { Services } from '../../ports.ts';
import type { TargetSteps } from '../target-steps.ts';
import type { Parameters, StoredParameter } from './port.ts';

/** Looks at the parameters of a link: one call, and one more for each that the link does not know. */
export const readParameters: TargetSteps<ParametersFacts>['read'] = async (
  { names, held },
  link,
  services,
) => {
  const [region, listed] = await Promise.all([
    services.region(),
    services.parameters.below(parameterFolder(link)),
  ]);
  if (listed.status !== 'found') return listed;
  const ours = [...listed.value].filter(([key]) => names.includes(key));
  const taken: string[] = [];
  for (const [key, parameter] of ours) {
    if (wroteIt(held, key, parameter)) continue;
    const reading = await takenReading(link, key, parameter, services.parameters);
    if (reading.status === 'denied') return reading;
    if (reading.status === 'found' && reading.value) taken.push(key);
  }
  return {
    status: 'found',
    value: {
      arn: `arn:${partitionOf(region)}:ssm:${region}::parameter${parameterFolder(link)}`,
      tag: null,
      ours: Object.fromEntries(ours.map(([key, { text }]) => [key, seenValue(text ?? '')])),
      // What others keep below the name of a link is theirs, and in nobody's way.
      foreign: null,
      executionRole: null,
      region,
      facts: { region, taken },
    },
  };
};

/** Whether what stands is what the link says that it wrote: then nobody has to look at its tag. */
function wroteIt(held: RecordedTarget | null, key: string, { text }: StoredParameter): boolean {
  if (held === null || text === null || !Object.hasOwn(held.keys, key)) return false;
  const written = [hashOfRecorded('parameters', held.keys[key]?.after ?? ''), ...held.earlier];
  return written.includes(sha256(text));
}

async function takenReading(
  link: LinkName,
  key: string,
  { text }: StoredParameter,
  parameters: Parameters,
): Promise<Reading<boolean>> {
  if (text === null) return { status: 'found', value: true };
  const tag = await parameters.linkTag(parameterName(link, key));
  return tag.status === 'found' ? { ...tag, value: tag.value !== linkTagOf(link) } : tag;
}

/** Whether something stands under a name of ours that its tag does not call ours. @throws AccessDenied */
export async function isTaken(
  link: LinkName,
  key: string,
  parameter: StoredParameter,
  parameters: Parameters,
): Promise<boolean> {
  const reading = await takenReading(link, key, parameter, parameters);
  if (reading.status === 'denied') throw new AccessDenied(reading.action, parameterName(link, key));
  return reading.status === 'found' && reading.value;
}

/** What stands below the name of a link, for whoever is about to write there. @throws AccessDenied */
export async function standingParameters(
  link: LinkName,
  { parameters }: Pick<Services, 'parameters'>,
): Promise<ReadonlyMap<string, StoredParameter>> {
  const folder = parameterFolder(link);
  const listed = await parameters.below(folder);
  if (listed.status === 'denied') throw new AccessDenied(listed.action, folder);
  return listed.status === 'found' ? listed.value : new Map<string, never>();
}
