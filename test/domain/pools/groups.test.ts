import { describe, expect, it } from '@jest/globals';

import { renderFiles } from '../../../src/domain/config/files.ts';
import { groupFindings, groupsGrantedTo, knownGroups } from '../../../src/domain/pools/groups.ts';
import type { GroupDescription } from '../../../src/domain/readings.ts';
import { codes } from '../../support/builders/codes.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { authSettings, clientConfig } from '../../support/builders/settings.ts';
import { userPoolReadings } from '../../support/builders/user-pool.ts';

const roleOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const group = (name: string, overrides: Partial<GroupDescription> = {}): GroupDescription => ({
  name,
  precedence: null,
  roleArn: null,
  ...overrides,
});
const admins = group('admins', { precedence: 1, roleArn: roleOf('Admins') });
const withGroups = (...groups: GroupDescription[]) => userPoolReadings({ groups: found(groups) });
const grantTo = (...names: string[]) =>
  aRequest({
    grants: storageGrants(
      aStorageGrant({ groups: Object.fromEntries(names.map((name) => [name, ['read']])) }),
    ),
  });

describe('The groups of a pool', () => {
  it('are the first 60 and those that the request names, told apart from all', () => {
    const readings = userPoolReadings({
      groups: found([admins]),
      moreGroups: true,
      namedGroups: { zebra: found(group('zebra')), nobody: notFound },
    });

    expect(knownGroups(readings)).toEqual([admins, group('zebra')]);
    expect(codes(groupFindings(grantTo('admins', 'zebra'), readings))).toEqual(['GROUPS_CUT']);
  });

  it('GEN2-6: are granted to by their names, and come with the roles that they have', () => {
    const readings = withGroups(admins, group('beta'));

    const granted = groupsGrantedTo(grantTo('beta', 'admins', 'nobody'), readings);

    expect(granted).toEqual([
      { name: 'beta', roleArn: null },
      { name: 'admins', roleArn: roleOf('Admins') },
    ]);
  });
});

describe('The published files', () => {
  it('name groups and their precedence, never their roles', () => {
    const auth = authSettings({ groups: [{ ...admins }] });

    const files = JSON.stringify(renderFiles(clientConfig({ auth })));

    expect(files).toContain('admins');
    expect(files).not.toContain('arn:');
  });
});

describe('A group that a grant names', () => {
  it('GEN2-6: is missed by its name, whatever role the others have', () => {
    const findings = groupFindings(grantTo('Admins'), withGroups(admins, group('beta')));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GROUP_NOT_FOUND',
        severity: 'error',
        subject: 'Admins',
        found: 'admins, beta',
        command: `aws cognito-idp list-groups --region eu-west-1 --user-pool-id ${userPoolId}`,
      }),
    ]);
  });

  it('is missed beyond the first 60 as well, with a list that stays short', () => {
    const many = Array.from({ length: 60 }, (_, index) => group(`a-group-with-number-${index}`));
    const readings = {
      ...withGroups(...many),
      moreGroups: true,
      namedGroups: { nobody: notFound },
    };

    const [missing] = groupFindings(grantTo('nobody'), readings);

    expect(missing).toMatchObject({ code: 'GROUP_NOT_FOUND', subject: 'nobody' });
    expect(missing?.found).toMatch(/ and \d+ more$/);
  });

  it.each([
    ['the groups could not be read', { groups: denied('a'), namedGroups: { x: denied('b') } }],
    ['it could not be read', { moreGroups: true, namedGroups: { x: denied('b') } }],
  ])('is not called missing when %s', (_, readings) => {
    expect(codes(groupFindings(grantTo('x'), userPoolReadings(readings)))).not.toContain(
      'GROUP_NOT_FOUND',
    );
  });
});

describe('Groups of one precedence', () => {
  it('and different roles are tied, with a precedence that is free', () => {
    const readings = withGroups(
      admins,
      group('staff', { precedence: 1, roleArn: roleOf('Staff') }),
      group('third', { precedence: 2 }),
      group('fourth', { precedence: 1, roleArn: roleOf('Fourth') }),
    );

    const findings = groupFindings(aRequest(), readings);

    expect(codes(findings)).toEqual(['GROUP_PRECEDENCE_TIED', 'GROUP_PRECEDENCE_TIED']);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      subject: 'staff',
      message: expect.stringContaining('admins and staff share the precedence 1'),
      command: `aws cognito-idp update-group --region eu-west-1 --user-pool-id ${userPoolId} --group-name staff --precedence 3`,
    });
    expect(findings[1]?.command).toContain('--group-name fourth --precedence 4');
  });

  it('are tied by having none, too', () => {
    const [finding] = groupFindings(
      aRequest(),
      withGroups(group('a', { roleArn: roleOf('A') }), group('b', { roleArn: roleOf('B') })),
    );

    expect(finding?.message).toContain('a and b have no precedence');
  });

  it.each([
    ['have the same role', { precedence: 1, roleArn: roleOf('Admins') }],
    ['have no role', { precedence: 1 }],
    ['differ in precedence', { precedence: 2, roleArn: roleOf('Staff') }],
  ])('are not tied when they %s', (_, overrides) => {
    expect(groupFindings(aRequest(), withGroups(admins, group('staff', overrides)))).toEqual([]);
  });
});
