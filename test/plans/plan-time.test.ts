import { describe, expect, it } from '@jest/globals';

import type { Plan } from '../../src/contract/plan.ts';
import { graphqlApiId, type WrittenGrants } from '../support/builders/grants.ts';
import { timesAsLong } from '../support/growth.ts';
import { millisecondsOf } from '../support/processor-time.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { rolePolicies } from '../support/builders/plan.ts';
import { identitySettings } from '../support/builders/settings.ts';
import { planOf, poolRoles } from './category-plan.ts';

const buckets = (count: number): WrittenGrants => ({
  storage: Array.from({ length: count }, (_, at) => ({
    bucket: `bucket-${at}`,
    authenticated: ['read'],
  })),
});
const everything = ['create', 'read', 'delete'] as const;
/** Buckets of which everybody gets all that there is to grant. */
const openBuckets = (count: number): WrittenGrants => ({
  storage: Array.from({ length: count }, (_, at) => ({
    bucket: `bucket-${at}`,
    authenticated: [...everything],
    guest: [...everything],
    groups: { admins: [...everything] },
  })),
});
const paths = (count: number, pathOf = (at: number) => `${at}/*`): WrittenGrants => ({
  storage: [
    {
      bucket: 'photos',
      paths: Object.fromEntries(
        Array.from({ length: count }, (_, at) => [pathOf(at), { authenticated: ['read'] }]),
      ),
    },
  ],
});
const ownPaths = (count: number) => paths(count, (at) => `${at}/{entity_id}/*`);
const fields = (count: number): WrittenGrants => ({
  graphql: [
    {
      api: graphqlApiId,
      authenticated: Array.from({ length: count }, (_, at) => `Query.field${at}`),
    },
  ],
});

/** The plan of a request, and how long the faster of two runs is at it: the first one compiles. */
function timed(written: WrittenGrants): { readonly plan: Plan; readonly took: number } {
  const plans: Plan[] = [];
  const times = [1, 2].map(() => millisecondsOf(() => plans.push(planOf(written))));
  return { plan: plans[0] as Plan, took: Math.min(...times) };
}

describe('A request that grants far more than a role can hold', () => {
  it.each([
    ['a thousand buckets', buckets(1_000), 1],
    // By itself it takes 0.8 seconds; beside another test on the same core more than twice that.
    ['a thousand buckets, everything for everybody', openBuckets(1_000), 3],
    ['two thousand paths', paths(2_000), 1],
    ['two thousand paths of each user', ownPaths(2_000), 1],
    ['two thousand fields of an API', fields(2_000), 1],
  ])('is refused soon, with the characters that it needs: %s', (_, written, seconds) => {
    const { plan, took } = timed(written);

    expect(took).toBeLessThan(seconds * 1_000);
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'POLICY_BUDGET_EXCEEDED', severity: 'error' }),
    );
  });

  it.each([
    ['buckets', buckets],
    ['paths', paths],
    ['paths of each user', ownPaths],
    ['fields', fields],
  ])('takes about twice as long, and not four times, with twice as many %s', (_, written) => {
    const growth = timesAsLong(planOf, written(600), written(1_200), 2.6);

    expect(growth).toBeLessThan(2.6);
  });

  it('takes about twice as long, and not four times, with twice as many groups', () => {
    expect(timesAsLong(planOfGroups, groups(40), groups(80), 2.6)).toBeLessThan(2.6);
  });
});

/** Groups of a user pool, each with a role of its own. */
function groups(count: number): readonly { readonly group: string; readonly arn: string }[] {
  return Array.from({ length: count }, (_, at) => ({
    group: `group-${at}`,
    arn: groupRoleArn(`group-${at}`),
  }));
}

/** The plan of a request that grants every group something on the same five buckets. */
function planOfGroups(granted: ReturnType<typeof groups>): Plan {
  const granting = Object.fromEntries(granted.map(({ group }) => [group, [...everything]]));
  const roles = [
    ...poolRoles.filter(({ kind }) => kind !== 'group'),
    ...granted.map((one) => ({ ...one, kind: 'group' as const, reach: 'everyone' as const })),
  ];
  const storage = Array.from({ length: 5 }, (_, at) => ({
    bucket: `bucket-${at}`,
    groups: granting,
  }));
  return planOf(
    { storage },
    {
      identityPool: { settings: identitySettings({ roles }), findings: [] },
      rolePolicies: roles.map(({ arn }) => rolePolicies({ roleArn: arn })),
    },
  );
}
