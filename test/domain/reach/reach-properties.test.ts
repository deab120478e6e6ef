import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { GroupDescription, RoleMapping } from '../../../src/domain/readings.ts';
import { reachOfGroup, reachOfUsers } from '../../../src/domain/reach/reach.ts';
import { plainToken } from '../../support/builders/groups.ts';
import { webClientId } from '../../support/builders/ids.ts';
import { runs } from '../../support/counts.ts';

/**
 * Every user that a pool with a few groups can have, each taken through what the Cognito guide says
 * of one user ("Using role-based access control"), against the reach that is worked out beforehand.
 */

const authenticated = 'A';
const names = ['g0', 'g1', 'g2', 'g3'] as const;
const role = fc.constantFrom('A', 'R0', 'R1', 'R2');

const groupsOf = fc.tuple(
  ...names.map((name) =>
    fc.record<GroupDescription>({
      name: fc.constant(name),
      precedence: fc.option(fc.integer({ min: 0, max: 2 })),
      roleArn: fc.option(role),
    }),
  ),
);
const mappingOf = fc.record<RoleMapping>({
  provider: fc.constant('p'),
  type: fc.constantFrom('Token', 'Rules'),
  otherwise: fc.constantFrom('AuthenticatedRole', 'Deny'),
  rules: fc.array(
    fc.oneof(
      fc.record({
        claim: fc.constant('cognito:groups'),
        match: fc.constant('Contains'),
        value: fc.constantFrom(...names),
        roleArn: role,
      }),
      fc.record({
        claim: fc.constant('aud'),
        match: fc.constantFrom('Equals', 'NotEqual'),
        value: fc.constantFrom(webClientId, 'another'),
        roleArn: role,
      }),
    ),
    { maxLength: 4 },
  ),
});

/** What one user gets. */
function roleOf(mapping: RoleMapping | null, mine: readonly GroupDescription[]): string | null {
  if (mapping === null) return authenticated;
  const fallback = mapping.otherwise === 'Deny' ? null : authenticated;
  if (mapping.type === 'Rules') {
    for (const { match, value, roleArn } of mapping.rules) {
      const said = match === 'Contains' ? mine.map(({ name }) => name) : [webClientId];
      if (said.includes(value) !== (match === 'NotEqual')) return roleArn;
    }
    return fallback;
  }
  let best = Infinity;
  let preferred: string[] = [];
  for (const { roleArn, precedence } of mine) {
    if (roleArn === null) continue;
    const rank = precedence === null ? Number.MAX_SAFE_INTEGER : precedence;
    if (rank < best) preferred = [];
    if (rank <= best) {
      best = rank;
      preferred.push(roleArn);
    }
  }
  const [first, ...rest] = preferred;
  return first !== undefined && rest.every((other) => other === first) ? first : fallback;
}

function usersOf(groups: readonly GroupDescription[]): readonly (readonly GroupDescription[])[] {
  return Array.from({ length: 2 ** groups.length }, (_, bits) =>
    groups.filter((__, index) => (bits & (1 << index)) !== 0),
  );
}

describe('The reach that is worked out beforehand', () => {
  it('of the role for signed-in users is what every user taken alone comes to', () => {
    fc.assert(
      fc.property(groupsOf, fc.option(mappingOf), (groups, mapping) => {
        const got = usersOf(groups).map((mine) => roleOf(mapping, mine) === authenticated);

        const reach = reachOfUsers({
          mapping,
          authenticated,
          groups,
          groupsKnown: true,
          token: plainToken,
        });

        expect([reach === 'nobody', reach === 'everyone']).toEqual([
          !got.includes(true),
          !got.includes(false),
        ]);
        if (reach === 'ungrouped') expect(roleOf(mapping, [])).toBe(authenticated);
      }),
      runs(2000),
    );
  });

  it('of the role of a group is what each of its members alone comes to', () => {
    fc.assert(
      fc.property(
        groupsOf,
        fc.option(mappingOf),
        fc.constantFrom(...names.keys()),
        (groups, mapping, index) => {
          const group = groups[index]!;
          const members = usersOf(groups).filter((mine) => mine.includes(group));
          const got = members.map((mine) => group.roleArn === roleOf(mapping, mine));

          const reach = reachOfGroup(
            { mapping, authenticated, groups, groupsKnown: true, token: plainToken },
            group,
          );

          if (group.roleArn === null) {
            expect(reach).toBe('nobody');
            return;
          }
          expect([reach === 'nobody', reach === 'everyone']).toEqual([
            !got.includes(true),
            !got.includes(false),
          ]);
        },
      ),
      runs(2000),
    );
  });

  it('claims nothing that a group which was not read could belie', () => {
    fc.assert(
      fc.property(groupsOf, fc.option(mappingOf), fc.nat(4), (groups, mapping, read) => {
        const known = groups.slice(0, read);
        const got = usersOf(groups).map((mine) => roleOf(mapping, mine) === authenticated);

        const source = {
          mapping,
          authenticated,
          groups: known,
          groupsKnown: false,
          token: plainToken,
        };
        const reach = reachOfUsers(source);

        const isBelied = (claimed: string, those: readonly boolean[]) =>
          (claimed === 'nobody' && those.includes(true)) ||
          (claimed === 'everyone' && those.includes(false));
        const belied = known.filter((group) => {
          const members = usersOf(groups).filter((mine) => mine.includes(group));
          const theirs = members.map(
            (mine) => group.roleArn !== null && group.roleArn === roleOf(mapping, mine),
          );
          return isBelied(reachOfGroup(source, group), theirs);
        });
        expect({ users: isBelied(reach, got), belied }).toEqual({ users: false, belied: [] });
      }),
      runs(2000),
    );
  });
});
