import { describe, expect, it } from '@jest/globals';
import { planSchema } from '../../../src/contract/plan.ts';
import { requireAgreedPlan } from '../../../src/domain/plan/agreed-plan.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { planMarkdown } from '../../../src/domain/report/plan-markdown.ts';
import { identityPoolId, userPoolId } from '../../support/builders/ids.ts';
import { aLinkItem, anIntent } from '../../support/builders/link.ts';
import { aPlan, planInput } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const other = 'eu-west-1_Another01';
const another = 'eu-west-1_Another02';
const otherIdentityPool = 'eu-west-1:99999999-2222-4333-8444-555555555555';

/** The plan of a request over a link that has the sample pools, but for what is told. */
const planOver = (stored: Parameters<typeof aRequest>[0], overrides: Partial<PlanInput> = {}) =>
  makePlan(planInput({ item: aLinkItem({ request: aRequest(stored ?? {}) }), ...overrides }));

describe('A plan by which a link leaves a pool', () => {
  it('names each pool that it leaves, and the one that comes in its place', () => {
    const { repointed } = planOver({ userPoolId: other, identityPoolId: otherIdentityPool });

    expect(repointed).toEqual([
      { field: 'userPoolId', from: other, to: userPoolId },
      { field: 'identityPoolId', from: otherIdentityPool, to: identityPoolId },
    ]);
  });

  it('names an identity pool that it gets, or is to have no more', () => {
    const alone = aRequest({ identityPoolId: null });

    const got = planOver({ identityPoolId: null });
    const lost = planOver({}, { request: alone, identityPool: null });

    expect(got.repointed).toEqual([{ field: 'identityPoolId', from: null, to: identityPoolId }]);
    expect(lost.repointed).toEqual([{ field: 'identityPoolId', from: identityPoolId, to: null }]);
  });

  it('shows each on a line of its page', () => {
    const plan = planOver({ userPoolId: other, identityPoolId: null });

    const lines = planMarkdown(plan).split('\n');

    expect(lines).toContain(`\`userPoolId: ${other} → ${userPoolId}\``);
    expect(lines).toContain(`\`identityPoolId: none → ${identityPoolId}\``);
  });

  it('goes by what a run that died had committed, as if it were recorded', () => {
    const item = aLinkItem({ request: aRequest({ userPoolId: other }), intent: anIntent() });

    expect(makePlan(planInput({ item, committed: aPlan() })).repointed).toEqual([]);
  });
});

describe('The hash of a plan', () => {
  const { hash } = makePlan(planInput());

  it('holds the pools that are left: whoever agreed to a plan agreed to them', () => {
    const hashes = [other, another].map((left) => planOver({ userPoolId: left }).hash);

    expect(new Set([hash, ...hashes]).size).toBe(3);
  });

  it('is for a link that keeps its pools what it is for a new one', () => {
    expect(planOver({}).hash).toBe(hash);
  });
});

describe('A plan that is no more the agreed one', () => {
  const refusal = (agreed: Parameters<typeof aPlan>[0], fresh: Parameters<typeof aPlan>[0]) => () =>
    requireAgreedPlan(
      aPlan({ ...fresh, request: aRequest({ expectPlan: `sha256:${'a'.repeat(64)}` }) }),
      1,
      { remembered: aPlan(agreed), unfinished: null },
    );
  const leaving = { repointed: [{ field: 'userPoolId', from: other, to: userPoolId }] } as const;
  const repointed = [...leaving.repointed];

  it('says which pool the link would leave now, and which it would leave no more', () => {
    expect(refusal({}, { repointed })).toThrow(`userPoolId: ${other} → ${userPoolId}`);
    expect(refusal({ repointed }, {})).toThrow(`no more userPoolId: ${other} → ${userPoolId}`);
  });

  it('says nothing of pools when both leave the same one', () => {
    expect(refusal({ repointed }, { repointed })).not.toThrow('userPoolId');
  });
});

it('A plan of before re-pointing was told is read as one that leaves no pool', () => {
  const { repointed: _unknown, ...before } = aPlan();

  expect(planSchema().parse(before).repointed).toEqual([]);
});
