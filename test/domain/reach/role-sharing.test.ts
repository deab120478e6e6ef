import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '../../../src/domain/readings.ts';
import { sharedFindings } from '../../../src/domain/reach/role-sharing.ts';
import {
  admins,
  aGroup,
  aRoleMapping,
  aRule,
  groupRoleArn,
  clientRoles,
  staff,
} from '../../support/builders/groups.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const rolesIn = { partition: 'aws', account: '111122223333' };
const role = groupRoleArn('admins');
const twins = aGroup('twins', { roleArn: role });
const toAdmins: World['grant'] = { groups: { admins: ['read'] } };
const asUsers: World['grant'] = { authenticated: ['create', 'read'], groups: { admins: ['read'] } };

type World = {
  readonly groups: (typeof admins)[];
  readonly grant: Parameters<typeof aStorageGrant>[0];
  readonly authenticated: string;
  /** The mapping of an app client that no file names; `null`: there is no such client. */
  readonly otherClient: RoleMapping | 'unmapped' | null;
  /** Roles that another login may bring. */
  readonly byLogin: readonly string[];
};

function shared(
  mapping: RoleMapping | null,
  {
    groups = [admins, staff],
    grant = toAdmins,
    authenticated = authRoleArn,
    otherClient = null,
    byLogin = [],
  }: Partial<World> = {},
) {
  const client = clientRoles({ mapping, authenticated, groups });
  const others = {
    logins: [{ login: 'accounts.google.com', roles: byLogin }],
    clients: otherClient
      ? [
          {
            ...client,
            client: { id: 'other', name: null },
            provider: 'provider:other',
            mapping: otherClient === 'unmapped' ? null : otherClient,
          },
        ]
      : [],
  };
  const request = aRequest({ grants: storageGrants(aStorageGrant(grant)) });
  const group = { ...admins, roleArn: role };
  return sharedFindings(request, group, [client], others, rolesIn).map(({ facts }) => facts);
}
const rules = (...list: ReturnType<typeof aRule>[]) =>
  aRoleMapping({ type: 'Rules', otherwise: 'Deny', rules: list });
const ofAdmins = aRule('admins');

describe('The role of a group is for its members alone', () => {
  it.each<[string, RoleMapping | null, Partial<World>]>([
    ['by its own rule', rules(ofAdmins), {}],
    ['by a rule on the whole claim', rules({ ...ofAdmins, match: 'Equals' }), {}],
    ['by token', aRoleMapping(), {}],
    ['where nothing chooses by the role of another group', null, { groups: [admins, twins] }],
    [
      'where a rule picks a group that is granted the same',
      rules(ofAdmins, aRule('staff', { roleArn: role })),
      { grant: { groups: { admins: ['read'], staff: ['read'] } } },
    ],
    [
      'where signed-in users are granted the same',
      rules(ofAdmins, aRule('x', { claim: 'custom:plan', roleArn: role })),
      { grant: { authenticated: ['read'], groups: { admins: ['read'] } } },
    ],
    [
      'where it is that of signed-in users, who are granted as much',
      null,
      { authenticated: role, grant: asUsers, otherClient: 'unmapped', byLogin: [role] },
    ],
    [
      'where another group has it, whose members are granted as much as signed-in users',
      aRoleMapping(),
      { groups: [admins, twins], grant: asUsers },
    ],
    [
      'where a login may bring that of signed-in users in its place',
      aRoleMapping(),
      { grant: asUsers, byLogin: [role, authRoleArn] },
    ],
    [
      'where it is that of signed-in users, whom no rule leaves over',
      rules(ofAdmins, aRule('id', { claim: 'token_use', match: 'Equals' })),
      { authenticated: role },
    ],
    [
      'by its own rule for an app client that no file names',
      rules(ofAdmins),
      { otherClient: rules(ofAdmins) },
    ],
    [
      'where such a client denies whom no rule picks',
      rules(ofAdmins, aRule('id', { claim: 'token_use', match: 'Equals' })),
      { authenticated: role, otherClient: rules(ofAdmins) },
    ],
    [
      'behind a rule that picks everybody',
      rules(
        aRule('id', { claim: 'token_use', match: 'Equals' }),
        aRule('x', { claim: 'name', roleArn: role }),
      ),
      {},
    ],
  ])('%s: %#', (_, mapping, world) => {
    expect(shared(mapping, world)).toEqual([]);
  });
});

describe('The role of a group is that of others too', () => {
  it.each<[string, RoleMapping | null, object, Partial<World>]>([
    [
      'by token, of another group',
      aRoleMapping(),
      { groups: ['twins'] },
      { groups: [admins, twins] },
    ],
    ['without a mapping, of everybody', null, { ungrouped: true }, { authenticated: role }],
    [
      'by a rule on another group',
      rules(ofAdmins, aRule('staff', { roleArn: role })),
      { ways: [expect.objectContaining({ by: 'rule', all: false, writable: false })] },
      {},
    ],
    [
      'by a rule on who is in no group of that name',
      rules(aRule('staff', { match: 'NotEqual', roleArn: role })),
      { ways: [expect.objectContaining({ by: 'rule' })] },
      {},
    ],
    [
      'by a rule that picks everybody',
      rules(aRule('id', { claim: 'token_use', match: 'Equals', roleArn: role })),
      { ways: [expect.objectContaining({ all: true })] },
      {},
    ],
    [
      'by a rule for an app client that no file names',
      rules(ofAdmins),
      {
        ungrouped: false,
        ways: [
          {
            by: 'rule',
            rule: { claim: 'email', match: 'Contains', value: 'x' },
            all: false,
            writable: true,
            client: 'other',
          },
        ],
      },
      { otherClient: rules(aRule('x', { claim: 'email', roleArn: role })) },
    ],
    [
      'by token for such a client, of another group',
      rules(ofAdmins),
      { groups: ['twins'] },
      { groups: [admins, twins], otherClient: aRoleMapping() },
    ],
    [
      'by such a client without a mapping, of everybody',
      rules(ofAdmins),
      { ungrouped: false, ways: [{ by: 'login', login: 'provider:other' }] },
      { authenticated: role, otherClient: 'unmapped' },
    ],
    [
      'by such a client and a published one, of everybody once',
      null,
      { ungrouped: true, groups: [] },
      { authenticated: role, otherClient: 'unmapped' },
    ],
    [
      'by a login that brings it alone, however much users are granted',
      aRoleMapping(),
      { ways: [{ by: 'login', login: 'accounts.google.com' }] },
      { grant: asUsers, byLogin: [role] },
    ],
    [
      'where it is that of signed-in users, who are granted less',
      null,
      { ungrouped: true, ways: [{ by: 'login', login: 'accounts.google.com' }] },
      {
        authenticated: role,
        grant: { authenticated: ['create'], groups: { admins: ['read'] } },
        byLogin: [role],
      },
    ],
    [
      'by an attribute that users set',
      rules(aRule('x', { claim: 'email', roleArn: role })),
      { ways: [expect.objectContaining({ writable: true })] },
      {},
    ],
  ])('%s', (_, mapping, facts, world) => {
    expect(shared(mapping, world)).toEqual([expect.objectContaining(facts)]);
  });
});
