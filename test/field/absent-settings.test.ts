import { describe, expect, it } from '@jest/globals';
import { planOfCase } from '../support/aws-world/field-account.ts';

/** Cases from the field about what a service makes of a setting that its answer leaves out. */

describe('An identity pool that does not say whether the classic flow is allowed', () => {
  it('allows it: the flow is older than its switch', async () => {
    const { findings } = await planOfCase('02-classic-flow-not-stated');

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'CLASSIC_FLOW_ENABLED', severity: 'warning' }),
    );
  });

  it('does not when it says so', async () => {
    const { findings } = await planOfCase('02-classic-flow-not-stated', (world) => {
      for (const { pool } of world.identityPools.pools.values()) pool.AllowClassicFlow = false;
    });

    expect(findings.map(({ code }) => code)).not.toContain('CLASSIC_FLOW_ENABLED');
  });
});
