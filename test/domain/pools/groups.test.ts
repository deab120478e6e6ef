import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Finding } from '../../../src/contract/findings.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import { groupFindings, groupsGrantedTo, knownGroups } from '../../../src/domain/pools/groups.ts';
import type { GroupDescription } from '../../../src/domain/readings.ts';
import { codes } from '../../support/builders/codes.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { authSettings, clientConfig } from '../../support/builders/settings.ts';
import { userPoolReadings } from '../../support/builders/user-pool.ts';
import { runs } from '../../support/counts.ts';

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
        look: `aws cognito-idp list-groups --region eu-west-1 --user-pool-id ${userPoolId}`,
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

/** What becomes of the groups when every command is run, by their names and precedences. */
function mended(groups: readonly GroupDescription[], findings: readonly Finding[]) {
  const moves = findings.flatMap(({ command = '' }) => {
    const [, name = '', number = ''] = /--group-name=(\S+) --precedence (\d+)/.exec(command) ?? [];
    return name ? [[name, Number(number)] as const] : [];
  });
  const to = new Map(moves);
  return groups.map((one) => ({ ...one, precedence: to.get(one.name) ?? one.precedence }));
}

describe('Groups of one precedence', () => {
  const withRole = (name: string, precedence: number | null = null) =>
    group(name, { precedence, roleArn: roleOf(name) });
  const tiesOf = (...groups: GroupDescription[]) =>
    groupFindings(aRequest(), withGroups(...groups));

  it('and different roles are tied, with a precedence that is free between their neighbours', () => {
    const findings = tiesOf(
      admins,
      withRole('staff', 1),
      group('third', { precedence: 4 }),
      withRole('fourth', 1),
    );

    expect(codes(findings)).toEqual(['GROUP_PRECEDENCE_TIED', 'GROUP_PRECEDENCE_TIED']);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      subject: 'staff',
      message: expect.stringContaining('admins and staff share the precedence 1'),
      resolution: expect.stringContaining('by the command it is that of admins'),
      command: `aws cognito-idp update-group --region eu-west-1 --user-pool-id ${userPoolId} --group-name=staff --precedence 2`,
    });
    expect(findings[1]?.command).toContain('--group-name=fourth --precedence 3');
  });

  it('without a number behind them are told one before them, and whose role then wins', () => {
    const [finding, ...rest] = tiesOf(withRole('a', 5), withRole('b', 5), withRole('c', 6));

    expect(rest).toEqual([]);
    expect(finding?.command).toContain('--group-name=b --precedence 4');
    expect(finding?.resolution).toContain('by the command it is that of b');
  });

  it('without any number beside them are told which groups have to make room', () => {
    const [finding] = tiesOf(withRole('a', 0), withRole('b', 0), withRole('c', 1), group('d'));

    expect(finding).not.toHaveProperty('command');
    expect(finding?.resolution).toMatch(
      /which of a and b comes first\..* the last first: c \(1\);/,
    );
  });

  it('are told no number that a group which was not read may have', () => {
    const readings = { ...withGroups(withRole('a', 5), withRole('b', 5)), moreGroups: true };

    const [finding] = groupFindings(aRequest(), readings);

    expect(finding).toMatchObject({ code: 'GROUP_PRECEDENCE_TIED', subject: 'b' });
    expect(finding).not.toHaveProperty('command');
    expect(finding?.resolution).toContain('Not all groups were read');
  });

  it('are tied by having none, too, and stay behind all others', () => {
    const [finding, ...rest] = tiesOf(
      withRole('admins', 5),
      withRole('beta'),
      withRole('gamma'),
      withRole('delta'),
    );

    expect(finding?.message).toContain('beta and gamma have no precedence');
    expect([finding, ...rest].map((one) => one?.command?.split(' --group-name=')[1])).toEqual([
      'gamma --precedence 6',
      'delta --precedence 7',
    ]);
  });

  it('are parted by the commands, and no two that were in order change places', () => {
    const precedence = fc.option(fc.nat(6));
    const several = fc.array(fc.record({ precedence, role: fc.option(fc.constantFrom('R', 'S')) }));
    const rank = (one: GroupDescription | undefined) => one?.precedence ?? Infinity;

    fc.assert(
      fc.property(several, (list) => {
        const before = list.map(({ role, ...one }, index) =>
          group(`g${index}`, { ...one, roleArn: role && roleOf(role) }),
        );
        const findings = tiesOf(...before);
        const after = mended(before, findings);

        const turned = before.flatMap((was, one) =>
          before.filter(
            (wasOther, other) =>
              rank(was) < rank(wasOther) && !(rank(after[one]) < rank(after[other])),
          ),
        );
        expect(turned).toEqual([]);
        const left = tiesOf(...after);
        const unmended = findings.filter(({ command }) => command === undefined);
        expect(left.length).toBeLessThanOrEqual(unmended.length);
      }),
      {
        examples: [
          [
            [
              { precedence: null, role: 'R' },
              { precedence: 5, role: 'R' },
              { precedence: null, role: 'S' },
              { precedence: 5, role: 'S' },
            ],
          ],
        ],
        ...runs(2_000),
      },
    );
  });

  it.each([
    ['have the same role', { precedence: 1, roleArn: roleOf('Admins') }],
    ['have no role', { precedence: 1 }],
    ['differ in precedence', { precedence: 2, roleArn: roleOf('Staff') }],
  ])('are not tied when they %s', (_, overrides) => {
    expect(groupFindings(aRequest(), withGroups(admins, group('staff', overrides)))).toEqual([]);
  });
});
