import { describe, expect, test } from '@jest/globals';
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
import { faultsAt, sampled } from '../support/counts.ts';

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
  ['policies are emitted', emitting, sampleAccount],
  [
    'policies are emitted after they were written',
    { ...withGrants(['read'], ['read', 'create']), rolePolicies: 'emit' },
    importedAccount,
  ],
  [
    'policies are emitted over a run that died while it wrote',
    emitting,
    madeReady(async () => diesWriting(await importedAccount(), withGrants(['read'], ['create']))),
  ],
  ['policies are emitted over a run that died after its commit', emitting, diesCommitted],
  ['policies are written after they were emitted', fullRequest, emitted],
] as const;

type Fault = (faults: AwsWorld['faults'], call: number) => void;

const faults: Readonly<Record<string, readonly Fault[]>> = {
  'is killed at': (['before', 'in flight', 'after'] as const).map(
    (moment) => (world, call) => world.kill(call, moment),
  ),
  'loses the answer of': [
    (world, call) => world.loseAnswer(call),
    (world, call) => world.sendTwice(call),
  ],
};

describe.each(situations)('When %s', (_, request, prepare) => {
  async function goesWrong(fault: Fault, call: number): Promise<AwsWorld> {
    const world = await prepare();
    world.forgetCalls();
    fault(world.faults, call);
    const first = await runOnce(request);
    const died = world.faults.isDead();
    world.faults.revive();

    const { error } = died ? await runOnce(request) : first;

    expect({ call, error }).toEqual({ call, error: undefined });
    return world;
  }

  test.each(Object.entries(faults))(
    'A run that %s any call ends in the same, at the latest when it runs again',
    async (__, kinds) => {
      const undisturbed = await callsOfRun(request, prepare);
      expect(undisturbed.count).toBeGreaterThan(20);

      const calls = Array.from({ length: undisturbed.count }, (_, call) => call);
      for (const call of sampled(calls)) {
        for (const fault of faultsAt(kinds, call)) {
          const world = await goesWrong(fault, call);
          expect({ call, left: traces(world) }).toEqual({ call, left: undisturbed.left });
        }
      }
    },
  );
});
