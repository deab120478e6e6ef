import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '../../../src/domain/readings.ts';
import { reachOfGroup, reachOfUsers, reachOverClients } from '../../../src/domain/reach/reach.ts';
import {
  admins,
  aGroup,
  aRoleMapping,
  aRule,
  beta,
  groupRoleArn,
  staff,
  plainToken,
} from '../../support/builders/groups.ts';
import { authRoleArn } from '../../support/builders/ids.ts';

/** Cognito guide, "Using role-based access control"; API reference, GroupType. */

const source = (mapping: RoleMapping | null, groups = [admins, staff, beta]) => ({
  mapping,
  authenticated: authRoleArn,
  groups,
  groupsKnown: true,
  token: plainToken,
});
const token = (otherwise: RoleMapping['otherwise']) => aRoleMapping({ otherwise });
const rules = (otherwise: RoleMapping['otherwise'], ...list: ReturnType<typeof aRule>[]) =>
  aRoleMapping({ type: 'Rules', otherwise, rules: list });
const asSignedIn = aRule('paid', { claim: 'custom:plan', match: 'Equals', roleArn: authRoleArn });
const ofAll = aRule('id', { claim: 'token_use', match: 'Equals', roleArn: authRoleArn });
const byPlan = aRule('admins', { claim: 'custom:plan' });

describe('The role for signed-in users reaches', () => {
  it.each<[string, RoleMapping | null, (typeof admins)[], string]>([
    ['without a mapping', null, [admins], 'everyone'],
    ['by token, without groups', token('AuthenticatedRole'), [], 'everyone'],
    ['by token, with groups that have no role', token('AuthenticatedRole'), [beta], 'everyone'],
    [
      'by token, with groups that have one',
      token('AuthenticatedRole'),
      [admins, beta],
      'ungrouped',
    ],
    [
      'by token, where it is the role of the only group',
      token('AuthenticatedRole'),
      [aGroup('a', { roleArn: authRoleArn })],
      'everyone',
    ],
    ['by token or denied', token('Deny'), [admins, beta], 'nobody'],
    ['by token or denied, without groups', token('Deny'), [], 'nobody'],
    [
      'by token or denied, where a group has it',
      token('Deny'),
      [admins, aGroup('a', { roleArn: authRoleArn })],
      'some',
    ],
    ['by no rule at all', rules('AuthenticatedRole'), [admins], 'everyone'],
    ['by no rule at all, or denied', rules('Deny'), [admins], 'nobody'],
    ['by rules on groups', rules('AuthenticatedRole', aRule('admins')), [admins], 'ungrouped'],
    ['by rules on other claims', rules('AuthenticatedRole', byPlan), [admins], 'some'],
    [
      'by a rule on who is not in a group',
      rules('AuthenticatedRole', aRule('admins', { match: 'NotEqual' })),
      [admins],
      'some',
    ],
    ['by rules that name it', rules('AuthenticatedRole', asSignedIn), [admins], 'everyone'],
    ['by rules or denied', rules('Deny', aRule('admins')), [admins], 'nobody'],
    ['by rules that name it, or denied', rules('Deny', asSignedIn), [admins], 'some'],
    ['by a rule that picks all, or denied', rules('Deny', ofAll), [admins], 'everyone'],
    [
      'by a rule behind one that picks all',
      rules('AuthenticatedRole', { ...ofAll, roleArn: groupRoleArn('x') }, asSignedIn),
      [admins],
      'nobody',
    ],
    [
      'by a rule behind one that picks none',
      rules('Deny', { ...ofAll, match: 'NotEqual', roleArn: groupRoleArn('x') }, ofAll),
      [admins],
      'everyone',
    ],
    [
      'by a rule behind one like it',
      rules('Deny', aRule('admins'), aRule('admins', { roleArn: authRoleArn })),
      [admins],
      'nobody',
    ],
  ])('%s: %#', (_, mapping, groups, reach) => {
    expect(reachOfUsers(source(mapping, groups))).toBe(reach);
  });

  it('nobody where the identity pool has none', () => {
    expect(reachOfUsers({ ...source(null), authenticated: null })).toBe('nobody');
  });
});

describe('The role of a group reaches its members', () => {
  const twin = aGroup('twin', { precedence: 1 });
  it.each<[string, RoleMapping | null, (typeof admins)[], typeof admins, string]>([
    ['without a mapping', null, [admins], admins, 'nobody'],
    [
      'without a mapping, where it is that of signed-in users',
      null,
      [],
      aGroup('a', { roleArn: authRoleArn }),
      'everyone',
    ],
    ['by token, first in rank', token('Deny'), [admins, staff], admins, 'everyone'],
    ['by token, behind another group', token('Deny'), [admins, staff], staff, 'some'],
    ['by token, beside a group of its rank', token('Deny'), [admins, twin], admins, 'some'],
    [
      'by token, beside a group of its rank and role',
      token('Deny'),
      [admins, { ...twin, roleArn: admins.roleArn }],
      admins,
      'everyone',
    ],
    [
      'by token, behind a group with its role',
      token('Deny'),
      [admins, { ...staff, roleArn: admins.roleArn }],
      { ...staff, roleArn: admins.roleArn },
      'everyone',
    ],
    ['by token, without a rank', token('Deny'), [admins, aGroup('x')], aGroup('x'), 'some'],
    [
      'by token, of two without a rank',
      token('AuthenticatedRole'),
      [aGroup('x'), aGroup('y')],
      aGroup('x'),
      'some',
    ],
    ['without having one', token('Deny'), [beta], beta, 'nobody'],
    ['by its rule', rules('Deny', aRule('admins')), [admins], admins, 'everyone'],
    [
      'by its rule, behind that of another group',
      rules('Deny', aRule('staff'), aRule('admins')),
      [admins, staff],
      admins,
      'some',
    ],
    [
      'by no rule, where another gives them something else',
      rules(
        'Deny',
        aRule('admins', { roleArn: authRoleArn }),
        aRule('staff', { roleArn: groupRoleArn('admins') }),
      ),
      [admins],
      admins,
      'nobody',
    ],
    ['by a rule on another claim', rules('Deny', byPlan), [admins], admins, 'some'],
    [
      'by a rule on the whole claim',
      rules('Deny', aRule('admins', { match: 'Equals' })),
      [admins],
      admins,
      'some',
    ],
    ['by no rule', rules('AuthenticatedRole', aRule('staff')), [admins], admins, 'nobody'],
    [
      'by its rule, behind one that picks everybody',
      rules('Deny', ofAll, aRule('admins')),
      [admins],
      admins,
      'nobody',
    ],
    [
      'by a rule that picks everybody',
      rules('Deny', { ...ofAll, roleArn: groupRoleArn('admins') }),
      [admins],
      admins,
      'everyone',
    ],
  ])('%s: %#', (_, mapping, groups, group, reach) => {
    expect(reachOfGroup(source(mapping, groups), group)).toBe(reach);
  });
});

describe('With groups that were not read', () => {
  const half = (mapping: RoleMapping | null, groups: (typeof admins)[]) => ({
    ...source(mapping, groups),
    groupsKnown: false,
  });

  it.each<[string, RoleMapping | null, (typeof admins)[], string]>([
    ['without a mapping', null, [admins], 'everyone'],
    ['by token, without a known role', token('AuthenticatedRole'), [beta], 'unknown'],
    ['by token, with a known role', token('AuthenticatedRole'), [admins], 'ungrouped'],
    ['by token or denied', token('Deny'), [admins], 'unknown'],
    [
      'by token or denied, where a known group has it',
      token('Deny'),
      [aGroup('a', { roleArn: authRoleArn })],
      'some',
    ],
    ['by rules or denied', rules('Deny', aRule('admins')), [admins], 'nobody'],
    ['by no rule at all', rules('AuthenticatedRole'), [admins], 'everyone'],
  ])('the role for signed-in users reaches %s: %#', (_, mapping, groups, reach) => {
    expect(reachOfUsers(half(mapping, groups))).toBe(reach);
  });

  it('the role of a group reaches nobody knows whom by token, unless a known group comes first', () => {
    expect(reachOfGroup(half(token('Deny'), [admins, staff]), admins)).toBe('unknown');
    expect(reachOfGroup(half(token('Deny'), [admins, staff]), staff)).toBe('some');
    expect(reachOfGroup(half(rules('Deny', aRule('admins')), [admins]), admins)).toBe('everyone');
    expect(reachOfGroup(half(token('Deny'), [beta]), beta)).toBe('nobody');
  });
});

describe('With a trigger that may write groups and roles into tokens', () => {
  const written = (mapping: RoleMapping | null, groups = [admins, staff]) => ({
    ...source(mapping, groups),
    token: { ...plainToken, rewritten: true },
  });

  it.each<[string, RoleMapping | null, string]>([
    ['without a mapping', null, 'everyone'],
    ['by token', token('AuthenticatedRole'), 'unknown'],
    ['by token or denied', token('Deny'), 'unknown'],
    ['by rules that give it to nobody', rules('Deny', aRule('admins')), 'nobody'],
    ['by rules on groups', rules('AuthenticatedRole', aRule('admins')), 'some'],
    ['by a rule that picks all', rules('Deny', ofAll), 'everyone'],
  ])('the role for signed-in users reaches, %s', (_, mapping, reach) => {
    expect(reachOfUsers(written(mapping))).toBe(reach);
  });

  it('the role of a group is for certain only where none of it is written', () => {
    expect(reachOfGroup(written(token('Deny')), admins)).toBe('unknown');
    expect(reachOfGroup(written(rules('Deny', aRule('admins'))), admins)).toBe('some');
    expect(reachOfGroup(written(null), admins)).toBe('nobody');
    expect(reachOfGroup(written(token('Deny')), beta)).toBe('nobody');
    expect(reachOfUsers({ ...written(token('Deny')), authenticated: null })).toBe('nobody');
  });
});

describe('Rules', () => {
  it.each([
    ['Contains', 'ad', 'Contains', 'admin', 'nobody'],
    ['Contains', 'ad', 'Equals', 'admin', 'nobody'],
    ['StartsWith', 'ad', 'StartsWith', 'admin', 'nobody'],
    ['StartsWith', 'ad', 'Equals', 'admin', 'nobody'],
    ['StartsWith', 'ad', 'Contains', 'admin', 'some'],
    ['Contains', 'admin', 'Contains', 'ad', 'some'],
    ['Equals', 'admin', 'StartsWith', 'admin', 'some'],
    ['Contains', 'ad', 'NotEqual', 'admin', 'some'],
    ['NotEqual', 'admin', 'Equals', 'editor', 'nobody'],
    ['NotEqual', 'admin', 'StartsWith', 'ed', 'nobody'],
    ['NotEqual', 'admin', 'Equals', 'admin', 'some'],
    ['NotEqual', 'admin', 'StartsWith', 'ad', 'some'],
    ['NotEqual', 'admin', 'NotEqual', 'editor', 'some'],
    ['NotEqual', 'admin', 'NotEqual', 'admin', 'nobody'],
  ])('%s %s before %s %s leaves it %s', (match, value, laterMatch, laterValue, reach) => {
    const earlier = aRule('x', { claim: 'custom:job', match, value });
    const later = { ...asSignedIn, claim: 'custom:job', match: laterMatch, value: laterValue };

    expect(reachOfUsers(source(rules('Deny', earlier, later)))).toBe(reach);
  });

  it.each([
    ['Contains', 'Contains', 'admin', 'nobody'],
    ['Contains', 'Equals', 'admin', 'nobody'],
    ['Contains', 'StartsWith', 'admin', 'some'],
    ['StartsWith', 'Contains', 'admin', 'some'],
    ['Contains', 'Contains', 'administrators', 'some'],
    ['StartsWith', 'Equals', 'administrators', 'some'],
  ])('on the list of groups, %s admin before %s %s leaves it %s', (match, then, value, reach) => {
    const earlier = aRule('x', { match, value: 'admin' });
    const later = { ...asSignedIn, claim: 'cognito:groups', match: then, value };

    expect(reachOfUsers(source(rules('Deny', earlier, later)))).toBe(reach);
  });
});

describe('Over several clients', () => {
  it.each([
    [[], 'everyone'],
    [['everyone', 'everyone'], 'everyone'],
    [['everyone', 'ungrouped'], 'ungrouped'],
    [['ungrouped', 'some'], 'some'],
    [['everyone', 'nobody'], 'some'],
    [['nobody', 'nobody'], 'nobody'],
    [['unknown'], 'unknown'],
    [['everyone', 'unknown'], 'unknown'],
    [['ungrouped', 'unknown'], 'unknown'],
    [['nobody', 'unknown'], 'unknown'],
    [['some', 'unknown'], 'some'],
    [['everyone', 'nobody', 'unknown'], 'some'],
  ] as const)('the reaches %j come to %s', (reaches, reach) => {
    expect(reachOverClients(reaches)).toBe(reach);
  });
});
