import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Plan } from '../../src/contract/plan.ts';
import { breaches } from '../../src/domain/iam/guardrails.ts';
import type { PlanInput } from '../../src/domain/plan/plan-input.ts';
import { someGrants, type WrittenGrants } from '../support/builders/grants.ts';
import { backwards } from '../support/builders/backwards.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../support/builders/ids.ts';
import { foundResources } from '../support/builders/known-resources.ts';
import { rolePolicies } from '../support/builders/plan.ts';
import { identitySettings } from '../support/builders/settings.ts';
import { anyGrants } from './any-request.ts';
import { callOf, deeds } from './deeds.ts';
import { planOf, poolRoles, s3Call, whoIsLet } from './category-plan.ts';
import { means, type Deed, type Holder } from './request-oracle.ts';
import { runs } from '../support/counts.ts';

const holders: readonly Holder[] = ['user', 'guest', 'admin'];
const told = (who: readonly string[], deed: Deed) => `${who.join(', ')}: ${JSON.stringify(deed)}`;
const someDeeds = fc.subarray([...deeds], { minLength: 30, maxLength: 30 });
/** Who of the three can do what by plans. */
const granted = (tried: readonly Deed[], ...plans: readonly Plan[]) =>
  tried.map((deed) =>
    told(
      whoIsLet(callOf(deed), 'after', ...plans).filter((who) => who !== 'other'),
      deed,
    ),
  );
/** Who should, by the words of requests. */
const meant = (tried: readonly Deed[], ...requests: readonly WrittenGrants[]) =>
  tried.map((deed) =>
    told(
      holders.filter((who) => requests.some((request) => means(request, who, deed))),
      deed,
    ),
  );

describe('The policies of a plan', () => {
  it('let everybody do what the request says, and nothing more', () => {
    fc.assert(
      fc.property(anyGrants(), someDeeds, (written, tried) => {
        expect(granted(tried, planOf(written))).toEqual(meant(tried, written));
      }),
      runs(30),
    );
  });

  it('of two environments on the same roles let exactly what either request says', () => {
    fc.assert(
      fc.property(anyGrants(), anyGrants('other-bucket'), someDeeds, (one, other, tried) => {
        expect(granted(tried, planOf(one), planOf(other))).toEqual(meant(tried, one, other));
      }),
      runs(20),
    );
  });

  it('let nobody do what the paths of either environment keep from them', () => {
    const bucket = 'photos';
    const kept = {
      'a/*': { authenticated: ['read' as const] },
      'a/b/*': { guest: ['read' as const] },
    };
    const open = { 'a/b/*': { authenticated: ['read' as const] } };
    const [one, other] = [kept, open].map((paths) => planOf({ storage: [{ bucket, paths }] }));
    const call = s3Call('GetObject', `${bucket}/a/b/x`);

    expect(other && whoIsLet(call, 'after', other)).toEqual(['user', 'other']);
    expect(one && other && whoIsLet(call, 'after', one, other)).toEqual(['guest']);
  });

  it('of a role that users and a group share let both do what either is granted', () => {
    const shared = poolRoles.map((role) =>
      role.kind === 'group' ? { ...role, arn: authRoleArn } : role,
    );
    const overrides: Partial<PlanInput> = {
      identityPool: { settings: identitySettings({ roles: shared }), findings: [] },
      rolePolicies: [rolePolicies(), rolePolicies({ roleArn: guestRoleArn })],
    };

    fc.assert(
      fc.property(anyGrants(), someDeeds, (written, tried) => {
        const plan = planOf(written, overrides);

        for (const deed of tried) {
          const either = means(written, 'user', deed) || means(written, 'admin', deed, 'user');
          const isLet = whoIsLet(callOf(deed), 'after', plan).includes('user');
          expect([isLet, deed]).toEqual([either, deed]);
        }
      }),
      runs(20),
    );
  });

  it('keep to the guardrails, and have no "*" but of predictions', () => {
    fc.assert(
      fc.property(anyGrants(), (written) => {
        for (const { role, after } of planOf(written).roles) {
          expect(after && breaches(after, { roleArn: role, identityPoolId })).toEqual([]);
        }
        for (const { after } of planOf({ ...written, predictions: [] }).roles) {
          expect(after).not.toMatch(/"Resource":(?:\[[^\]]*)?"\*"/);
        }
      }),
      runs(30),
    );
  });
});

describe('The bytes of a plan', () => {
  it('do not depend on the order in which the request lists things, or AWS answers', () => {
    fc.assert(
      fc.property(anyGrants(), (written) => {
        const plan = planOf(written);
        const turned = reversed(written);

        const again = planOf(turned, {
          resources: backwards(foundResources(someGrants(written))) as PlanInput['resources'],
          rolePolicies: poolRoles.toReversed().map(({ arn }) => rolePolicies({ roleArn: arn })),
          identityPool: {
            settings: identitySettings({ roles: poolRoles.toReversed() }),
            findings: [],
          },
        });

        expect(again.roles).toEqual(plan.roles);
      }),
      runs(30),
    );
  });
});

/** The same grants with every list and every key in the opposite order. */
function reversed(value: WrittenGrants): WrittenGrants {
  return flip(value) as WrittenGrants;
}

function flip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flip).toReversed();
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, flip(item)] as const);
  return Object.fromEntries(entries.toReversed());
}
