import { describe, expect, it } from '@jest/globals';
import { userPoolActions } from '../../../../src/domain/iam/allowed-actions.ts';
import {
  accessActions,
  actionsOf,
  setsGroupRoles,
} from '../../../../src/domain/targets/role/access.ts';

describe('The names of access', () => {
  it('are those of Gen 2: five groups of actions and 25 single ones', () => {
    const sizes = Object.values(accessActions).map((actions) => actions.length);

    expect(sizes.filter((size) => size > 1)).toEqual([13, 2, 5, 4, 2]);
    expect(sizes.filter((size) => size === 1)).toHaveLength(25);
  });

  it('give together every action of the closed list, and no other', () => {
    const given = new Set(Object.values(accessActions).flat());

    expect([...given].toSorted()).toEqual(Object.keys(userPoolActions));
    expect(given.size).toBe(28);
  });

  it('are spelled as the operation is, "Admin" aside', () => {
    for (const [name, actions] of Object.entries(accessActions)) {
      const [action = ''] = actions;
      if (actions.length > 1) continue;
      expect(action.toLowerCase()).toMatch(
        new RegExp(`^cognito-idp:(admin)?${name.toLowerCase()}$`),
      );
    }
  });

  it('that can set the role of a group are known', () => {
    expect(Object.keys(accessActions).filter(setsGroupRoles)).toEqual([
      'manageGroups',
      'createGroup',
      'updateGroup',
    ]);
  });

  it('that nobody knows give nothing', () => {
    expect(actionsOf('manageEverything')).toEqual([]);
    expect(actionsOf('constructor')).toEqual([]);
  });
});
