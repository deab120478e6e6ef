import { eventSource } from '../../contract/events.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Reading } from '../readings.ts';
import { enableRegion } from '../regions.ts';

/** Who asked for the readings, where a role of another account may have made them. */
type Asked = Pick<RunRequest, 'app' | 'readRoleArn'>;

const assumeRole = 'sts:AssumeRole';

/**
 * One finding for each action that was denied on something. A role that cannot be assumed denies every
 * read that is made by it: that is one finding, about the role.
 */
export function deniedReadings(
  of: string,
  readings: readonly (Reading<unknown> | null)[],
  asked: Asked | null = null,
): Finding[] {
  return deniedActions(readings).map((action) => {
    if (action === assumeRole && asked?.readRoleArn) {
      return finding('READ_ROLE_UNUSABLE', {
        role: asked.readRoleArn,
        externalId: eventSource(asked),
      });
    }
    if (action === enableRegion) return finding('REGION_NOT_ENABLED', { of });
    return finding('READ_DENIED', { of, action, unsure: null });
  });
}

/** The actions that AWS denied to some readings, each once. */
export function deniedActions(readings: readonly (Reading<unknown> | null)[]): readonly string[] {
  const actions = readings.flatMap((reading) =>
    reading?.status === 'denied' ? [reading.action] : [],
  );
  return [...new Set(actions)];
}

/** Findings told once each: what two states find alike, or a rule finds for each of several grants. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
}
