import { describe, expect, it } from '@jest/globals';
import { storedPlanOf } from '../../../src/procedures/run/stored-plan.ts';
import { planSlice } from '../../support/builders/plan.ts';

describe('The stored plan of a run', () => {
  it('is told by key and hash', () => {
    const { key, sha256 } = planSlice();

    expect(storedPlanOf(planSlice())).toEqual({ key, sha256 });
  });

  it('is a fault of ours when no plan was made', () => {
    expect(() => storedPlanOf(planSlice({ key: null }))).toThrow(
      expect.objectContaining({ name: 'StateDataFault' }),
    );
  });
});
