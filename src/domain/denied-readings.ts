import { finding, type Finding } from '../contract/findings.ts';
import type { Reading } from './readings.ts';

/** One finding for each action that was denied on a subject. */
export function deniedReadings(
  subject: string,
  readings: readonly (Reading<unknown> | null)[],
): Finding[] {
  const actions = readings.flatMap((reading) =>
    reading?.status === 'denied' ? [reading.action] : [],
  );
  return [...new Set(actions)].map((action) =>
    finding('READ_DENIED', {
      subject,
      message: `AWS denied ${action} on ${subject}.`,
      needed: action,
      resolution: `Allow ${action} to whoever runs the import.`,
    }),
  );
}
