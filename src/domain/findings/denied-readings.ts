import { finding, type Finding } from '../../contract/findings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import type { Reading } from '../readings.ts';
import { enableRegion } from '../regions.ts';

const assumeRole = 'sts:AssumeRole';

/**
 * One finding for each action that was denied on a subject. A role that cannot be assumed denies every
 * read that is made by it: that is one finding, about the role.
 */
export function deniedReadings(
  subject: string,
  readings: readonly (Reading<unknown> | null)[],
  readRoleArn: string | null = null,
): Finding[] {
  const actions = readings.flatMap((reading) =>
    reading?.status === 'denied' ? [reading.action] : [],
  );
  return [...new Set(actions)].map((action) => {
    if (action === assumeRole && readRoleArn !== null) return roleUnusable(readRoleArn);
    if (action === enableRegion) return regionNotEnabled(subject);
    return finding('READ_DENIED', {
      subject,
      message: `AWS denied ${action} on ${subject}.`,
      needed: action,
      resolution: `Allow ${action} to whoever runs the import.`,
    });
  });
}

function regionNotEnabled(subject: string): Finding {
  const region = regionOfPool(subject);
  return finding('REGION_NOT_ENABLED', {
    subject,
    message: `Cognito in ${region} does not take the credentials of the run, though they are good elsewhere: an account has to enable that region first.`,
    found: `${region} refuses the credentials`,
    needed: `${region} enabled for the account`,
    command: { region },
  });
}

function roleUnusable(roleArn: string): Finding {
  return finding('READ_ROLE_UNUSABLE', {
    subject: roleArn,
    message: `The role ${roleArn} cannot be assumed, so its pools were not read.`,
    needed: assumeRole,
    command: { roleArn },
  });
}

/** Findings told once each: what two states find alike, or a rule finds for each of several grants. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
}
