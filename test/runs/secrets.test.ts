import { describe, expect, test } from '@jest/globals';
import type { Progress } from '../../src/engine/progress.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { nativeClientId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';

/** Everything that a run lets anybody see: its result, its progress, and what it wrote anywhere. */
async function everythingOf(world: SampleAccount, input: unknown): Promise<string> {
  const seen: unknown[] = [];
  const progress: Progress = {
    ...silent,
    entered: (state) => seen.push(state),
    left: (_state, _milliseconds, output) => seen.push(output),
    failed: (_state, _milliseconds, error) =>
      seen.push([Object.entries(error), error.message, error.stack]),
  };
  const result = await runOnce(input, { progress });
  const objects = [...world.s3.buckets.values()].map((bucket) => [...bucket.objects]);
  return JSON.stringify([
    result,
    seen,
    objects,
    [...world.dynamodb.items],
    world.eventBridge.events,
    world.calls.map((call) => call.input),
    [...world.iam.roles],
  ]);
}

describe('No secrets: a planted client secret never occurs in anything that a run lets out', () => {
  test.each<[string, object, (world: SampleAccount) => void]>([
    ['a full import', { nativeClientId }, () => {}],
    ['the client with the secret as web client', { webClientId: nativeClientId }, () => {}],
    ['clients found by looking through the pool', { webClientId: undefined }, () => {}],
    [
      'a run that fails',
      { nativeClientId },
      ({ faults }) => faults.fail('iam:PutRolePolicy', awsError('LimitExceededException', 409)),
    ],
    [
      'an answer that gives the secret away in its error',
      { nativeClientId },
      (world) =>
        world.faults.fail(
          'iam:GetRole',
          Object.assign(awsError('Odd', 400), { $response: { body: world.secret } }),
        ),
    ],
  ])('%s', async (_case, overrides, prepare) => {
    const world = sampleAccount();
    prepare(world);

    const everything = await everythingOf(
      world,
      JSON.parse(JSON.stringify({ ...fullRequest, ...overrides })),
    );

    expect(world.secret).toMatch(/^[0-9a-f]{48}$/);
    expect(everything).toContain(nativeClientId);
    expect(everything).not.toContain(world.secret);
  });

  test('The planted secret is one that the run reads', async () => {
    const world = sampleAccount();
    await runOnce({ ...fullRequest, nativeClientId });

    const read = world.calls.filter(({ input }) => input['ClientId'] === nativeClientId);

    expect(read).toHaveLength(1);
    expect(JSON.stringify([...world.userPools.pools])).toContain(world.secret);
  });
});
