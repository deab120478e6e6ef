import { describe, expect, it } from '@jest/globals';
import { deaths } from '../support/aws-world/deaths.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import {
  asBefore,
  changed,
  givenBack,
  heldOf,
  imported,
  nothingHeld,
  pushed,
  removed,
  request,
  standing,
} from './pushed-account.ts';

/** Whether a push came so far as to replace the value that nobody keeps; else it stands there still. */
const isReplaced = (world: SampleAccount) =>
  !('AUTH_STOREFRONT_CLIENTID' in world.lambda.functions.get(homeRegion, 'mail').variables);

describe('P7: a removal over a push that died', () => {
  it.each([
    ['first', imported],
    ['later', changed],
  ])(
    'P7: takes back what a %s one may have written, and puts back what stood there',
    async (_, ready) => {
      const undisturbed = await ready();
      await pushTargets();
      const calls = undisturbed.calls.length;
      expect(calls).toBeGreaterThan(40);

      for (const { index, moment } of deaths(calls)) {
        const world = await ready();
        world.faults.kill(index, moment);
        await pushTargets().catch(() => null);
        world.faults.revive();

        const { status } = await removed();

        expect({ index, moment, status, ...standing(world) }).toEqual({
          index,
          moment,
          status: 'removed',
          // What was never replaced was never lost.
          ...(isReplaced(world) ? givenBack : asBefore),
        });
        expect(heldOf(world)).toEqual(nothingHeld);
      }
    },
  );
});

describe('R3: a removal that dies', () => {
  it('R3: is finished by the next one, wherever it died', async () => {
    const undisturbed = await pushed();
    await removed();
    const calls = undisturbed.calls.length;
    expect(calls).toBeGreaterThan(40);

    for (const { index, moment } of deaths(calls)) {
      const world = await pushed();
      world.faults.kill(index, moment);
      await removed().catch(() => null);
      world.faults.revive();

      await removed();

      expect({ index, moment, ...standing(world) }).toEqual({ index, moment, ...givenBack });
      expect({ index, moment, ...heldOf(world) }).toEqual({ index, moment, ...nothingHeld });
    }
  });

  it('R3: is made good by an import and a push, which know what stood before', async () => {
    const undisturbed = await pushed();
    const stood = standing(undisturbed);
    await removed();
    const calls = undisturbed.calls.length;

    for (const { index, moment } of deaths(calls)) {
      const world = await pushed();
      world.faults.kill(index, moment);
      await removed().catch(() => null);
      world.faults.revive();

      await runOnce(request);
      await pushTargets();

      const { variables, policies } = standing(world);
      expect({ index, moment, variables, policies }).toEqual({
        index,
        moment,
        variables: stood.variables,
        policies: stood.policies,
      });
      await removed();
      expect({ index, moment, ...standing(world) }).toEqual({ index, moment, ...givenBack });
    }
  });
});
