import { describe, expect, it } from '@jest/globals';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import { pushTargets, recordedTargetOf } from '../support/aws-world/target-pushes.ts';
import {
  changed,
  deployed,
  filesIn,
  id,
  invalidationsIn,
  published,
  targetIn,
} from './site-account.ts';

describe('A push of a site', () => {
  const callsOfPush = 60;

  it.each(deaths(callsOfPush))(
    'that dies $moment call $index is finished by the next one, with one invalidation more',
    async ({ index, moment }) => {
      const world = await changed();
      world.faults.kill(index, moment);
      await pushTargets({}, deployed()).catch(() => null);
      world.faults.revive();

      const result = await pushTargets({}, deployed());

      expect(targetIn(result)?.status).toBe('pushed');
      expect(filesIn(world)).toEqual(published(world));
      expect(invalidationsIn(world)).toHaveLength(2);
      const keys = Object.values(recordedTargetOf(world, id)?.keys ?? {});
      expect(keys.map(({ before }) => before)).toEqual([null, null, null]);
    },
  );

  it.each(Array.from({ length: callsOfPush }, (_, index) => index))(
    'that hears no answer of call %i comes to the same end',
    async (index) => {
      const world = await changed();
      world.faults.loseAnswer(index);

      const result = await pushTargets({}, deployed());

      expect(targetIn(result)?.status).toBe('pushed');
      expect(filesIn(world)).toEqual(published(world));
      // In process nobody looks again: what CloudFront did not answer is made by the next push.
      if (recordedTargetOf(world, id)?.invalidation === 'due') await pushTargets({}, deployed());
      expect(invalidationsIn(world)).toHaveLength(2);
    },
  );

  it('makes fewer calls than are tried here, and none to the store that an app could read', async () => {
    const world = await changed();

    await pushTargets({}, deployed());

    expect(world.calls.length).toBeLessThanOrEqual(callsOfPush);
    const toStore = world.calls.filter(
      ({ action, input }) => action === 'PutObject' && input['Bucket'] === configBucket,
    );
    expect(toStore.filter(({ input }) => (input['Key'] as string).startsWith('config/'))).toEqual(
      [],
    );
  });
});
