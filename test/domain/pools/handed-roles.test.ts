import { describe, expect, it } from '@jest/globals';

import type { PairedRequest } from '../../../src/contract/request.ts';
import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import type {
  GroupDescription,
  PrincipalTags,
  Reading,
  RoleDescription,
  RoleMapping,
} from '../../../src/domain/readings.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  admins,
  aGroup,
  aRoleMapping,
  aRule,
  groupRoleArn,
  poolWithGroups,
  staff,
} from '../../support/builders/groups.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import {
  anAuthRole,
  identityPoolReadings,
  trustPolicy,
  trustStatement,
} from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const staffRole = groupRoleArn('staff');
const account = '111122223333';
const roleOf = (arn: string, overrides: Partial<RoleDescription> = {}) =>
  found(anAuthRole({ arn, ...overrides }));

/** Findings about the role of a group that is granted nothing, as it was read. */
function judge(
  reading: Reading<RoleDescription> | undefined,
  {
    mapping = aRoleMapping(),
    groups = [staff],
    request = aRequest(),
    asked = account,
    tags = {},
  }: {
    readonly mapping?: RoleMapping;
    readonly groups?: readonly GroupDescription[];
    readonly request?: PairedRequest;
    readonly asked?: string | null;
    readonly tags?: PrincipalTags;
  } = {},
) {
  const readings = identityPoolReadings({
    poolRoles: found({ authenticated: authRoleArn, guest: guestRoleArn, mappings: [mapping] }),
    ...(reading && { handedRoles: { [staffRole]: reading } }),
    account: asked,
    principalTags: found(tags),
  });
  return judgeIdentityPool(request, poolWithGroups(groups, []), readings, null).findings;
}

describe('The role of a group that is granted nothing', () => {
  it('that its members can assume is no matter, whoever else can', () => {
    expect(judge(roleOf(staffRole))).toEqual([]);
    const open = trustPolicy({ ...trustStatement('authenticated'), Condition: {} });
    expect(judge(roleOf(staffRole, { trustPolicy: open }))).toEqual([]);
  });

  it('that is not there is a warning, with the facts', () => {
    expect(judge(notFound)).toEqual([
      expect.objectContaining({
        code: 'ROLE_UNUSABLE',
        severity: 'warning',
        subject: staffRole,
        found: 'no role of that name',
        resolution: 'Create the role, or let the rule or the group give one that is there.',
        facts: expect.objectContaining({
          ways: [{ by: 'group', group: 'staff' }],
          granted: false,
          why: { because: 'not found', account, namesake: null },
        }),
      }),
    ]);
  });

  it.each([
    [
      { plan: 'custom:plan', team: 'custom:team' },
      'those whose token has custom:plan or custom:team',
    ],
    [{ plan: 'custom:plan', user: 'sub' }, 'they'],
  ])('that does not allow the tags %j is told with those whom it keeps out', (tags, who) => {
    const told = judge(roleOf(staffRole), { tags });

    expect(told.find(({ code }) => code === 'ROLE_UNUSABLE')?.message).toContain(
      `does not allow the tags of their sessions: ${who} get no AWS credentials.`,
    );
  });

  it.each([
    ['another path', `arn:aws:iam::${account}:role/elsewhere/Staff`, account],
    ['another path, where nobody knows the account', `arn:aws:iam::${account}:role/x/Staff`, null],
  ])('is not there where one of its name has %s', (_, namesake, asked) => {
    expect(judge(roleOf(namesake), { asked })).toEqual([
      expect.objectContaining({ code: 'ROLE_UNUSABLE', found: namesake }),
    ]);
  });

  it('of another account is told by the role of its name, too', () => {
    const namesake = staffRole.replace(account, '444455556666');

    expect(judge(roleOf(namesake), { asked: null })).toEqual([
      expect.objectContaining({
        code: 'ROLE_UNUSABLE',
        found: `account ${account}`,
        needed: 'a role of account 444455556666',
      }),
    ]);
  });

  it('is not judged where it may not be read, which refuses nothing', () => {
    expect(judge(denied('iam:GetRole'))).toEqual([
      expect.objectContaining({
        code: 'ROLE_NOT_JUDGED',
        severity: 'info',
        subject: staffRole,
        message: `AWS denied iam:GetRole on ${staffRole}, so it was not judged whether members of staff can assume it.`,
      }),
    ]);
  });

  it('is told once for all groups and rules that lead to it', () => {
    const twin = aGroup('twin', { roleArn: staffRole });

    const [told, ...others] = judge(notFound, { groups: [staff, twin] });

    expect(others).toEqual([]);
    expect(told?.message).toContain('Members of staff or twin are led to');
  });

  it('is no matter where a rule, or nothing, chooses in place of groups', () => {
    expect(judge(notFound, { mapping: aRoleMapping({ type: 'Rules', rules: [] }) })).toEqual([]);
    const ofAnother = aRoleMapping({ provider: 'accounts.google.com' });
    expect(judge(notFound, { mapping: ofAnother })).toEqual([]);
  });
});

describe('The role of a rule', () => {
  const byRule = aRoleMapping({ type: 'Rules', rules: [aRule('staff', { roleArn: staffRole })] });
  const toUsers = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['read'] })) });

  it('is an error once signed-in users are granted something', () => {
    const severities = [aRequest(), toUsers].map((request) =>
      judge(notFound, { mapping: byRule, groups: [admins], request })
        .filter(({ code }) => code === 'ROLE_UNUSABLE')
        .map(({ severity }) => severity),
    );

    expect(severities).toEqual([['warning'], ['error']]);
  });

  it('leaves the members of a group without credentials where it is not there', () => {
    const request = aRequest({
      grants: storageGrants(aStorageGrant({ groups: { admins: ['read'] } })),
    });
    const readings = identityPoolReadings({
      poolRoles: found({
        authenticated: authRoleArn,
        guest: guestRoleArn,
        mappings: [
          aRoleMapping({
            type: 'Rules',
            rules: [
              aRule('x', { claim: 'token_use', match: 'Equals', value: 'id', roleArn: staffRole }),
            ],
          }),
        ],
      }),
      handedRoles: { [staffRole]: notFound },
      account,
    });

    const { findings } = judgeIdentityPool(
      request,
      poolWithGroups([admins], ['admins']),
      {
        ...readings,
        roles: { ...readings.roles, [groupRoleArn('admins')]: roleOf(groupRoleArn('admins')) },
      },
      null,
    );

    expect(codes(findings)).toEqual(['ROLE_UNUSABLE', 'GRANT_REACHES_NOBODY']);
    expect(findings[1]?.found).toBe('no credentials');
  });
});
