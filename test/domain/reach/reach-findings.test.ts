import { describe, expect, it } from '@jest/globals';

import type { PairedRequest } from '../../../src/contract/request.ts';
import type { GroupDescription, RoleMapping } from '../../../src/domain/readings.ts';
import { groupReachFindings } from '../../../src/domain/reach/group-reach.ts';
import { userReachFindings } from '../../../src/domain/reach/user-reach.ts';
import {
  admins,
  aGroup,
  aRoleMapping,
  aRule,
  beta,
  groupRoleArn,
  clientRoles,
} from '../../support/builders/groups.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../../support/builders/ids.ts';
import {
  aRequest,
  aStorageGrant,
  grantsOf,
  storageGrants,
} from '../../support/builders/request.ts';

const through = (client: string, mapping: RoleMapping | null) =>
  clientRoles({ client: { id: client, name: null }, provider: `provider:${client}`, mapping });
const rolesIn = { partition: 'aws', account: '111122223333' };
const request = (grant: Parameters<typeof aStorageGrant>[0], rest: readonly object[] = []) =>
  aRequest({ grants: { ...storageGrants(aStorageGrant(grant)), rest: grantsOf({ rest }).rest } });
const toUsers = request({ authenticated: ['read'] });
const toAdmins = request({ groups: { admins: ['read'] } });
const orDenied = aRoleMapping({ otherwise: 'Deny' });
const rules = (...list: ReturnType<typeof aRule>[]) => aRoleMapping({ type: 'Rules', rules: list });
const users = (asked: PairedRequest, ...clients: ReturnType<typeof through>[]) =>
  userReachFindings(asked, authRoleArn, clients);
const members = (group: GroupDescription, ...clients: ReturnType<typeof through>[]) =>
  groupReachFindings(toAdmins, group, clients, { logins: [], clients: [] }, rolesIn);

describe('A grant to signed-in users', () => {
  it('that everybody gets, or that nobody asked for, is no matter', () => {
    expect(users(toUsers, through('web', null))).toEqual([]);
    expect(users(toAdmins, through('web', orDenied))).toEqual([]);
  });

  it('that nobody gets is an error, and is offered to the groups as JSON', () => {
    expect(users(toUsers, through('web', orDenied))).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_NOBODY',
        severity: 'error',
        subject: authRoleArn,
        message: expect.stringContaining('which nobody who signs in through web gets'),
        facts: {
          role: authRoleArn,
          identityPool: identityPoolId,
          grantee: { kind: 'authenticated' },
          clients: [{ id: 'web', name: null }],
          mappings: [{ provider: 'provider:web', type: 'Token', otherwise: 'Deny' }],
          instead: [groupRoleArn('admins'), groupRoleArn('staff')],
          pickedBy: [null],
          givenBehind: false,
          othersGetIt: false,
          remedy: expect.objectContaining({ kind: 'offer', groups: ['admins', 'staff'] }),
        },
        found: 'Token mapping, otherwise Deny',
        needed: `${groupRoleArn('admins')}, ${groupRoleArn('staff')}`,
        resolution:
          'Grant it to the groups, whose roles users do get: in grants.storage.0 "groups": {"admins":["read"],"staff":["read"]}.',
      }),
    ]);
  });

  it('is offered at every place that grants it, beside what groups have there already', () => {
    const asked = request({ authenticated: ['read'], groups: { admins: ['delete'] } }, [
      {
        api: 'a1b2c3d4e5',
        stage: 'prod',
        paths: [{ path: '/', authenticated: ['create'] }, { path: '/x' }],
      },
    ]);

    expect(users(asked, through('web', orDenied))[0]?.resolution).toBe(
      'Grant it to the groups, whose roles users do get: ' +
        'in grants.storage.0 "groups": {"admins":["delete","read"],"staff":["read"]}; ' +
        'in grants.rest.0.paths.0 "groups": {"admins":["create"],"staff":["create"]}.',
    );
  });

  it('that the groups have already is to be left out', () => {
    const both = { admins: ['read'], staff: ['read', 'delete'] } as const;
    const asked = request({
      authenticated: ['read'],
      groups: { admins: [...both.admins], staff: [...both.staff] },
    });

    expect(users(asked, through('web', orDenied))[0]?.resolution).toMatch(/^Leave out/);
  });

  it('that only the ungrouped get is a warning that says who does and who does not', () => {
    expect(users(toUsers, through('web', aRoleMapping()))).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_UNGROUPED_ONLY',
        severity: 'warning',
        facts: expect.objectContaining({
          roles: [groupRoleArn('admins'), groupRoleArn('staff')],
          groups: ['admins', 'staff'],
          moreGroups: false,
        }),
        message: expect.stringContaining(
          'members of admins, staff will not get this; users in no such group do',
        ),
        resolution:
          'Grant it to the groups as well: in grants.storage.0 "groups": {"admins":["read"],"staff":["read"]}.',
      }),
    ]);
  });

  it('is told of a bounded number of groups and roles', () => {
    const many = Array.from({ length: 400 }, (_, index) => aGroup(`group-${index}`));
    const web = (mapping: RoleMapping) => ({ ...through('web', mapping), groups: many });

    const findings = [...users(toUsers, web(orDenied)), ...users(toUsers, web(aRoleMapping()))];

    expect(findings.map(({ code }) => code)).toEqual([
      'GRANT_REACHES_NOBODY',
      'GRANT_REACHES_UNGROUPED_ONLY',
    ]);
    for (const { message, needed = '' } of findings) {
      expect(message.length).toBeLessThan(1_000);
      expect(needed).toMatch(/ and \d+ more/);
    }
  });

  it('that groups are granted too is no matter', () => {
    const asked = request({
      authenticated: ['read'],
      groups: { admins: ['read'], staff: ['read'] },
    });

    expect(users(asked, through('web', aRoleMapping()))).toEqual([]);
  });

  it('that rules pass by is told by the roles that they give', () => {
    const [partly] = users(toUsers, through('web', rules(aRule('admins'))));

    expect(partly).toMatchObject({
      code: 'GRANT_REACHES_UNGROUPED_ONLY',
      message: expect.stringContaining('users whom no rule picks do'),
      needed: expect.stringContaining(groupRoleArn('admins')),
      resolution: expect.stringContaining('"groups": {"admins":["read"]}'),
    });
  });

  it('that rules give to no group that the request could name says what to do instead', () => {
    const rule = aRule('x', { roleArn: 'arn:aws:iam::111122223333:role/Elsewhere' });
    const mapping = { ...rules(rule), otherwise: 'Deny' } as const;

    expect(users(toUsers, through('web', mapping))[0]).toMatchObject({
      code: 'GRANT_REACHES_NOBODY',
      needed: rule.roleArn,
      resolution: expect.stringContaining('fall back to the authenticated role'),
    });
  });

  it('that only a group with that role gets says so', () => {
    const client = {
      ...through('web', orDenied),
      groups: [aGroup('a', { roleArn: authRoleArn }), beta],
    };

    expect(users(toUsers, client)).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_UNGROUPED_ONLY',
        message: expect.stringContaining('only those to whom a group or a rule gives that role'),
      }),
    ]);
  });

  it('that reaches users of one client only is a warning that names the other', () => {
    const findings = users(toUsers, through('web', orDenied), through('native', null));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_NOBODY',
        severity: 'warning',
        message: expect.stringContaining('who signs in through web gets:'),
        facts: expect.objectContaining({ clients: [{ id: 'web', name: null }], othersGetIt: true }),
      }),
    ]);
  });
});

describe('A grant to a group', () => {
  it('that its members get is no matter', () => {
    expect(members(admins, through('web', aRoleMapping()))).toEqual([]);
  });

  it('is never assumed without a mapping, and the command adds one for each client', () => {
    expect(members(admins, through('web', null), through('native', null))).toEqual([
      expect.objectContaining({
        code: 'GRANT_REACHES_NOBODY',
        severity: 'error',
        subject: groupRoleArn('admins'),
        message: expect.stringContaining('gives everybody the authenticated role'),
        found: authRoleArn,
        needed: groupRoleArn('admins'),
        command: expect.stringContaining(
          `--identity-pool-id ${identityPoolId} | jq --arg otherwise AuthenticatedRole 'reduce $ARGS.positional[] as $provider (.; .RoleMappings[$provider] = {Type: "Token", AmbiguousRoleResolution: $otherwise})' --args provider:web provider:native)`,
        ),
      }),
    ]);
  });

  it('has no authenticated role to fall back to where there is none', () => {
    const [nobody] = members(admins, { ...through('web', null), authenticated: null });

    expect(nobody).toMatchObject({
      code: 'GRANT_REACHES_NOBODY',
      message: expect.stringContaining('gives everybody no role, for it has no authenticated one'),
      found: 'no credentials',
      command: expect.stringContaining('--arg otherwise Deny '),
    });
  });

  it('that no rule makes says which role its members get instead', () => {
    const elsewhere = aRule('admins', { roleArn: authRoleArn });

    const [nobody, ...rest] = members(admins, through('web', rules(elsewhere)));

    expect(rest).toEqual([]);
    expect(nobody).toMatchObject({
      code: 'GRANT_REACHES_NOBODY',
      found: authRoleArn,
      resolution: `Let the rule cognito:groups Contains admins give ${groupRoleArn('admins')}, set its role on the group, or leave the group out.`,
    });
    expect(nobody).not.toHaveProperty('command');
  });

  it.each([
    ['its own', aRule('admins'), 'Move the rule'],
    ['one on a part of its name', aRule('adm', { roleArn: groupRoleArn('admins') }), 'Move the'],
    ['that of another group', aRule('staff', { roleArn: groupRoleArn('admins') }), 'Add a rule'],
    ['that of others', aRule('admins', { claim: 'name' }), 'Add a rule before token_use Equals id'],
  ])(
    'behind a rule that picks everybody is reached by %s where that is moved',
    (_, rule, advice) => {
      const ofAll = aRule('id', { claim: 'token_use', match: 'Equals', roleArn: authRoleArn });

      const [nobody] = members(admins, through('web', rules(ofAll, rule)));

      expect(nobody?.resolution).toMatch(new RegExp(`^${advice}`));
    },
  );

  it('that reaches users of one client only is a warning that names the other', () => {
    const findings = members(admins, through('web', null), through('native', aRoleMapping()));

    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining('through web get:'),
        facts: expect.objectContaining({
          grantee: { kind: 'group', group: 'admins' },
          instead: [authRoleArn],
          othersGetIt: true,
        }),
      }),
    ]);
  });

  it('without a role is an error, with the role of its rule in the command', () => {
    expect(members(beta, through('web', rules(aRule('beta'))))).toEqual([
      expect.objectContaining({
        code: 'GROUP_ROLE_MISSING',
        facts: { group: 'beta', byRule: groupRoleArn('beta'), userPool: userPoolId, rolesIn },
        needed: groupRoleArn('beta'),
        command: `aws cognito-idp update-group --region eu-west-1 --user-pool-id ${userPoolId} --group-name=beta --role-arn ${groupRoleArn('beta')}`,
      }),
    ]);
    expect(members(beta, through('web', aRoleMapping()))[0]?.command).toContain(
      'arn:aws:iam::111122223333:role/your-group-role',
    );
  });
});
