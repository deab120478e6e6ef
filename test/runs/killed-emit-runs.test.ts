import { describe, expect, jest, test } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  callsOfRun,
  diesWriting,
  fullRequest,
  importedAccount,
  runOnce,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';

/** Each test is a hundred imports and more. */
jest.setTimeout(60_000);

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;

const emitted = madeReady(async () => {
  const world = sampleAccount();
  await runOnce(emitting);
  return world;
});

/** A run that dies between its commit and its record. */
const diesCommitted = madeReady(async () => {
  const world = sampleAccount();
  world.faults.kill('dynamodb:TransactWriteItems', 'before');
  await runOnce(fullRequest);
  world.faults.revive();
  return world;
});

const situations = [
  ['policies are handed out', emitting, sampleAccount],
  [
    'policies are handed out after they were written',
    { ...withGrants(['read'], ['read', 'create']), rolePolicies: 'emit' },
    importedAccount,
  ],
  [
    'policies are handed out over a run that died while it wrote',
    emitting,
    madeReady(async () => diesWriting(await importedAccount(), withGrants(['read'], ['create']))),
  ],
  ['policies are handed out over a run that died after its commit', emitting, diesCommitted],
  ['policies are written after they were handed out', fullRequest, emitted],
] as const;

/** What goes wrong moves along with the call, so that each fault meets calls of each kind. */
const faults = {
  'is killed at': (world: AwsWorld, call: number) =>
    world.faults.kill(call, (['before', 'in flight', 'after'] as const)[call % 3] ?? 'after'),
  'loses the answer of': (world: AwsWorld, call: number) =>
    call % 2 === 0 ? world.faults.loseAnswer(call) : world.faults.sendTwice(call),
} as const;

describe.each(situations)('When %s', (_, request, prepare) => {
  test.each(Object.keys(faults) as (keyof typeof faults)[])(
    'A run that %s any call ends in the same, at the latest when it runs again',
    async (fault) => {
      const undisturbed = await callsOfRun(request, prepare);
      expect(undisturbed.count).toBeGreaterThan(20);

      for (let call = 0; call < undisturbed.count; call += 1) {
        const world = await prepare();
        world.forgetCalls();
        faults[fault](world, call);
        const first = await runOnce(request);
        const died = world.faults.isDead();
        world.faults.revive();

        const { error } = died ? await runOnce(request) : first;

        expect({ call, error }).toEqual({ call, error: undefined });
        expect({ call, left: traces(world) }).toEqual({ call, left: undisturbed.left });
      }
    },
  );
});
