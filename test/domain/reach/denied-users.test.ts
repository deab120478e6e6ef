import { describe, expect, it } from '@jest/globals';

import { agreedFacts } from '../../../src/contract/findings.ts';
import { deniedUserFindings } from '../../../src/domain/reach/denied-users.ts';
import {
  admins,
  aGroup,
  aRoleMapping,
  aRule,
  beta,
  clientRoles,
  staff,
} from '../../support/builders/groups.ts';
import { authRoleArn, identityPoolId } from '../../support/builders/ids.ts';

const judge = (
  mapping: Parameters<typeof aRoleMapping>[0] | null,
  groups = [admins, staff, beta],
  authenticated: string | null = authRoleArn,
) =>
  deniedUserFindings(identityPoolId, [
    clientRoles({
      client: { id: 'w1', name: 'web' },
      provider: 'idp/pool:w1',
      mapping: mapping ? aRoleMapping(mapping) : null,
      authenticated,
      groups,
    }),
  ]);

describe('A role mapping that denies', () => {
  it('P-9: is a warning that names those in no group and those with only a group without a role', () => {
    expect(judge({ otherwise: 'Deny' })).toEqual([
      expect.objectContaining({
        code: 'ROLE_MAPPING_DENIES_USERS',
        severity: 'warning',
        message:
          'Of the users who sign in through web (w1), these get no AWS credentials: those in no group; those who are only in beta, without a role.',
        found: 'Token mapping of idp/pool:w1, otherwise Deny',
        command: expect.stringContaining('jq --arg provider idp/pool:w1 '),
        facts: {
          identityPool: identityPoolId,
          client: { id: 'w1', name: 'web' },
          provider: 'idp/pool:w1',
          mapping: { type: 'Token', withoutRole: ['beta'], tied: [] },
        },
      }),
    ]);
  });

  it.each([
    [{}, 'Give every group a role'],
    [{ type: 'Rules' as const, rules: [aRule('admins')] }, 'Let a rule pick them'],
  ])('offers no role to fall back to where there is none: %j', (mapping, advice) => {
    const [warning] = judge({ ...mapping, otherwise: 'Deny' }, [admins], null);

    expect(warning).toMatchObject({
      needed: 'a role for each of them, unless this is intended',
      resolution: `${advice}, unless this is intended: the identity pool has no authenticated role to fall back to.`,
    });
    expect(warning).not.toHaveProperty('command');
  });

  it('names groups that tie, because neither of them is preferred', () => {
    const [warning] = judge({ otherwise: 'Deny' }, [admins, aGroup('bosses', { precedence: 1 })]);

    expect(warning?.message).toContain('those in admins and bosses, which tie');
  });

  it('is agreed on with the groups and rules that leave users without a role', () => {
    const [warning] = judge({ otherwise: 'Deny' });
    const [byRules] = judge({ type: 'Rules', otherwise: 'Deny', rules: [aRule('admins')] });

    expect(warning && agreedFacts(warning)).toEqual({
      provider: 'idp/pool:w1',
      mapping: { type: 'Token', withoutRole: ['beta'], tied: [] },
    });
    expect(byRules && agreedFacts(byRules)).toMatchObject({ mapping: { type: 'Rules', rules: 1 } });
  });

  it('names a bounded number of groups', () => {
    const without = Array.from({ length: 400 }, (_, i) =>
      aGroup(`without-${i}`, { roleArn: null }),
    );
    const tied = Array.from({ length: 400 }, (_, i) => aGroup(`tied-${i}`, { precedence: 1 }));

    const [warning] = judge({ otherwise: 'Deny' }, [...without, ...tied]);

    expect(warning?.message).toMatch(/ and \d+ more, without a role; .* and \d+ more, which tie /);
    expect(warning?.message.length).toBeLessThan(1_600);
  });

  it.each([
    [[aRule('admins'), aRule('staff')], 'those whom none of the 2 rules of the role mapping picks'],
    [[aRule('admins')], 'those whom the only rule of the role mapping does not pick'],
    [[], 'all of them'],
  ])('by the rules %j names who is left over', (rules, who) => {
    const [warning] = judge({ type: 'Rules', otherwise: 'Deny', rules });

    expect(warning?.message).toContain(`get no AWS credentials: ${who}.`);
  });

  it.each([
    ['there is none', null],
    ['it falls back to the authenticated role', {}],
  ])('is not there when %s', (_, mapping) => {
    expect(judge(mapping)).toEqual([]);
  });
});
