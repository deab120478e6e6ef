import { describe, expect, it } from '@jest/globals';

import { deniedReadings, distinctFindings } from '../../../src/domain/findings/denied-readings.ts';
import { codes } from '../../support/builders/codes.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';

const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';
const byRole = { app: 'storefront', readRoleArn };
const listGroups = denied('cognito-idp:ListGroups');
const assume = denied('sts:AssumeRole');

describe('Readings that AWS denied', () => {
  it('are one finding for each action, with its name', () => {
    const readings = [found(1), null, listGroups, listGroups, notFound];

    expect(deniedReadings(userPoolId, readings)).toEqual([
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'error',
        subject: userPoolId,
        needed: 'cognito-idp:ListGroups',
        facts: { of: userPoolId, action: 'cognito-idp:ListGroups', unsure: null },
      }),
    ]);
  });

  it('of a role that cannot be assumed are one finding, about the role', () => {
    const findings = deniedReadings(userPoolId, [assume, assume, listGroups], byRole);

    expect(codes(findings)).toEqual(['READ_ROLE_UNUSABLE', 'READ_DENIED']);
    expect(findings[0]).toMatchObject({
      subject: readRoleArn,
      facts: { role: readRoleArn, externalId: 'amplify-import.storefront' },
      needed: 'sts:AssumeRole with the external id amplify-import.storefront',
      look: `aws sts assume-role --role-arn ${readRoleArn} --role-session-name amplify-import --external-id amplify-import.storefront --query AssumedRoleUser.Arn`,
    });
  });

  it('of a region that is not enabled are one finding, with the command that enables it', () => {
    const refused = denied('account:EnableRegion');

    expect(deniedReadings('eu-south-2_AbC', [refused, refused])).toEqual([
      expect.objectContaining({
        code: 'REGION_NOT_ENABLED',
        severity: 'error',
        subject: 'eu-south-2_AbC',
        found: 'eu-south-2 refuses the credentials',
        facts: { of: 'eu-south-2_AbC' },
        command: 'aws account enable-region --region-name eu-south-2',
      }),
    ]);
  });

  it('say the same of both pools, so that it is told once', () => {
    const ofBoth = [userPoolId, 'eu-west-1:pool'].flatMap((pool) =>
      deniedReadings(pool, [assume], byRole),
    );

    expect(codes(distinctFindings(ofBoth))).toEqual(['READ_ROLE_UNUSABLE']);
  });
});
